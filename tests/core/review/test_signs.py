"""Words in many texts at once: none that stands there is missed, and what expressions need is true."""

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import resources
from app.core.review.detector import PatternDetector, detectors
from app.core.review.signs import Signs, Units, sought
from app.core.review.spans import Places

WORDS = ("密", "秘密", "联系人", "@", "QQ", "1.", "𠮷田", "a")
TEXTS = st.lists(st.text("密秘联系人@Qq1.𠮷田a é", max_size=12), max_size=8)


@given(TEXTS, st.sets(st.sampled_from(WORDS)))
def test_every_text_that_holds_a_word_is_told(texts: list[str], words: set[str]) -> None:
    is_ascii = all(map(str.isascii, texts))
    signs = Signs(pa.array(texts, pa.string()), is_ascii=is_ascii)
    holding = {place for place, text in enumerate(texts) if any(word in text for word in words)}
    assert holding <= set(signs.values(words).tolist())
    assert signs.any(words) or not holding


@given(TEXTS, st.sets(st.sampled_from([word for word in WORDS if len(word) == 1])))
def test_single_signs_are_told_exactly(texts: list[str], wanted: set[str]) -> None:
    signs = Signs(pa.array(texts, pa.string()), is_ascii=all(map(str.isascii, texts)))
    holding = [place for place, text in enumerate(texts) if not wanted.isdisjoint(text)]
    assert signs.values(wanted).tolist() == holding


def test_texts_without_the_words_are_left_out() -> None:
    texts = pa.array(["本人申请", "", "此件为秘密", "见附件"], pa.string())
    assert Signs(texts, is_ascii=False).values(("秘密", "附件")).tolist() == [2, 3]


def test_bytes_that_are_no_text_hide_no_word() -> None:
    """They came in unchecked, from a file of another encoding."""
    raw = pa.array(
        [b"\xff\xc3\xe4", "此件为秘密".encode(), b"\x80\x80", "秘密".encode()], pa.binary()
    )
    texts = pa.StringArray.from_buffers(4, *raw.buffers()[1:])
    assert Signs(texts, is_ascii=False).values(("秘密",)).tolist() == [1, 3]


def test_words_of_a_slice() -> None:
    texts = pa.array(["秘密", "公开", "秘密"], pa.string())
    assert Signs(texts[1:], is_ascii=False).values(("秘密",)).tolist() == np.array([1]).tolist()


def test_words_of_every_list_at_once() -> None:
    signs = Signs(pa.array(["京A", "京", "A", "沪B甲"], pa.string()), is_ascii=False)
    assert signs.values("京沪", "AB").tolist() == [0, 3]
    assert signs.values("京沪", "AB", ["B甲"]).tolist() == [3]


def test_more_lists_than_a_number_has_bits() -> None:
    """Those that are asked for only after a column was read, too."""
    words = [chr(ord("一") + n) + chr(ord("万") + 2 * n) for n in range(150)]
    signs = Signs(pa.array(words, pa.string()), is_ascii=False)
    assert [signs.values([word]).tolist() for word in words] == [[n] for n in range(150)]


def test_however_many_lists_are_known_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [sought([chr(ord("丁") + n) + chr(ord("万") + 3 * n)]) for n in range(150)]
    read: list[int] = []
    block = Signs._block

    def counted(signs: Signs, first: int, last: int) -> tuple[Units, Places]:
        read.append(first)
        return block(signs, first, last)

    monkeypatch.setattr(Signs, "_block", counted)
    signs = Signs(pa.array(["".join(chain(*words))], pa.string()), is_ascii=False)
    assert all(map(signs.any, words))
    assert read == [0]


def needing() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every expression that says what its matches need."""
    for rule in resources.pack("marks").data["rules"]:
        if "needs" in rule:
            yield rule["id"], rule["pattern"], tuple(rule["needs"])
    for name, pack in resources.finding_types().items():
        for place, rule in enumerate(pack.data.get("rules", ())):
            if "needs" in rule:
                yield f"{name}-{place}", rule["pattern"], tuple(rule["needs"])
    for id_, detector in detectors.all().items():
        if (
            isinstance(detector, PatternDetector)
            and detector.needs
            and hasattr(detector, "prefilter")
        ):
            yield id_, detector.prefilter, tuple(detector.needs)


@pytest.mark.parametrize(
    ("pattern", "needs"), [one[1:] for one in needing()], ids=[o[0] for o in needing()]
)
def test_every_match_holds_what_it_needs(pattern: str, needs: tuple[str, ...]) -> None:
    python = re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", pattern)

    @given(st.from_regex(re.compile(python, re.ASCII), fullmatch=False))
    def check(text: str) -> None:
        match = re.search(python, text, re.ASCII)
        assert match is None or any(word in match[0] for word in needs)

    check()


def test_words_that_are_not_there_are_seldom_thought_to_be() -> None:
    words = [f"{chr(0x4E00 + 37 * n)}{chr(0x9000 - 11 * n)}" for n in range(300)]
    rng = np.random.default_rng(1)
    texts = ["".join(map(chr, codes)) for codes in rng.integers(0x4E00, 0x9F00, (5000, 30))]
    asked = Signs(pa.array(texts, pa.string()), is_ascii=False).values(words)
    held = sum(any(word in text for word in words) for text in texts)
    assert len(asked) - held < 0.03 * len(texts)
