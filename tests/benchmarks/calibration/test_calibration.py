"""The fit: it finds what was put in, keeps to its bounds and its prior; packs keep all their other bytes."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.core import resources
from app.core.review.evidence import Weights
from tests.benchmarks.calibration.fit import Problem, best_penalty, fit
from tests.benchmarks.calibration.harvest import Weighed, label
from tests.benchmarks.calibration.model import (
    Parameters,
    evidence,
    family,
    says,
    weighing,
    write,
)
from tests.benchmarks.detection.labels import LabelledColumn, Need


def problem(n: int = 4000) -> Problem:
    """Two terms, of which the packs overrate the first by 2 and the second is right."""
    rng = np.random.default_rng(5)
    design = np.stack([rng.random(n) < 0.5, np.ones(n)], axis=1).astype(np.float64)
    real = rng.normal(0, 2, n)
    true = (rng.random(n) < 1 / (1 + np.exp(-real))).astype(np.float64)
    free = np.full(2, np.inf)
    return Problem(design, real + 2 * design[:, 0], true, np.ones(n), np.arange(n) % 4, -free, free)


def test_it_finds_what_was_overrated() -> None:
    shift = fit(problem(), 0.3)
    assert shift == pytest.approx([-2, 0], abs=0.25)
    slope = problem().design.T @ (_chance(problem(), shift) - problem().true) + 0.3 * shift
    assert np.abs(slope).max() < 1e-4  # the mode, not somewhere near it


def _chance(told: Problem, shift: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(told.offset + told.design @ shift)))


def test_bounds_and_prior_hold() -> None:
    bound = replace(problem(), lower=np.array([-0.5, -np.inf]))
    assert fit(bound, 0.3)[0] == -0.5
    assert np.abs(fit(problem(), 1e7)).max() < 1e-3
    penalty, losses = best_penalty(problem())
    assert min(losses.values()) <= losses[penalty] < problem().loss(np.zeros(2))


def test_what_costs_more_weighs_more() -> None:
    dear = replace(problem(), cost=np.where(problem().true > 0, 10.0, 1.0))
    assert fit(dear, 0.3)[1] > fit(problem(), 0.3)[1] + 1


def verdict(type_id: str, named: str, content: float, true: bool) -> Weighed:
    return Weighed(1, type_id, named, ("persons",), content, 1.0, true)


def test_offsets_are_the_odds_of_the_review() -> None:
    told = Parameters().problem([verdict("passport", "says", 1.5, True)])
    weights = Weights.of("passport")
    odds = weights.prior + says() + weights.company["persons"] + 1.5 + weights.share
    assert told.offset == pytest.approx([odds])


def test_no_weight_changes_its_sign() -> None:
    parameters = Parameters()
    wrong = [verdict(t, "says", -3.0, False) for t in ("mobile", "passport", "address", "email")]
    header, types = parameters.shifted(fit(parameters.problem(wrong * 500), 0.01))
    before = evidence()
    assert header >= 0
    for type_id, told in types.items():
        assert told.get("share", 0.0) >= 0
        for kind, worth in told.get("company", {}).items():
            assert worth * before[type_id]["company"][kind] >= 0


def test_families() -> None:
    assert [family(t) for t in ("resident-id", "passport", "plate")] == ["check", "tested", "form"]


def test_packs_keep_all_else(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(resources.path("rules"), rules)
    before = {file: file.read_bytes() for file in rules.rglob("*.json")}
    assert write(says(), evidence(), rules) == []
    header, types = Parameters().shifted(np.full(len(Parameters().names), 0.25))
    changed = write(header, types, rules)
    assert {file.stem for file in changed} == {"evidence", *evidence()}
    assert all(before[f] == f.read_bytes() for f in before if f not in changed)
    passport = json.loads((rules / "types" / "passport.json").read_text("utf-8"))
    assert passport["evidence"] == types["passport"]
    again = {file: file.read_bytes() for file in changed}
    assert write(header, types, rules) == []
    assert again == {file: file.read_bytes() for file in changed}


def test_other_weights_hold_for_a_while() -> None:
    types = {"mobile": evidence()["mobile"] | {"prior": 9.0}}
    with weighing(1.0, types):
        assert (says(), Weights.of("mobile").prior) == (1.0, 9.0)
    assert (says(), Weights.of("mobile").prior) != (1.0, 9.0)


def test_labels_that_leave_it_open() -> None:
    need = Need("mobile", frozenset({0, 1}), frozenset({2}))
    column = LabelledColumn("x", "x", ("a", "b", "c", "d"), (need,), may=frozenset({"qq"}))
    assert label(column, "mobile", {0, 2}) is True
    assert label(column, "mobile", {1, 3, 4}) is None
    assert label(column, "qq", {0}) is None
    assert label(column, "vin", {0}) is False
