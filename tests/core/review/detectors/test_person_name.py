"""姓名."""

import pytest

from tests.core.review.columns import examine, spans

NAMES = ["王小伟", "李芳", "欧阳晓明", "阿卜杜拉·买买提", "张三"]


@pytest.mark.parametrize(
    "name", ["姓名", "申请人姓名", "户主", "联系人", "法定代表人", "单位负责人", "XM"]
)
def test_found(name: str) -> None:
    assert len(spans(examine("person-name", NAMES, name), NAMES)) == len(NAMES)


def test_the_characters_tell_where_the_header_does_not() -> None:
    assert len(spans(examine("person-name", NAMES, "内容"), NAMES)) == len(NAMES)
    assert examine("person-name", NAMES[:1], "内容") is None  # a lone text needs one that does


def test_names_in_sentences() -> None:
    texts = ["经查，申请人王小伟已领取补贴", "无", "由李芳负责核实"]
    assert spans(examine("person-name", texts, "备注"), texts) == ["王小伟", "李芳"]


def test_those_who_act_for_an_office_are_public() -> None:
    evidence = examine("person-name", NAMES, "法定代表人")
    assert evidence is not None
    assert evidence.level == "public"


@pytest.mark.parametrize(
    "values",
    [["清溪县教育局", "清溪县民政局"], ["14200000001"], ["是", "否"], ["本科", "专科"], ["青石镇", "白沙乡"]],
)  # fmt: skip
def test_needs_values_that_look_like_names(values: list[str]) -> None:
    assert examine("person-name", values, "联系人") is None


def test_masked_names_name_nobody() -> None:
    assert examine("person-name", ["李**", "王**", "张某某", "欧阳**"], "姓名") is None
