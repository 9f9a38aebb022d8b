"""Columns of two periods: which are new, gone or renamed, and which hold something else now.

Columns are known again by name, else by what they hold: two that share most of their values are one.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import Coded, code
from app.core.model import ColumnProfile, Table
from app.core.numeric import numbers
from app.core.quality.drift.values import Change
from app.core.text import Text

ALIKE = 0.5  # of the distinct values of two columns, from which on they are one
SHIFT = 0.2  # of all rows, that would have to change place for the old distribution
CODES = 200  # distinct values up to which a new one is worth a word
_FEW = 30  # cells in either period, below which a distribution tells nothing
_EXAMPLES = 5
_STEPS = 64  # at which two distributions of numbers are compared

Floats = npt.NDArray[np.float64]


def column_changes(before: Table, after: Table) -> Iterator[Change]:
    """What differs, in the order of the new columns; those that are gone at the end."""
    was = {profile.name: profile for profile in before.profile}
    renamed = _renamed(before, after)
    for profile in after.profile:
        name = profile.name
        old = name if name in was else renamed.get(name)
        if old is None:
            text = Text("上期没有的列", "a column that the last period had not")
            yield Change("column-added", name, text, asks=True)
            continue
        if old != name:
            text = Text("上期叫“{old}”", "was called {old}").format(old=old)
            yield Change("column-renamed", name, text, asks=True, before=old)
        yield from _within(was[old], profile, code(before.data[old]), code(after.data[name]))
    for name in was:
        if name not in after.columns and name not in renamed.values():
            text = Text("本期没有这一列了", "this period has it no more")
            yield Change("column-removed", name, text, asks=True)


def _renamed(before: Table, after: Table) -> dict[str, str]:
    """By new name, the old one: of all pairs of unknown columns the most alike first."""
    gone = {n: code(before.data[n]) for n in before.columns if n not in after.columns}
    new = {n: code(after.data[n]) for n in after.columns if n not in before.columns}
    pairs = [(_likeness(gone[old], new[now]), now, old) for now, old in product(new, gone)]
    found: dict[str, str] = {}
    for likeness, now, old in sorted(pairs, reverse=True):
        if likeness >= ALIKE and now not in found and old not in found.values():
            found[now] = old
    return found


def _likeness(one: Coded, other: Coded) -> float:
    """The share of distinct values that stand in both (Jaccard)."""
    if not len(one.values) or not len(other.values):
        return 0.0
    both = int(pc.sum(pc.is_in(one.values, value_set=other.values)).as_py())
    return both / (len(one.values) + len(other.values) - both)


def _within(
    was: ColumnProfile, now: ColumnProfile, before: Coded, after: Coded
) -> Iterator[Change]:
    if was.type != now.type and "empty" not in (was.type, now.type):
        text = Text("类型由 {old} 变为 {new}", "its type was {old}, and is {new} now")
        asks = {was.type, now.type} & {"integer", "decimal", "date"} != set()
        yield Change("type-changed", now.name, text.format(old=was.type, new=now.type), asks)
    if now.type in ("category", "code", "boolean") and len(before.values) <= CODES:
        unknown = after.values.filter(pc.invert(pc.is_in(after.values, value_set=before.values)))
        if len(unknown):
            text = Text("出现 {n} 个新值", "{n} new values").format(n=len(unknown))
            some = tuple(unknown[:_EXAMPLES].to_pylist())
            yield Change("new-values", now.name, text, asks=True, examples=some)
    moved = _moved(now, before, after)
    if moved >= SHIFT:
        text = Text("分布变化较大（{share:.0%}）", "its distribution has moved ({share:.0%})")
        yield Change("shifted", now.name, text.format(share=moved), asks=False)


def _moved(profile: ColumnProfile, before: Coded, after: Coded) -> float:
    """How far two distributions are apart: total variation of few values, Kolmogorov–Smirnov of
    numbers; 0 where nothing can be told.
    """
    was, now = _counts(before), _counts(after)
    if min(was.sum(), now.sum()) < _FEW:
        return 0.0
    if profile.type in ("integer", "decimal"):
        return _between_numbers(before.values, was, after.values, now)
    if profile.type not in ("category", "boolean", "code") or len(after.values) > CODES:
        return 0.0
    shares: Mapping[str, float] = dict(zip(before.values.to_pylist(), was / was.sum(), strict=True))
    later: Mapping[str, float] = dict(zip(after.values.to_pylist(), now / now.sum(), strict=True))
    both = shares.keys() | later.keys()
    return sum(abs(shares.get(value, 0.0) - later.get(value, 0.0)) for value in both) / 2


def _between_numbers(old: pa.StringArray, was: Floats, new: pa.StringArray, now: Floats) -> float:
    one, other = numbers(old), numbers(new)
    known, later = ~np.isnan(one), ~np.isnan(other)
    if not known.any() or not later.any():
        return 0.0
    marks = np.quantile(np.concatenate([one[known], other[later]]), np.linspace(0, 1, _STEPS))
    apart = _below(one[known], was[known], marks) - _below(other[later], now[later], marks)
    return float(np.abs(apart).max())


def _below(values: Floats, counts: Floats, marks: Floats) -> Floats:
    """The share of cells up to each mark."""
    order = np.argsort(values)
    total = np.append(0.0, np.cumsum(counts[order]))
    found: Floats = total[np.searchsorted(values[order], marks, side="right")] / total[-1]
    return found


def _counts(column: Coded) -> Floats:
    return np.bincount(column.codes, minlength=column.radix)[:-1].astype(np.float64)
