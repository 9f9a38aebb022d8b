"""A worked example of a join: the demo's list of grantees, and a notice that is public elsewhere.

Everything in it is invented. What it says is computed when it is shown, by the same code.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core import resources
from app.core.acts.incoming import examine
from app.core.acts.prepare import treat
from app.core.desensitize.suggest import suggest
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Table
from app.core.review.linkage.compare import linkage_of
from app.core.review.linkage.link import Linkage
from app.core.review.linkage.values import normalised
from app.core.text import Text

OURS, THEIRS = "subsistence-allowance.xlsx", "village-notice.csv"
SHOWN = 3  # households
_MASKED, _LEARNT = "户主信息_姓名", "保障情况_月保障金额"
_OURS = Text("本单位：脱敏后的低保名单", "ours: grantees, desensitized")
_THEIRS = Text("别处公开的：村务公开栏", "elsewhere: a village notice")

EXPLAINED = Text(
    "关联，就是把两张表按相同的列对到一起。左表是本单位脱敏后的低保名单，姓名只留姓氏；右表是别处公开的村务公开栏。"
    "{columns}相同的行就是同一户：右表的姓名和左表的金额从此连在一起。",
    "A join lays two tables together by columns that they share. Ours, at the left, is the list of "
    "grantees with its names masked; at the right a village notice that is public elsewhere. Rows that agree in "
    "{columns} are the same household: the name there now goes with the amount here.",
)


@dataclass(frozen=True)
class Rows:
    """Some rows of one table. ``joined``: the places of the columns that both share."""

    title: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    joined: tuple[int, ...]


@dataclass(frozen=True)
class JoinExample:
    """Both tables' rows side by side, each row with its counterpart, and what they mean."""

    ours: Rows
    theirs: Rows
    explained: Text
    link: Linkage


def join_example(job: Job) -> JoinExample:
    """The example, worked out anew."""
    raw = import_file(resources.path("examples", OURS), job)
    ours = treat(raw, suggest(examine(raw, job)), bytes(32), job).table
    theirs = import_file(resources.path("examples", THEIRS), job)
    link = max(linkage_of(ours, [theirs], job), key=lambda link: link.rows_made_unique)
    pairs = _pairs(_tuples(ours, link.columns), _tuples(theirs, link.others))[:SHOWN]
    return JoinExample(
        _rows(_OURS, ours, (_MASKED, *link.columns, _LEARNT), link.columns, [a for a, _ in pairs]),
        _rows(_THEIRS, theirs, theirs.columns, link.others, [b for _, b in pairs]),
        EXPLAINED.format(columns=Text("和".join(link.columns), " and ".join(link.columns))),
        link,
    )


def _tuples(table: Table, columns: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    """The rows' values as they are joined."""
    whole = [table.data[name].combine_chunks().cast(pa.string()) for name in columns]
    return list(zip(*(normalised(values).to_pylist() for values in whole), strict=True))


def _pairs(
    ours: list[tuple[str | None, ...]], theirs: list[tuple[str | None, ...]]
) -> list[tuple[int, int]]:
    """The rows that have just one counterpart each, by their places."""
    return [
        (ours.index(row), place)
        for place, row in enumerate(theirs)
        if ours.count(row) == theirs.count(row) == 1
    ]


def _rows(
    title: Text, table: Table, columns: tuple[str, ...], joined: tuple[str, ...], places: list[int]
) -> Rows:
    shown = table.data.select(list(columns)).take(pa.array(places, pa.int64())).to_pylist()
    return Rows(
        title,
        columns,
        tuple(tuple(row[name] or "" for name in columns) for row in shown),
        tuple(columns.index(name) for name in joined),
    )
