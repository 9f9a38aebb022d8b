"""The parameters that are fitted, and the packs that hold them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from app.core import resources
from tests.benchmarks.calibration.fit import Floats, Problem
from tests.benchmarks.calibration.harvest import Weighed
from tests.benchmarks.detection.labels import DIRECT

PLACES = 2  # decimals of a weight: more would only follow the generator
Evidence = dict[str, Any]


def family(type_id: str) -> str:
    """Types that find in the same way share their adjustments: by a check digit, by other tests that
    chance passes, by their form alone."""
    tests = evidence()[type_id].get("tests", {})
    if {"check", "luhn"} & tests.keys():
        return "check"
    return "tested" if tests else "form"


def evidence() -> dict[str, Evidence]:
    """What the packs say of every type that is weighed."""
    packs = resources.finding_types()
    return {t: pack.data["evidence"] for t, pack in packs.items() if "evidence" in pack.data}


def says() -> float:
    """What a column's name is worth."""
    worth: float = resources.pack("evidence").data["header"]["says"]
    return worth


class Parameters:
    """The fitted shifts, by name: ``says``; of each family its ``prior``, ``share`` and company; of each
    type its own ``prior`` beside the family's."""

    def __init__(self) -> None:
        self.told = evidence()
        self.names = ["says"]
        for name in ("check", "tested", "form"):
            self.names += [f"{name} {part}" for part in ("prior", "share", *self._kinds())]
        self.names += [f"{type_id} prior" for type_id in self.told]

    def problem(self, weighed: Sequence[Weighed], missed: float = 1.0) -> Problem:
        """The regression over some verdicts, with the packs' odds as offsets.

        ``missed``: how many false alarms a direct identifier is worth that is missed.
        """
        place = {name: n for n, name in enumerate(self.names)}
        design = np.zeros((len(weighed), len(self.names)))
        offset = np.zeros(len(weighed))
        header = resources.pack("evidence").data["header"]
        for row, one in enumerate(weighed):
            told, of = self.told[one.type], family(one.type)
            design[row, place["says"]] = one.named == "says"
            design[row, place[f"{of} prior"]] = design[row, place[f"{one.type} prior"]] = 1
            design[row, place[f"{of} share"]] = one.filled if "share" in told else 0
            company = {kind: told.get("company", {}).get(kind) for kind in one.beside}
            for kind, worth in company.items():
                design[row, place[f"{of} {kind}"]] = worth is not None
            offset[row] = (
                told["prior"] + header[one.named] + sum(w or 0.0 for w in company.values())
                + one.content + told.get("share", 0.0) * one.filled
            )  # fmt: skip
        lower, upper = self._bounds()
        true = np.array([one.true for one in weighed], np.float64)
        fold = np.array([one.seed for one in weighed], np.int64)
        direct = np.array([one.true and one.type in DIRECT for one in weighed])
        cost = np.where(direct, missed, 1.0)
        return Problem(design, offset, true, cost, fold, lower, upper)

    def shifted(self, shift: Floats) -> tuple[float, dict[str, Evidence]]:
        """The header's worth and every type's evidence with the shifts, rounded."""
        by = dict(zip(self.names, shift.tolist(), strict=True))
        new: dict[str, Evidence] = {}
        for type_id, told in self.told.items():
            of = family(type_id)
            changed = dict(told)
            prior = told["prior"] + by[f"{of} prior"] + by[f"{type_id} prior"]
            changed["prior"] = round(prior, PLACES)
            if "share" in told:
                changed["share"] = round(told["share"] + by[f"{of} share"], PLACES)
            if "company" in told:
                changed["company"] = {
                    kind: round(worth + by[f"{of} {kind}"], PLACES)
                    for kind, worth in told["company"].items()
                }
            new[type_id] = changed
        return round(says() + by["says"], PLACES), new

    def _kinds(self) -> list[str]:
        return list(resources.pack("evidence").data["company"])

    def _bounds(self) -> tuple[Floats, Floats]:
        """No weight of a pack changes its sign; priors are free."""
        lower = np.full(len(self.names), -np.inf)
        upper = np.full(len(self.names), np.inf)
        for n, name in enumerate(self.names):
            of, _, part = name.partition(" ")
            if name == "says":
                lower[n] = -says()
            elif part != "prior":
                held = [
                    told["share"] if part == "share" else told["company"][part]
                    for type_id, told in self.told.items()
                    if family(type_id) == of
                    and part in (told if part == "share" else told.get("company", {}))
                ]
                lower[n] = -min((worth for worth in held if worth > 0), default=np.inf)
                upper[n] = min((-worth for worth in held if worth < 0), default=np.inf)
        return lower, upper


@contextmanager
def weighing(header: float, types: Mapping[str, Evidence]) -> Iterator[None]:
    """Let the review weigh by these figures for a while."""
    packs, general = resources.finding_types(), resources.pack("evidence").data["header"]
    before = says(), evidence()
    try:
        general["says"] = header
        for type_id, told in types.items():
            packs[type_id].data["evidence"] = told
        yield
    finally:
        general["says"] = before[0]
        for type_id, told in before[1].items():
            packs[type_id].data["evidence"] = told


def write(header: float, types: Mapping[str, Evidence], folder: Path) -> list[Path]:
    """Put the figures into the packs of a folder, and leave all else as it stands."""
    written = []
    for file, figures in [
        (folder / "evidence.json", {"says": header}),
        *((folder / "types" / f"{t}.json", _figures(told)) for t, told in types.items()),
    ]:
        text = before = file.read_text("utf-8")
        for key, figure in figures.items():
            text, count = re.subn(rf'("{key}":\s*)-?[0-9.]+', rf"\g<1>{json.dumps(figure)}", text)
            if count != 1:
                raise ValueError(f"{file.name}: {key} stands there {count} times")
        if text != before:
            file.write_text(text, "utf-8")
            written.append(file)
    return written


def _figures(told: Evidence) -> dict[str, float]:
    share = {"share": told["share"]} if "share" in told else {}
    return {"prior": told["prior"], **share, **told.get("company", {})}
