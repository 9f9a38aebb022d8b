"""Grades by province, and what findings ask for."""

from typing import Any, get_args

import pytest

from app.core import resources
from app.core.errors import PackUnusable, PluginUnknown
from app.core.jobs import Job
from app.core.model import Findings, Level, Table
from app.core.resources import Pack
from app.core.review.own_rules import OwnRules
from app.core.review.policy import Policy, Province, installed, province
from app.core.review.scan import scan
from tests.core.tables import table

NAMES = [p.id for p in installed()]
PEOPLE = {"姓名": ["王小伟", "李芳", "张建国"], "宗教信仰": ["佛教", "道教", "佛教"]}


def scanned(source: Table, job: Job, name: str = "national") -> Findings:
    return scan(source, job, table_digest="x", own=OwnRules().of_province(name))


def told(name: str, **changes: Any) -> Pack:
    known = resources.province_packs()[name]
    return Pack("county", "1", known.data | changes, "0" * 64)


def test_the_national_rules_come_first_and_two_provinces_have_their_own() -> None:
    assert NAMES[0] == "national"
    assert {"zhejiang", "shanghai"} < set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_level_has_a_grade_and_every_entry_a_source(name: str) -> None:
    data = resources.province_packs()[name].data
    entries = [*data["openings"], *data["grades"], *data["levels"], *data.get("types", ())]
    assert all(entry["source"] for entry in entries)
    known = province(name, {})
    assert set(known.types) <= set(resources.finding_types())
    assert set(known.levels) == set(get_args(Level))
    assert known.levels["public"].may == "open"
    assert {known.levels[level].may for level in ("secret", "important-data")} == {"not-open"}
    ranks = sorted((grade["grade"], grade["may"]) for grade in data["grades"])
    order = ["open", "conditional", "not-open"]
    assert [order.index(may) for _, may in ranks] == sorted(order.index(may) for _, may in ranks)


@pytest.mark.parametrize(
    ("name", "names_are", "may", "opening"),
    [
        ("national", "3级", "conditional", "有条件开放"),
        ("zhejiang", "L3 较敏感", "conditional", "受限开放"),
        ("shanghai", "3级", "not-open", "非开放"),
    ],
)
def test_one_table_in_several_provinces(
    name: str, names_are: str, may: str, opening: str, job: Job
) -> None:
    findings = scanned(table(PEOPLE), job, name)
    grades = {f.type: f.grade for f in findings.columns}
    personal, religion = grades["person-name"], grades["religion"]
    assert personal is not None
    assert religion is not None
    assert (personal.name.zh, personal.may, personal.opening.zh) == (names_are, may, opening)
    assert findings.grade == religion  # the highest counts
    assert (religion.rank, religion.may) == (4, "not-open")
    assert (findings.province, len(findings.packs[name])) == (name, 64)


def test_of_what_is_clean_the_grade_is_that_of_public_data(job: Job) -> None:
    findings = scanned(table({"名称": ["第一小学", "第二小学"]}), job)
    assert findings.grade is not None
    assert (findings.grade.rank, findings.grade.may, findings.gate) == (1, "open", "clear")


def test_words_to_look_at_twice_do_not_raise_the_grade(job: Job) -> None:
    looked_at = scanned(table({"备注": ["维稳"]}), job)
    internal = scanned(table({"备注": ["内部资料"]}), job)
    around = scanned(table({"名称": ["甲"]}, (("a!1", "内部资料"),)), job)  # type: ignore[arg-type]
    assert looked_at.gate == "warn"
    assert [f.grade.rank for f in (looked_at, internal, around) if f.grade] == [1, 3, 3]


def test_what_a_province_does_not_open_is_held_whatever_its_level_asks_for() -> None:
    levels = [*told("national").data["levels"], {"level": "public", "grade": 4, "source": "x"}]
    strict = Province.of(told("national", levels=levels))
    assert Policy(strict).gate("uscc", "public") == "hold"
    assert Policy(province("national", {})).gate("uscc", "public") == "clear"
    lenient = Policy(strict, {"religion": {"sensitive-personal": "warn"}})
    assert lenient.gate("religion", "sensitive-personal") == "hold"


def test_a_type_may_have_a_grade_of_its_own_unless_it_is_public() -> None:
    types = [{"type": "landline", "grade": 2, "source": "x"}]
    policy = Policy(Province.of(told("national", types=types)))
    assert policy.grade("landline", "personal").rank == 2
    assert policy.grade("landline", "public").rank == 1
    assert policy.grade("mobile", "personal").rank == 3


def test_military_papers_block_and_military_plates_are_held(job: Job) -> None:
    plates = {"车牌号": ["VA12345", "KB23456", "WJ浙1234X"]}
    assert scanned(table({"备注": ["现役，南字第123456号"]}), job).gate == "block"
    findings = scanned(table(plates), job)
    assert [(f.type, f.level, f.gate) for f in findings.columns] == [("plate", "secret", "hold")]
    assert findings.gate == "hold"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"levels": []}, "secret"),
        ({"levels": [{"level": "public", "grade": 1}]}, r"source.*levels\[0\]"),
        ({"openings": []}, "open"),
        ({"grades": [{"grade": 1, "zh": "一", "en": "1", "may": "open"}]}, "source"),
        ({"grades": [{"grade": 1, "zh": "一", "en": "1", "may": "never", "source": "x"}]}, "may"),
        ({"types": [{"type": "mobile", "grade": 9, "source": "x"}]}, "9"),
        ({"title": {"zh": "某省"}}, "en"),
    ],
)
def test_a_pack_that_says_too_little_is_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(PackUnusable, match=named) as refused:
        Province.of(told("national", **changes))
    assert refused.value.where.file == "county"


def test_a_province_that_is_not_there() -> None:
    with pytest.raises(PluginUnknown, match="atlantis") as refused:
        OwnRules().of_province("atlantis")
    assert "zhejiang" in refused.value.advice("en")
