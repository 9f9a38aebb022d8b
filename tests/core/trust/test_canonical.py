"""One byte form for every value."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import DocumentInvalid, FileMissing
from app.core.model import InfoItem, Kind, Recipe
from app.core.trust import canonical

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_keys_are_ordered_and_nothing_is_escaped_or_padded() -> None:
    # RFC 8785, 3.2.3: sorting by UTF-16 code units.
    assert canonical.encode({"b": 1, "a": "中"}) == '{"a":"中","b":1}'.encode()


@given(json_values)
def test_what_is_encoded_reads_back_and_encodes_to_the_same_bytes(value: object) -> None:
    encoded = canonical.encode({"v": value})
    assert canonical.encode(canonical.decode(encoded, dict, "x")) == encoded


def test_a_document_of_the_wrong_shape_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text('{"treatments": [{"column": 3, "operator": "mask"}]}')
    with pytest.raises(DocumentInvalid) as caught:
        canonical.read_document(path, Recipe)
    assert "$.treatments[0].column" in caught.value.told("en")


def test_a_missing_document_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        canonical.read_document(tmp_path / "none.json", Recipe)


def test_pretty_json_reads_back() -> None:
    item = InfoItem("姓名", "C", 8)
    assert canonical.decode(canonical.pretty(item), InfoItem, "x") == item


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_a_digest_of_chunks_is_that_of_the_whole(chunks: list[bytes]) -> None:
    assert canonical.digest_bytes(chunks) == hashlib.sha256(b"".join(chunks)).hexdigest()


def test_a_chain_names_each_link_before_in_the_order_of_the_kinds() -> None:
    links = canonical.chain({Kind.OUTPUT: "b" * 64, Kind.SOURCE: "a" * 64})
    assert [link.kind for link in links] == ["source", "output"]
    assert links[0].previous == ""
    assert links[1].previous == canonical.digest(links[0])
