"""Addresses to the district and up the tree."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["浙江省杭州市西湖区文三路9号", "北京市朝阳区建国路1号"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("address", 1)


def test_up_the_tree() -> None:
    assert path("address", VALUES, "浙江省杭州市西湖区文三路9号") == [
        "浙江省杭州市西湖区",
        "浙江省杭州市",
        "浙江省",
        "华东",
        "*",
    ]
