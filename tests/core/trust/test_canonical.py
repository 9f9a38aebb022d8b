"""One byte form for every value."""

import hashlib
import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import DocumentInvalid, FileMissing, FileUnreadable
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


@pytest.mark.parametrize(
    ("given_json", "expected"),
    [
        (  # RFC 8785, 3.2.2
            r"""{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}""",
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            r""""string":"€$\u000f\nA'B\"\\\\\"/"}""",
        ),
        (  # RFC 8785, 3.2.3: by UTF-16 code units, so that the emoji comes before the Hebrew letter
            r'{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}',
            '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
        ),
    ],
)
def test_the_published_examples(given_json: str, expected: str) -> None:
    assert canonical.encode(json.loads(given_json)) == expected.encode()


@pytest.mark.parametrize(
    ("bits", "expected"),
    [  # RFC 8785, appendix B
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("41b3de4355555555", "333333333.3333333"),
        ("41b3de4355555556", "333333333.3333334"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_the_published_numbers(bits: str, expected: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical.encode(number) == expected.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 2**53])
def test_what_json_cannot_carry_is_refused(number: float) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical.encode(number)


@given(json_values)
def test_what_is_encoded_reads_back_and_encodes_to_the_same_bytes(value: object) -> None:
    encoded = canonical.encode({"v": value})
    assert canonical.encode(canonical.decode(encoded, dict, "x")) == encoded


@given(json_values)
def test_the_pieces_are_the_encoded_value(value: object) -> None:
    assert b"".join(canonical.pieces(value)) == canonical.encode(value)


@pytest.mark.parametrize("size", [0, 1, canonical.PIECE - 1, canonical.PIECE, canonical.PIECE + 1])
def test_bytes_come_piece_by_piece_however_many_there_are(size: int) -> None:
    value = {"数": 1, "digests": [os.urandom(size), os.urandom(9 * canonical.PIECE + 4)]}
    pieces = list(canonical.pieces(value))
    assert b"".join(pieces) == canonical.encode(value)
    assert max(map(len, pieces)) == canonical.PIECE // 3 * 4


@pytest.mark.parametrize("value", [[float("nan")], {"a": 2**53}])
def test_pieces_refuse_what_json_cannot_carry(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        b"".join(canonical.pieces(value))


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize(
    "make",
    [
        lambda path: os.mkfifo(path),  # noqa: PLW0108 — Windows has none to name here
        lambda path: path.symlink_to("/dev/zero"),
    ],
)
def test_what_might_never_end_is_not_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "card.json")
    with pytest.raises(FileUnreadable):
        canonical.read_bytes(tmp_path / "card.json")
    with pytest.raises(FileUnreadable):
        canonical.digest_file(tmp_path / "card.json")
    with pytest.raises(FileMissing):
        canonical.digest_file(tmp_path / "nothing")
