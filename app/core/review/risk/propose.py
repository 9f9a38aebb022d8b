"""Which columns are quasi-identifiers: by name, by type, and by how unique they make the rows.

A quasi-identifier is what an outsider may know of a person beforehand (GB/T 37964-2019, 准标识符):
sex, birth, district, occupation. Names tell most; a column whose name says nothing is proposed where
few values come again and again and still, beside the named ones, make rows unique.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core import resources
from app.core.contingency import Contingency, contingency
from app.core.jobs import Job
from app.core.model import ColumnProfile, QuasiIdentifier, Table
from app.core.review.detector import detectors
from app.core.review.headers import header_says, says
from app.core.text import Text
from app.core.text_column import evenly

DIRECT = ("resident-id", "mobile", "bank-card", "email", "person-name")
_KNOWABLE = ("boolean", "category", "code", "date")  # types of what outsiders may know
_ADDS = 0.01  # share of rows that a column without a telling name must make unique
_MEASURED = 1_000_000  # rows, or some more, evenly spaced, on which uniqueness is measured

_IS_DIRECT = Text(
    "列名表示{kind}，是直接标识符，应先去除或脱敏",
    "{kind}: a direct identifier, to be removed first",
)
_SINGLE = Text("没有不同的取值", "all its values are the same")
_NUMBERED = Text("几乎每行不同的编号，外人无从得知", "a serial that outsiders do not know")
_UNKNOWN = Text(
    "数值或自由文本，外人通常无从得知", "a measure or free text that outsiders hardly know"
)
_NAMED = Text("列名表示{kind}", "its name tells of: {kind}")
_ADDING = Text(
    "{before} 的行因其余准标识符而唯一，加上它后为 {after}",
    "{before} of the rows are unique without it, {after} with it",
)
_BOTH = Text("{one}；{other}", "{one}; {other}")


@dataclass(frozen=True)
class _Sight:
    """A column at first sight. ``weighed``: whether what it adds to uniqueness matters."""

    column: str
    kind: str
    weighed: bool
    reason: Text | None


def propose(table: Table, job: Job) -> tuple[QuasiIdentifier, ...]:
    """Every column in its order, proposed or not. What each adds is measured on a million rows, or some more."""
    profiles = {profile.name: profile for profile in table.profile}
    sights = [_sight(name, profiles.get(name)) for name in table.columns]
    weighed = [sight for sight in sights if sight.weighed]
    shares = _Shares.of(table.data, [sight.column for sight in weighed], job)
    named = [place for place, sight in enumerate(weighed) if sight.kind]
    found = {}
    for place, sight in enumerate(weighed):
        job.report(place, len(weighed))
        others = [other for other in named if other != place]
        before, after = shares.unique(others), shares.unique([*others, place])
        found[sight.column] = _judged(sight, before, after)
    return tuple(
        found.get(sight.column)
        or QuasiIdentifier(sight.column, sight.kind, False, 0.0, sight.reason or _UNKNOWN)
        for sight in sights
    )


def _sight(name: str, profile: ColumnProfile | None) -> _Sight:
    for type_id in DIRECT:
        if header_says(type_id, name) == "says":
            title = detectors.get(type_id).title
            return _Sight(name, "", False, _IS_DIRECT.format(kind=title))
    if profile is not None and profile.distinct + (profile.nulls > 0) < 2:
        return _Sight(name, "", False, _SINGLE)
    kind = _kind(name)
    if kind:
        kinds = resources.pack("risk").data["quasi_identifiers"]
        title = Text(kinds[kind]["zh"], kinds[kind]["en"])
        return _Sight(name, kind, True, _NAMED.format(kind=title))
    if profile is not None and profile.type == "identifier":
        return _Sight(name, "", False, _NUMBERED)
    return _Sight(name, "", profile is not None and profile.type in _KNOWABLE, None)


def _kind(name: str) -> str:
    """The kind of quasi-identifier that a column's name tells of, or ""."""
    rules = resources.pack("risk").data
    if says(rules["measures"], name) == "says":
        return ""
    kinds = rules["quasi_identifiers"].items()
    return next((kind for kind, words in kinds if says(words, name) == "says"), "")


def _judged(sight: _Sight, before: float, after: float) -> QuasiIdentifier:
    adding = _ADDING.format(before=f"{before:.1%}", after=f"{after:.1%}")
    reason = _BOTH.format(one=sight.reason, other=adding) if sight.reason else adding
    proposed = bool(sight.kind) or after - before >= _ADDS
    return QuasiIdentifier(sight.column, sight.kind, proposed, after - before, reason)


@dataclass(frozen=True)
class _Shares:
    """The share of rows that subsets of the columns make unique."""

    table: Contingency | None

    @classmethod
    def of(cls, data: pa.Table, columns: Sequence[str], job: Job) -> "_Shares":
        if not columns or not data.num_rows:
            return cls(None)
        rows = pa.table({name: evenly(data[name], _MEASURED) for name in columns})
        return cls(contingency(rows, columns, job))

    def unique(self, places: Sequence[int]) -> float:
        if self.table is None or not places:
            return 0.0
        return float(np.count_nonzero(self.table.margin(places) == 1)) / self.table.rows
