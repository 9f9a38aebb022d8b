"""Search over what a workspace knows: datasets, fields, findings, and the log. Never what cells hold.

The index is a list of lines in memory, read once and searched as one types: a department has
thousands of them, not millions, and nothing of it is written anywhere.
"""

import datetime
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.errors import PluginUnknown
from app.core.jobs import Job
from app.core.model import ROLES, Entry, Findings, Kind
from app.core.pinyin import initials
from app.core.pipeline import STATE_NAMES, STEPS
from app.core.review.detector import detectors
from app.core.text import Text
from app.core.workspace.event_names import event_name
from app.core.workspace.store import Release, Workspace

MOST = 50  # lines of a group: nobody reads on, one types another letter


class Group(StrEnum):
    """What a line is about, in the order in which answers are shown."""

    DATASET = "dataset"
    FIELD = "field"
    FINDING = "finding"
    EVENT = "event"


GROUP_NAMES: dict[Group, Text] = {
    Group.DATASET: Text("数据集", "datasets"),
    Group.FIELD: Text("字段", "fields"),
    Group.FINDING: Text("检测发现", "findings"),
    Group.EVENT: Text("日志", "log"),
}


@dataclass(frozen=True)
class Line:
    """One thing that can be found. ``release`` and ``step``: where it is seen; "" for an event of none.

    ``words``: all that it is found by, folded.
    """

    group: Group
    title: Text
    detail: Text
    release: str
    step: str
    words: str


@dataclass(frozen=True)
class Answer:
    """The first lines of a group, and how many there are."""

    group: Group
    lines: tuple[Line, ...]
    total: int


def index(ws: Workspace, job: Job) -> tuple[Line, ...]:
    """Every line of a workspace, the latest release and the latest event first."""
    releases = ws.releases()
    names = {release.id: release.name for release in releases}
    lines: list[Line] = []
    for number, release in enumerate(releases):
        job.report(number, len(releases))
        lines += _of_release(ws, release)
    lines += (_event(event, names) for event in reversed(ws.events()))
    job.report(len(releases), len(releases))
    return tuple(lines)


def search(lines: Sequence[Line], query: str) -> tuple[Answer, ...]:
    """The lines in which every word of ``query`` occurs, by group; groups without any are left out."""
    words = _fold(query).split()
    if not words:
        return ()
    found: dict[Group, list[Line]] = {group: [] for group in Group}
    for line in lines:
        if all(word in line.words for word in words):
            found[line.group].append(line)
    return tuple(
        Answer(group, tuple(hits[:MOST]), len(hits)) for group, hits in found.items() if hits
    )


def _of_release(ws: Workspace, release: Release) -> Iterator[Line]:
    standing = ws.standing(release.id)
    entry = ws.load(release.id, Kind.ENTRY, Entry) if Kind.ENTRY in standing else None
    yield _dataset(release, entry)
    if Kind.TABLE in standing:
        for column in ws.load_front(release.id).columns:
            yield _line(Group.FIELD, Text.plain(column), release, "review")
    for item in entry.items if entry else ():
        detail = (item.technical_name, item.description)
        yield _line(Group.FIELD, Text.plain(item.name), release, "catalog", *detail)
    if Kind.FINDINGS in standing:
        for finding in ws.load(release.id, Kind.FINDINGS, Findings).columns:
            title = _type(finding.type)
            told = Text(f"{finding.column}：{title.zh}", f"{finding.column}: {title.en}")
            yield _line(Group.FINDING, told, release, "review", finding.type)


def _dataset(release: Release, entry: Entry | None) -> Line:
    state = STATE_NAMES[release.state]
    fields = entry.fields if entry else {}
    code, name = fields.get("code", ""), fields.get("name", "")
    title = Text.plain(release.name)
    codes = [part for part in (release.id, code) if part]
    told = Text(" · ".join([*codes, state.zh]), " · ".join([*codes, state.en]))
    words = (release.name, name, initials(release.name), told.zh, told.en)
    return Line(Group.DATASET, title, told, release.id, "", _fold(" ".join(words)))


def _line(group: Group, title: Text, release: Release, step: str, *more: str) -> Line:
    page = _STEPS[step]
    where = f"{release.id} · {release.name} · "
    detail = Text(where + page.zh, where + page.en)
    words = (title.zh, title.en, initials(title.zh), *more)
    return Line(group, title, detail, release.id, step, _fold(" ".join(words)))


def _event(event: dict[str, Any], names: dict[str, str]) -> Line:
    name, release, actor = event_name(event["act"]), event["release"] or "", event["actor"]
    at = datetime.datetime.fromisoformat(event["at"]).astimezone().strftime("%Y-%m-%d %H:%M")
    role = ROLES[actor["role"]]
    where = [part for part in (release, names.get(release, "")) if part]
    detail = Text(
        " · ".join([at, f"{actor['name']}（{role.zh}）", *where]),
        " · ".join([at, f"{actor['name']} ({role.en})", *where]),
    )
    words = (name.zh, name.en, event["act"], detail.zh, detail.en)
    return Line(Group.EVENT, name, detail, release, "", _fold(" ".join(words)))


def _type(id: str) -> Text:
    """A finding's type; an older file may name a detector that is gone."""
    try:
        return detectors.get(id).title
    except PluginUnknown:
        return Text.plain(id)


_STEPS = {step.id: step.title for step in STEPS}


def _fold(text: str) -> str:
    """Full width and capitals make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()
