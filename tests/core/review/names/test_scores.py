"""Scores of short texts as names."""

import time

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.review.names.scores import LIKELY, Form, judge, name_scores
from app.core.review.patterns import matches
from app.core.review.spans import Mask
from tests.core.review.names import lists

HOSTILE = [
    "",
    " ",
    "王" * 10_000,
    "·" * 10_000,
    "王·" * 5_000,
    "*" * 10_000,
    "👨‍👩‍👧‍👦",
    "王\u0000伟",
    "\ufffd王",
    "\u202e王伟",
    "a" * 96,
    "㐀㐀",
    "𠮷𠮷𠮷",
    "〇〇",
    "zhang" * 19,
]
ALL = [t for group in (*lists.NAMES.values(), *lists.OTHERS.values()) for t in group.split()]


def likely(texts: list[str]) -> list[str]:
    return [t for t, yes in zip(texts, judge(pa.array(texts)).likely, strict=True) if yes]


@pytest.mark.parametrize("kind", lists.NAMES)
def test_names_are_likely(kind: str) -> None:
    texts = lists.NAMES[kind].split()
    assert set(texts) - set(likely(texts)) <= UNLIKELY


UNLIKELY = {"高洁", "林峰", "杜鹃"}  # words or towns as well: their columns are told by the others


@pytest.mark.parametrize("kind", lists.OTHERS)
def test_what_is_taken_for_names_is_not(kind: str) -> None:
    assert likely(lists.OTHERS[kind].split()) == []


@pytest.mark.parametrize("text", [*lists.SPACED, *lists.LATIN, *lists.RARE])
def test_names_in_other_forms(text: str) -> None:
    assert likely([text]) == [text]


@pytest.mark.parametrize("text", lists.FOREIGN)
def test_latin_words_are_not(text: str) -> None:
    assert likely([text]) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("王伟", Form.HAN),
        ("欧阳锋", Form.HAN),
        ("阿依古丽·买买提", Form.MINORITY),
        ("李某某", Form.MASKED),
        ("ZHANG San", Form.LATIN),
        ("12", Form.NONE),
        ("", Form.NONE),
    ],
)
def test_form(text: str, form: Form) -> None:
    assert judge(pa.array([text])).forms[0] == form


def test_traditional_names_score_as_simplified_ones() -> None:
    old, new = name_scores(pa.array(["張麗華", "张丽华"]))
    assert old == new


def test_nulls_blanks_and_hostile_cells_are_no_names() -> None:
    scores = name_scores(pa.array([None, *HOSTILE]))
    assert not (scores > LIKELY).any()


def test_bytes_that_are_no_text_do_no_harm() -> None:
    raw = pa.array([b"\xe7\x8e\x8b\xff", b"\xff\xfe\xfd\xfc", "王伟".encode(), b"\xe5\xbc\xa0\xe5"])
    texts = pa.StringArray.from_buffers(len(raw), raw.buffers()[1], raw.buffers()[2])
    assert (name_scores(texts) > LIKELY).tolist() == [False, False, True, False]


def test_an_empty_column_has_no_scores() -> None:
    assert len(name_scores(pa.array([], pa.string()))) == 0


@given(
    st.lists(
        st.sampled_from([*ALL, *HOSTILE])
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        max_size=12,
    ),
    st.integers(0, 12),
)
@settings(max_examples=150, deadline=None)
def test_neighbours_and_cuts_change_nothing(texts: list[str], cut: int) -> None:
    whole = pa.array(texts, pa.string())
    together = judge(whole)
    alone = [float(name_scores(pa.array([text], pa.string()))[0]) for text in texts]
    assert together.scores.tolist() == alone
    halves = [name_scores(whole.slice(0, cut)), name_scores(whole.slice(cut))]
    assert np.concatenate(halves).tolist() == alone


def test_a_million_names_take_a_second_or_two() -> None:
    texts = pa.array([t for t in ALL for _ in range(200)])
    name_scores(texts)
    started = time.process_time()
    name_scores(texts)
    assert len(texts) / (time.process_time() - started) > 200_000  # 1.4 M measured


def test_long_cells_take_no_time() -> None:
    texts = pa.array(HOSTILE * 20)
    started = time.process_time()
    name_scores(texts)
    assert time.process_time() - started < 0.5


def test_blanks_are_sought_only_where_one_may_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []

    def telling(texts: pa.StringArray, pattern: str) -> Mask:
        asked.append((pattern, texts.to_pylist()))
        return matches(texts, pattern)

    monkeypatch.setattr("app.core.review.names.scores.matches", telling)
    names = ["阿依古丽·买买提", "王伟", *lists.SPACED, "阅、"]
    assert (judge(pa.array(names)).scores[2:-1] > LIKELY).all()
    assert [texts for pattern, texts in asked if "3000" in pattern] == [lists.SPACED]
    asked.clear()
    judge(pa.array(names[:2]))
    assert not any("3000" in pattern for pattern, _ in asked)
