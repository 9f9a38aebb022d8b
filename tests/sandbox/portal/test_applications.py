"""The register of applications."""

from pathlib import Path

import pytest

from app.sandbox.portal.applications import Applications

GOOD = {
    "name": "养老地图",
    "who": "某公司",
    "text": "",
    "address": "https://a.example/x",
    "datasets": ("k",),
}


def test_one_is_shown_once_the_platform_has_looked(tmp_path: Path) -> None:
    register = Applications(tmp_path)
    id = register.register(**GOOD)
    assert id is not None
    assert [made.name for made in register.waiting()] == ["养老地图"]
    assert register.shown() == []
    register.show(id)
    assert register.waiting() == []
    assert [made.id for made in Applications(tmp_path).shown()] == [id]


@pytest.mark.parametrize(
    "bad",
    [{"name": " "}, {"who": ""}, {"datasets": ()}, {"text": "x" * 1001}, {"name": "x" * 201},
     {"address": "javascript:alert(1)"}, {"address": "https://a b"}, {"datasets": ("k",) * 51}],
)  # fmt: skip
def test_what_is_missing_or_too_much_is_not_taken(tmp_path: Path, bad: dict[str, object]) -> None:
    register = Applications(tmp_path)
    assert register.register(**{**GOOD, **bad}) is None
    assert register.waiting() == []


@pytest.mark.parametrize("id", ["0" * 32, "../x", ""])
def test_an_unknown_number_is_refused(tmp_path: Path, id: str) -> None:
    with pytest.raises(KeyError):
        Applications(tmp_path).show(id)
