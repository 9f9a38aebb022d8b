"""Names of regions up the tree."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["杭州市", "北京朝阳"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("region-name", 1)


def test_up_the_tree() -> None:
    assert path("region-name", VALUES, "北京朝阳") == [
        "北京市朝阳区",
        "北京市",
        "北京市",
        "华北",
        "*",
    ]
