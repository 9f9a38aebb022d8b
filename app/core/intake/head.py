"""The first rows of a sheet, and the layout that is found in those a person sees."""

from collections.abc import Collection, Sequence

from app.core.intake.blocks import blocks_of, rows_of
from app.core.intake.layout import HEAD, Region, Replay, next_tables, replay
from app.core.intake.layout.grid import rows_looked_at
from app.core.intake.layout.habit import NO_HABIT
from app.core.intake.layout.header import Header
from app.core.intake.layout.names import unique
from app.core.intake.sheet import Row, Sheet
from app.core.model import LayoutPlan


def head_of(sheet: Sheet, start: int = 1) -> list[Row]:
    """The rows of a sheet up to ``HEAD`` below ``start``; those before ``start`` are not read.

    Of a very wide sheet, only those that the layout is told by.
    """
    head: list[Row] = [()] * (start - 1)
    last = start - 1 + HEAD
    for block in blocks_of(sheet):
        if block.first + block.rows <= start:
            continue
        last = min(last, start - 1 + rows_looked_at(len(block.columns)))
        head += [()] * (block.first - 1 - len(head))
        head += rows_of(block, slice(max(start - block.first, 0), max(last + 1 - block.first, 0)))
        if len(head) >= last:
            break
    return head[:last]


def replayed(plan: LayoutPlan, head: Sequence[Row], sheet: Sheet, source: str = "") -> Replay:
    """A plan laid over the first rows of a sheet. ``source``: as for :func:`read_sheet`.

    Raises HeaderMissing.
    """
    edits = plan.edits if plan.edits and plan.edits.source == source else None
    chosen = (edits.header_rows or ()) if edits else ()
    return replay(plan, _shown(head, sheet, chosen), sheet.merges, source)


def regions_of(sheet: Sheet, start: int) -> list[Region]:
    """The next table of a sheet, with those that stand beside it."""
    head = head_of(sheet, start)
    if sheet.headed:
        return [_headed(head[0])] if head else []
    return next_tables(_shown(head, sheet), sheet.merges, start)


def _headed(names: Row) -> Region:
    """The region of a format that names its own columns."""
    told = unique([name or f"列{place}" for place, name in enumerate(names, 1)])
    header = Header((1,), tuple(range(1, len(told) + 1)), tuple(told), 2)
    return Region(header, 1, None, frozenset(), NO_HABIT, (None,) * len(told), (), 1.0)


def _shown(head: Sequence[Row], sheet: Sheet, chosen: Collection[int] = ()) -> list[Row]:
    """The rows in which a layout is looked for: hidden ones are blank, unless a person chose them.

    Where a filter hides most rows, they are data all the same, and tell what the columns hold.
    """
    hidden = {n for n in range(1, len(head) + 1) if n in sheet.hidden_rows}
    if 2 * len(hidden) > sum(any(row) for row in head):
        return list(head)
    hidden -= {merge.top for merge in sheet.merges if merge.bottom > merge.top}  # seen from below
    return [() if n in hidden.difference(chosen) else row for n, row in enumerate(head, 1)]
