"""Macro source comes out as it went in; what is damaged ends without harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.hidden import vba
from app.core.intake.hidden.vba import NotCompressed, decompress, modules
from tests.core.intake.hidden.vba_project import compressed, project


@given(st.binary(max_size=9000) | st.text("ab \n", max_size=9000).map(str.encode))
@settings(max_examples=30, deadline=None)
def test_round_trip(data: bytes) -> None:
    unpacked = decompress(compressed(data))
    assert unpacked[: len(data)] == data
    assert not unpacked[len(data) :].strip(b"\0")


def test_examples_of_the_specification() -> None:
    """MS-OVBA 3.2.1 and 3.2.3: nothing to save, and as much as can be saved."""
    literal = bytes.fromhex(
        "0119B000616263646566676800696A6B6C6D6E6F7000717273747576 2E".replace(" ", "")
    )
    assert decompress(literal) == b"abcdefghijklmnopqrstuv."
    assert decompress(bytes.fromhex("0103B002614500")) == b"a" * 73


@given(st.binary(max_size=300))
def test_any_bytes_end(data: bytes) -> None:
    decompress(b"\x01" + data)
    list(modules({"dir": b"\x01" + data, "Module1": data}))


def test_not_compressed() -> None:
    with pytest.raises(NotCompressed):
        decompress(b"abc")


def test_a_bomb_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vba, "MAX_SOURCE", 10_000)
    assert len(decompress(compressed(b"a" * 100_000))) <= 10_000 + 4096


def streams(sources: dict[str, str]) -> dict[str, bytes]:
    return {name.rpartition("/")[2]: data for name, data in project(sources).items()}


def test_modules_with_chinese_names() -> None:
    found = list(modules(streams({"模块1": "Sub 甲()\r\nEnd Sub", "ThisWorkbook": "x = 1"})))
    assert [(m.name, m.source) for m in found] == [
        ("模块1", "Sub 甲()\r\nEnd Sub"),
        ("ThisWorkbook", "x = 1"),
    ]


def test_source_without_its_listing() -> None:
    made = streams({"M": 'Attribute VB_Name = "M"\r\nx = "口令"'})
    made["dir"] = b"damaged"
    assert "口令" in next(modules(made)).source
