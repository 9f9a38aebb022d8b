"""Words for what a file holds beside its cells."""

import typing

from app.core.model import Hidden
from app.ui import hidden_words


def test_every_kind_has_words() -> None:
    for kind in typing.get_args(typing.get_type_hints(Hidden)["kind"]):
        assert hidden_words.kind(kind) != kind


def test_a_documents_properties_are_called_as_office_programs_call_them() -> None:
    told = hidden_words.row(Hidden("property", "lastModifiedBy", "张三"))
    assert told == ("文档属性", "最后保存者", "张三")
    assert hidden_words.row(Hidden("property", "立项编号", "7"))[1] == "立项编号"
    assert hidden_words.row(Hidden("comment", "creator!A1", "?"))[1] == "creator!A1"
