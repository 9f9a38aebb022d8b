"""Routes as data: installed, settled with other organisations, compared."""

from dataclasses import replace

import pytest

from app.core import resources
from app.core.approval import routes
from app.core.approval.routes import covers, installed, is_sound, route
from app.core.approval.values import Route
from app.core.errors import PackUnusable, ParameterInvalid, PluginUnknown

BY_ID = {each.id: each for each in installed()}


def test_routes_of_one_to_four_levels_and_of_two_reviewers_are_installed() -> None:
    assert [len(BY_ID[id].levels) for id in ("one", "two", "three", "four")] == [1, 2, 3, 4]
    assert [level.role for level in BY_ID["three"].levels] == ["head", "reviewer", "approver"]
    assert BY_ID["two-reviewers"].levels[0].signatures == 2
    assert all(each.pack == resources.pack("routes").sha256 for each in BY_ID.values())


def test_each_other_organisation_has_a_level_of_its_own() -> None:
    settled = route("two", ["公安局", "公安局 ", "教育局"])
    assert [level.organisation for level in settled.levels] == ["", "公安局", "教育局", ""]
    assert covers(settled, BY_ID["two"])
    assert not covers(BY_ID["two"], settled)


def test_a_route_is_asked_for_by_a_name_that_is_there() -> None:
    with pytest.raises(PluginUnknown):
        route("five")
    with pytest.raises(ParameterInvalid):
        route("one", [" "])


@pytest.mark.parametrize(
    ("id", "demanded", "enough"),
    [
        ("one", "one", True),
        ("three", "one", True),
        ("four", "three", True),
        ("two-reviewers", "one", True),
        ("one", "two-reviewers", False),
        ("one", "two", False),
        ("two", "three", False),
        ("when-unsure", "when-unsure", True),
        ("one", "when-unsure", False),
        ("three", "when-unsure", True),
        ("when-unsure", "three", False),
    ],
)
def test_a_route_covers_one_that_asks_for_no_more(id: str, demanded: str, enough: bool) -> None:
    minimum = replace(BY_ID[demanded], escalation=True)
    assert covers(BY_ID[id], minimum) is enough


def test_who_must_not_pass_doubts_on_is_not_covered_by_a_route_that_does() -> None:
    strict = replace(BY_ID["two"], escalation=False)
    assert covers(strict, BY_ID["two"])
    assert not covers(BY_ID["two"], strict)


def _levels(**changes: object) -> Route:
    way = BY_ID["one"]
    return replace(way, levels=tuple(replace(level, **changes) for level in way.levels))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "way",
    [
        replace(BY_ID["one"], levels=()),
        _levels(only_unsure=True),
        _levels(signatures=0),
        _levels(role="clerk"),
        _levels(role="platform"),
    ],
)
def test_a_route_that_can_be_walked_unsigned_is_not_sound(way: Route) -> None:
    assert not is_sound(way)


@pytest.mark.parametrize(
    "levels", [[], [{"title": {"zh": "甲", "en": "a"}, "role": "king", "days": 1}]]
)
def test_a_pack_with_such_a_route_is_refused(
    levels: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = resources.pack("routes").data["routes"][0] | {"levels": levels}
    broken = replace(resources.pack("routes"), data={"routes": [told]})
    monkeypatch.setattr(routes.resources, "pack", lambda name: broken)
    with pytest.raises(PackUnusable):
        route("one")
