"""Initials by which people type ahead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pinyin import initials


@pytest.mark.parametrize(
    ("text", "typed"),
    [("导入文件", "drwj"), ("切换身份", "qhsf"), ("封装 R0001", "fz r0001"), ("座", "z"), ("啊", "a"),
     ("𠮷", "𠮷"), ("", "")],
)  # fmt: skip
def test_known_words(text: str, typed: str) -> None:
    assert initials(text) == typed


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_a_letter_a_character(text: str) -> None:
    assert len(initials(text)) == len(text)
