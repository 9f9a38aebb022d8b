"""Words for what a file holds beside its cells."""

import typing
from typing import Literal

from app.core.model import Hidden
from app.ui import hidden_words


def test_every_kind_has_words() -> None:
    for kind in typing.get_args(typing.get_type_hints(Hidden)["kind"]):
        assert hidden_words.kind(kind) != kind


def test_a_documents_properties_are_called_as_office_programs_call_them() -> None:
    told = hidden_words.row(Hidden("property", "lastModifiedBy", "张三"))
    assert told == ("文档属性", "最后保存者", "张三")
    assert hidden_words.row(Hidden("property", "立项编号", "7"))[1] == "立项编号"


def test_moments_are_told_by_the_clock_on_the_wall() -> None:
    def told(kind: Literal["property", "comment"], text: str) -> str:
        return hidden_words.row(Hidden(kind, "created", text))[2]

    assert told("property", "2026-11-23T22:17:35.123456789") == "2026-11-23 22:17"
    assert "T" not in told("property", "2026-11-23T22:17:35Z")
    for text in ("2026-02-30T22:17:35Z", "Tom", "9999-12-31T23:59:59-12:00"):
        assert told("property", text) == text
    assert told("comment", "2026-11-23T22:17:35Z") == "2026-11-23T22:17:35Z"


def test_what_is_no_property_is_named_by_its_place() -> None:
    assert hidden_words.row(Hidden("comment", "creator!A1", "?"))[1] == "creator!A1"
