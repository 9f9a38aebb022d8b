"""The pilot's indicators over a department's catalog: where it stands, and what it lacks.

Source: 《公共信息资源开放试点工作方案》(2018), the ``pilot`` pack.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.core import resources
from app.core.catalog import schema
from app.core.catalog.crosswalk import listed_in
from app.core.catalog.validate import completeness
from app.core.model import Entry
from app.core.text import Text

CLOSED = "不予开放"
_SOON = 7  # days before new data is due from which on it is told
_NEXT = 10  # datasets proposed to be opened next


@dataclass(frozen=True)
class Resource:
    """A known resource. ``opened``: the day since when the public has it, None if it has not;
    ``renewed``: the day of its latest data.
    """

    entry: Entry
    opened: datetime.date | None = None
    renewed: datetime.date | None = None


@dataclass(frozen=True)
class Indicator:
    """One figure against its target; both shares or both counts. ``shortfall`` in words, or None."""

    id: str
    title: Text
    value: float
    target: float | None
    shortfall: Text | None = None


@dataclass(frozen=True)
class Standing:
    """Everything that the pilot asks. ``by_domain``: opened datasets of each domain, also of none, where
    ``per_domain`` are asked for;
    ``overdue``: names of opened datasets and the days since they were due; ``due``: the days that are left of
    those whose new data is due soon; ``closed_without_basis``:
    names of what is kept back with no reason; ``next``: names of what to open next, the best first.
    """

    indicators: tuple[Indicator, ...]
    by_domain: dict[str, int]
    overdue: dict[str, int]
    due: dict[str, int]
    closed_without_basis: tuple[str, ...]
    next: tuple[str, ...]
    per_domain: int


def standing(known: Sequence[Resource], today: datetime.date) -> Standing:
    """Where a department stands with the resources that it knows of."""
    opened = [one.entry for one in known if one.opened is not None]
    counts = Counter(entry.fields.get("theme", "") for entry in opened)
    by_domain = {domain: counts[domain] for domain in schema.codes("domain")}
    closed = [one.entry for one in known if one.entry.fields.get("open_type") == CLOSED]
    lateness = dict(_lateness(known, today))
    return Standing(
        tuple(_indicators(opened, by_domain)),
        by_domain,
        {name: late for name, late in lateness.items() if late > 0},
        {name: -late for name, late in lateness.items() if -_SOON <= late <= 0},
        tuple(_name(entry) for entry in closed if not entry.fields.get("not_open_basis")),
        tuple(_next(known, by_domain)),
        resources.pack("pilot").data["datasets_per_domain"],
    )


def _indicators(opened: Sequence[Entry], by_domain: dict[str, int]) -> Iterator[Indicator]:
    pilot = resources.pack("pilot").data
    enough = pilot["datasets_per_domain"]
    downloads = [entry for entry in opened if entry.fields.get("open_mode") == "下载"]
    yield _count(
        "domains", Text("涉及领域", "domains covered"), sum(map(bool, by_domain.values())), None
    )
    yield _count(
        "domains_reached",
        Text("数据集达到 {n} 个的领域", "domains with {n} datasets").format(n=enough),
        sum(number >= enough for number in by_domain.values()),
        pilot["domains"],
    )
    yield _count("datasets", Text("开放数据集", "datasets opened"), len(opened), pilot["datasets"])
    readable = [entry for entry in downloads if _is_readable(entry, pilot)]
    strict = [e for e in downloads if _formats(e) & {*pilot["strict_formats"]}]
    yield _share(
        "machine_readable", Text("机器可读率", "machine-readable"), readable, downloads,
        pilot["machine_readable"],
    )  # fmt: skip
    yield _share(
        "machine_readable_strict",
        Text("机器可读率（只计开放格式）", "machine-readable, open formats only"),
        strict,
        downloads,
        pilot["machine_readable"],
    )
    apis = [entry for entry in opened if entry.fields.get("open_mode") == "接口"]
    yield _share("api", Text("接口率", "offered as APIs"), apis, opened, pilot["api"])
    csv = [entry for entry in downloads if "csv" in _formats(entry)]
    yield _share("csv", Text("CSV 占比", "as CSV"), csv, downloads, None)
    prompt = [e for e in opened if e.fields.get("update_cycle") in pilot["prompt_cycles"]]
    yield _share(
        "prompt", Text("实时和每日更新占比", "renewed daily or faster"), prompt, opened, None
    )


def _count(id: str, title: Text, value: int, target: int | None) -> Indicator:
    lack = None if target is None or value >= target else target - value
    words = Text("还差 {n} 个", "{n} to go").format(n=lack) if lack else None
    return Indicator(id, title, value, target, words)


def _share(
    id: str, title: Text, part: Sequence[Entry], whole: Sequence[Entry], target: float | None
) -> Indicator:
    value = len(part) / len(whole) if whole else 0.0
    if target is None or value >= target:
        return Indicator(id, title, value, target)
    if not whole:
        return Indicator(id, title, value, target, Text("还没有数据集", "no dataset yet"))
    lack = max(_least(target, len(whole)) - len(part), 1)
    words = Text("还差 {n} 个", "{n} to go").format(n=lack)
    return Indicator(id, title, value, target, words)


def _least(target: float, whole: int) -> int:
    """The fewest of ``whole`` that reach the target; free of the rounding of its last digit."""
    return next(part for part in range(whole + 1) if part >= target * whole - 1e-9)


def _is_readable(entry: Entry, pilot: dict[str, Any]) -> bool:
    """By its files, or, where they are not told, by the Guide's kind of format."""
    formats = _formats(entry)
    if formats:
        return bool(formats & {*pilot["readable_formats"]})
    return entry.fields.get("format", "") in pilot["readable_kinds"]


def _formats(entry: Entry) -> set[str]:
    return {word.lower().lstrip(".") for word in listed_in(entry.fields.get("file_formats", ""))}


def _lateness(known: Sequence[Resource], today: datetime.date) -> Iterator[tuple[str, int]]:
    """Of opened datasets with a cycle, the days since their new data was due; negative before."""
    days = schema.data()["update_cycle_days"]
    for one in known:
        cycle = days.get(one.entry.fields.get("update_cycle", ""))
        if one.opened is None or cycle is None:
            continue
        age = (today - (one.renewed or one.opened)).days
        if cycle > _SOON or age > cycle:  # what is renewed every other day is always due soon
            yield _name(one.entry), age - cycle


def _next(known: Sequence[Resource], by_domain: dict[str, int]) -> Iterator[str]:
    """What may be opened and is not: first the domains that lack least, then the fullest entries."""
    enough = resources.pack("pilot").data["datasets_per_domain"]

    def rank(one: Resource) -> tuple[bool, int, float, str]:
        lack = enough - by_domain.get(one.entry.fields.get("theme", ""), enough)
        return lack <= 0, lack, -completeness(one.entry), _name(one.entry)

    waiting = [
        one for one in known if one.opened is None and one.entry.fields.get("open_type") != CLOSED
    ]
    for one in sorted(waiting, key=rank)[:_NEXT]:
        yield _name(one.entry)


def _name(entry: Entry) -> str:
    return entry.fields.get("name", "")
