"""Rule packs: valid, sourced, and telling of the plug-ins that are there."""

import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from app.core import resources
from app.core.desensitize.operation import operators, read_params
from app.core.review.detector import detectors

RULES = resources.ROOT / "rules"
PACKS = sorted(RULES.rglob("*.json"))


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_pack_is_valid_and_sourced(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    assert data["pack"] == file.stem
    assert data["version"]
    entries = [entry for value in data.values() if isinstance(value, list) for entry in value]
    assert data.get("source") or all(entry.get("source") for entry in entries)
    assert len(resources.read_pack(file).sha256) == 64


def test_all_packs_are_found() -> None:
    assert {pack.name for pack in resources.packs()} == {file.stem for file in PACKS}


def test_every_finding_has_a_level_and_every_level_a_gate() -> None:
    types = resources.finding_types()
    assert set(detectors.all()) <= set(types)
    levels = {pack.data["level"] for pack in types.values()}
    assert levels <= set(resources.pack("levels").data["gates"])


def test_every_personal_type_has_a_treatment_that_can_run() -> None:
    for type_id, pack in resources.finding_types().items():
        treatment = pack.data.get("treatment")
        assert treatment or "personal" not in pack.data["level"], type_id
        if treatment:
            read_params(operators.get(treatment["operator"]), treatment["params"])
            assert treatment["reason"]


def test_mark_rules_compile_in_both_engines_and_name_their_detector() -> None:
    rules = resources.pack("marks").data["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        pc.match_substring_regex(pa.array(["x"]), rule["pattern"])
        re.compile(rule["pattern"])
        re.compile(rule.get("not", ""))
        re.compile(rule.get("header", ""))
        assert rule["type"] in detectors.all()
        assert rule["zh"]
        assert rule["en"]


def test_risk_kinds_have_names() -> None:
    data = resources.pack("risk").data
    for kind in data["quasi_identifiers"].values():
        assert kind["zh"]
        assert kind["en"]
        assert kind["words"]
    assert data["aggregate"]["source"]


def test_layout_words_compile() -> None:
    words = resources.pack("layout").data["words"]
    for kind in ("note", "total", "running-total", "statistic", "rate", "whole", "signature"):
        for word in words[kind]:
            re.compile(word)


def test_catalog_lists_and_fields_fit_together() -> None:
    data = resources.pack("catalog").data
    for field in data["fields"]:
        assert field.get("code_list") is None or field["code_list"] in data["code_lists"]
        re.compile(field.get("pattern", ""))
    assert set(data["update_cycle_days"]) <= set(data["code_lists"]["update_cycle"])
    assert set(data["guesses"]["domain"]) <= set(data["code_lists"]["domain"])
    for field, value in data["defaults"].items():
        listed = next(f for f in data["fields"] if f["id"] == field).get("code_list")
        assert listed is None or value in data["code_lists"][listed]
    assert len(data["code_lists"]["domain"]) == 21
    assert (
        len({field["element"] for field in data["fields"]} - {"open", "extra"}) + 1 == 13
    )  # items: 8
