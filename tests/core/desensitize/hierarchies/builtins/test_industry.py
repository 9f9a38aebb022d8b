"""Industries by codes of every length and by name."""

from tests.core.desensitize.hierarchies.builtins.expect import first, path

VALUES = ["A0111", "制造业", "65", "C36"]


def test_it_comes_first_for_its_values() -> None:
    assert first(VALUES) == ("industry", 1)


def test_up_the_tree() -> None:
    assert path("industry", VALUES, "A0111") == ["011", "农业", "农、林、牧、渔业", "*"]
    assert path("industry", VALUES, "C36") == ["汽车制造业", "汽车制造业", "制造业", "*"]
    assert path("industry", VALUES, "65") == [
        "软件和信息技术服务业",
        "软件和信息技术服务业",
        "信息传输、软件和信息技术服务业",
        "*",
    ]
