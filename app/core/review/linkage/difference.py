"""What a release tells together with the one before it: who came in, who went, who changed.

Where only a few rows differ, anybody who lays the two files side by side knows which persons they are,
however well each release by itself is protected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.core.errors import InputError
from app.core.model import Gate, Table
from app.core.review.linkage.columns import Column, Mask, read_columns
from app.core.review.linkage.identity import rows_of
from app.core.review.linkage.keyed import Keyed
from app.core.review.linkage.rules import limit
from app.core.review.linkage.sketch import Sketch
from app.core.review.linkage.tally import Estimate, estimate, places
from app.core.review.linkage.words import difference_told
from app.core.text import Text


class ReleasesDiffer(InputError):
    code = "releases-differ"
    message = Text(
        "“{name}”与上一次发布的列不同，无法比对增减：缺少{missing}",
        "“{name}” has other columns than the release before, so that rows cannot be compared: {missing} missing",
    )
    hint = Text(
        "请确认选对了上一次发布的数据集；列名有变时，先改回原来的列名再比对。",
        "Make sure that this is the dataset’s last release; if columns were renamed, compare under the old names.",
    )


@dataclass(frozen=True)
class Difference:
    """Rows added, removed and changed between two releases of one dataset.

    ``by``: the columns by which the rows were found again, or none if by all cells; ``changed`` is
    None where it cannot be told: a changed row is then one removed and one added, or columns are
    gone.
    ``error``: of each count, the largest half-width at 95 %, 0 if exact. ``alone``: of added,
    removed, changed those that are too few.
    """

    dataset: str
    by: tuple[str, ...]
    rows_before: int
    rows_after: int
    added: int
    removed: int
    changed: int | None
    error: int
    alone: tuple[str, ...]
    gate: Gate
    message: Text


def difference(before: Sketch, after: Table, key: bytes) -> Difference:
    """What changed since the last release. Raises SketchForeign, ReleasesDiffer."""
    keyed = Keyed(key)
    return difference_of(before, read_columns(after, keyed), after.rows, keyed)


def difference_of(before: Sketch, after: Sequence[Column], rows: int, keyed: Keyed) -> Difference:
    """:func:`difference` for a table of so many ``rows`` whose columns are read already."""
    before.check(keyed)
    columns = {column.name: column for column in after if not column.cut}
    identity = before.identity
    missing = [name for name in identity.columns if name not in columns]
    if set(missing) & set(identity.by or identity.columns):
        raise ReleasesDiffer(name=before.dataset, missing="、".join(missing))
    known: Sequence[Column] = [columns[name] for name in identity.columns if name in columns]
    names, contents = rows_of(known, [columns[name] for name in identity.by], keyed)
    old_names, old_contents, least = identity.recalled()
    share = 1.0
    if least is not None:
        under = names < np.uint64(least)
        names, contents = names[under], contents[under]
        share = least / 2.0**64
    at = places(names, old_names)
    stayed = at >= 0
    counts: dict[str, Estimate | None] = {
        "added": _count(~stayed, share),
        "removed": _count(places(old_names, np.sort(names)) < 0, share),
        "changed": None,
    }
    if identity.by and not missing:
        counts["changed"] = _count(contents[stayed] != old_contents[at[stayed]], share)
    return _told(before, rows, counts)


def _count(rows: Mask, share: float) -> Estimate:
    return estimate(np.ones(int(rows.sum())), share)


def _told(before: Sketch, rows: int, counts: dict[str, Estimate | None]) -> Difference:
    least = limit("stands_alone")
    whole = {kind: count.whole[0] if count else None for kind, count in counts.items()}
    error = max(count.whole[1] for count in counts.values() if count)
    alone = tuple(kind for kind, count in counts.items() if count and _few(count, least))
    return Difference(
        dataset=before.dataset,
        by=before.identity.by,
        rows_before=before.rows,
        rows_after=rows,
        added=whole["added"] or 0,
        removed=whole["removed"] or 0,
        changed=whole["changed"],
        error=error,
        alone=alone,
        gate="hold" if alone else "clear",
        message=difference_told(before.dataset, whole, error, alone, least),
    )


def _few(count: Estimate, least: int) -> bool:
    """Whether there may be some, but fewer than the least; of an estimate, within its error."""
    return count.value + count.error > 0 and count.value - count.error < least
