"""Runs of letters and digits: the same as an expression finds, text by text."""

import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.runs import LEAST, Runs, runs
from app.core.text_bytes import offsets_and_bytes

_RUN = re.compile(rf"[0-9A-Za-z]{{{LEAST},}}", re.ASCII)
TEXTS = st.lists(st.text("0123456789aZ -.甲", max_size=30), max_size=8)


def found(texts: list[str]) -> tuple[Runs, bytes]:
    offsets, text = offsets_and_bytes(pa.array(texts, pa.string()))
    return runs(text, offsets), text.tobytes()


@given(TEXTS)
def test_each_run_within_its_own_text(texts: list[str]) -> None:
    told, text = found(texts)
    plain = told.lengths == told.spans.ends - told.spans.starts
    spans = zip(told.spans.starts[plain].tolist(), told.spans.ends[plain].tolist(), strict=True)
    fractions = re.compile(rf"(?<=[0-9]\.)[0-9A-Za-z]{{{LEAST},}}", re.ASCII)
    expected = [match[0] for each in texts for match in _RUN.finditer(each)]
    for each in texts:
        for match in fractions.finditer(each):
            expected.remove(match[0])
    assert sorted(text[start:end].decode() for start, end in spans) == sorted(expected)


def test_digits_that_blanks_or_hyphens_part() -> None:
    told, _ = found(["拨 138 0013-8000 转1", "6222-0212-3456-7890", "13800138000 13900139000"])
    parted = np.flatnonzero(told.lengths != told.spans.ends - told.spans.starts)
    rows = {
        bytes(told.matrix(np.array([place]), int(told.lengths[place]))[0]).decode()
        for place in parted.tolist()
    }
    assert {"13800138000", "6222021234567890"} <= rows
    assert told.of_length(11, digits=11).size == 3  # the two side by side are runs of their own too


def test_capitals_and_how_many_digits() -> None:
    told, _ = found(["kaz110090123105"])
    (place,) = told.of_length(15, digits=12).tolist()
    assert bytes(told.matrix(np.array([place]), 15)[0]) == b"KAZ110090123105"
    assert told.digits[place] == 12
    assert told.of_length(15, digits=13).size == 0


def test_fractions_are_no_numbers_of_persons() -> None:
    assert len(found(["1.14200000001", "a.14200000001"])[0].spans) == 1


@given(TEXTS, st.integers(0, 9))
def test_the_numbers_of_a_length_for_all_who_ask(texts: list[str], digits: int) -> None:
    told, _ = found(texts)
    for length in set(told.lengths.tolist()):
        for least in (digits, 0):
            every = told.of_length(length, digits=least)
            parts = list(told.numbers(length, digits=least))
            assert [place for places, _ in parts for place in places.tolist()] == every.tolist()
            rows = [row.tolist() for _, numbers in parts for row in numbers]
            assert rows == told.matrix(every, length).tolist()


@given(TEXTS)
def test_runs_that_begin_with_a_nought(texts: list[str]) -> None:
    told, text = found(texts)
    assert (np.diff(told.led) > 0).all()
    noughts = [match for each in texts for match in re.findall("(?<![0-9A-Za-z])0", each)]
    assert [text[place : place + 1] for place in told.led.tolist()] == [b"0"] * len(noughts)
