"""Entities and line ends of many texts at once, as an XML parser resolves them."""

from xml.etree import ElementTree

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.ooxml.escapes import all_resolved, with_line_feeds

PIECES = (
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#38;",
    "&#x4E59;",
    "amp;",
    "lt;",
    "甲",
    " ",
)


@given(st.lists(st.lists(st.sampled_from(PIECES)).map("".join), max_size=8))
def test_entities_are_resolved_once_and_in_order(written: list[str]) -> None:
    parsed = [ElementTree.fromstring(f"<t>{text}</t>").text or "" for text in written]  # noqa: S314
    assert all_resolved(pa.array(written, pa.string())).to_pylist() == parsed


@pytest.mark.parametrize("wrong", ["a & b", "&nbsp;", "&amp", "&#0;", "&amp;&lt"])
def test_what_is_no_entity_of_xml_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        all_resolved(pa.array(["甲 &amp; 乙", wrong]))


def test_each_line_ends_with_a_line_feed() -> None:
    written = pa.array(["a\r\nb", "a\rb", "a\r\r\nb", "a\nb", ""])
    assert with_line_feeds(written).to_pylist() == ["a\nb", "a\nb", "a\n\nb", "a\nb", ""]
