"""姓名."""

import pytest

from tests.core.review.columns import examine, spans

NAMES = ["王小伟", "李芳", "欧阳晓明", "阿卜杜拉·买买提", "张三"]


@pytest.mark.parametrize(
    "name", ["姓名", "申请人姓名", "户主", "联系人", "法定代表人", "单位负责人", "XM"]
)
def test_found(name: str) -> None:
    assert len(spans(examine("person-name", NAMES, name), NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", ["内容", "单位名称", "联系人电话", "申请人数", "负责人编号"])
def test_needs_a_name_that_says_so(name: str) -> None:
    assert examine("person-name", NAMES, name) is None


@pytest.mark.parametrize(
    "values",
    [["清溪县教育局", "清溪县民政局"], ["14200000001"], ["是", "否"], ["本科", "专科"], ["青石镇", "白沙乡"]],
)  # fmt: skip
def test_needs_values_that_look_like_names(values: list[str]) -> None:
    assert examine("person-name", values, "联系人") is None
