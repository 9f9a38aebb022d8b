"""Platforms: the same entry under other rules and in other words."""

from dataclasses import replace

import pytest

from app.core import resources
from app.core.catalog.platforms import profile
from app.core.catalog.validate import validate
from app.core.errors import PluginUnknown
from app.core.model import Entry
from tests.core.catalog.test_validate import GOOD


def problems(entry: Entry, platform: str) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in validate(entry, platform=profile(platform))}


@pytest.mark.parametrize("id", resources.catalog_profiles())
def test_every_profile_has_names_and_a_source(id: str) -> None:
    assert profile(id).title.zh
    assert profile(id).title.en
    assert resources.catalog_profiles()[id].data["source"]


def test_what_each_platform_asks_for() -> None:
    assert problems(GOOD, "guide") == set()
    assert problems(GOOD, "zhejiang") == {
        (field, "required") for field in ("data_level", "spatial_scope", "temporal_scope")
    }
    assert ("contact", "required") in problems(GOOD, "shandong")
    assert ("temporal_scope", "required") in problems(GOOD, "template")


def test_patterns_and_lists_of_a_platform() -> None:
    named = replace(GOOD, fields=GOOD.fields | {"name": "名录（2026）", "temporal_scope": "2026年"})
    found = problems(named, "template")
    assert ("name", "wrong-form") in found
    assert ("temporal_scope", "wrong-form") in found
    weekly = replace(GOOD, fields=GOOD.fields | {"update_cycle": "每旬"})
    assert ("update_cycle", "not-in-list") in problems(weekly, "template")
    assert ("update_cycle", "not-in-list") not in problems(weekly, "guide")


def test_words_go_there_and_come_back() -> None:
    zhejiang = profile("zhejiang")
    for code in zhejiang.codes["open_type"]:
        assert zhejiang.read("open_type", zhejiang.written("open_type", code)) == code
    assert zhejiang.written("open_type", "不予开放") == "禁止开放"
    assert zhejiang.read("open_type", "不予开放") == "不予开放"


def test_its_words_stand_in_what_it_says() -> None:
    wrong = replace(GOOD, fields=GOOD.fields | {"open_type": "随便"})
    messages = [p.message.zh for p in validate(wrong, platform=profile("zhejiang"))]
    assert any("受限开放" in message for message in messages)


def test_unknown_platform() -> None:
    with pytest.raises(PluginUnknown):
        profile("mars")
