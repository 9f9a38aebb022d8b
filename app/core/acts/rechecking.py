"""复查: what was let pass is scanned again when the rules have improved.

A release that is not public yet and that the rules of today hold back returns to its scan, by the
transition table; one that is public is listed to be withdrawn.

Source: 公共信息资源开放试点工作方案 (2018), 动态管理.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core import agency
from app.core.acts.incoming import examine, rescan
from app.core.acts.prepare import held_back, kept_columns, said_of
from app.core.errors import Refusal
from app.core.jobs import Job
from app.core.model import Finding, Findings, Kind, Mark, Recipe
from app.core.pipeline import ACTS, PUBLIC
from app.core.review.detector import detectors
from app.core.review.judged import judged
from app.core.review.scan import packs_of
from app.core.text import Text, listed
from app.core.trust.identity import Identity
from app.core.workspace.store import Release, Workspace


class RulesImproved(Refusal):
    code = "rules-improved"
    message = Text(
        "检测规则更新后，复查发现不能直接公开的内容：{columns}",
        "The rules have improved since, and they hold back: {columns}",
    )
    hint = Text(
        "发布已退回到检测之后。请重新脱敏、送审，再封装上传。",
        "The release is back at its scan. Desensitize it anew and let it be reviewed again.",
    )


@dataclass(frozen=True)
class Rechecked:
    """A release by the rules of today: what they hold back, and where it then stands."""

    release: Release
    findings: tuple[Finding, ...]
    marks: tuple[Mark, ...]

    @property
    def holds(self) -> bool:
        """Whether it may stay what it is."""
        return not self.findings and not self.marks

    @property
    def places(self) -> tuple[Text, ...]:
        """Where the content stands that is held back."""
        found = [Text.plain(finding.column) for finding in self.findings]
        return tuple(dict.fromkeys([*found, *(mark.where for mark in self.marks)]))

    @property
    def is_public(self) -> bool:
        """Whether it has to be withdrawn and not only prepared anew."""
        return self.release.state in PUBLIC


def outdated(ws: Workspace) -> tuple[Release, ...]:
    """The releases whose output was last scanned by other rules than those of today."""
    today = packs_of(agency.rules(ws))
    return tuple(
        release
        for release in ws.releases()
        if release.state in ACTS["recheck"].sources
        and not _is_by(today, _last_scan(ws, release.id))
    )


def recheck(ws: Workspace, actor: Identity, release: str, job: Job) -> Rechecked:
    """Scan the stored output by the rules of today.

    What they hold back returns the release to its scan, unless it is public already: then it is
    filed, and for a person to withdraw.
    """
    ws.admit("recheck", release, actor.card)
    output = ws.load_table(release, Kind.OUTPUT)
    own, recipe = agency.rules(ws), ws.load(release, Kind.RECIPE, Recipe)
    said = said_of(recipe, ws.load_front(release).columns)
    found = judged(examine(output, job, own), said, own.policy())
    held = held_back(found, kept_columns(ws, release))
    if any(held) and ws.release(release).state not in PUBLIC:
        rescan(ws, actor, release, job, because="recheck")
    else:
        count = sum(map(len, held))
        with ws.act("recheck", release, actor.card, gate=found.gate, held=count) as record:
            record.put(Kind.RECHECK, found)
    return Rechecked(ws.release(release), *held)


def recheck_all(
    ws: Workspace, actor: Identity, releases: Iterable[str], job: Job
) -> tuple[Rechecked, ...]:
    """Several releases, one after the other; what was done stays done if the job is cancelled."""
    return tuple(recheck(ws, actor, release, job) for release in releases)


def to_withdraw(ws: Workspace) -> tuple[Rechecked, ...]:
    """The public releases that their last recheck held back."""
    found = []
    for release in ws.releases():
        if release.state in PUBLIC and Kind.RECHECK in ws.standing(release.id):
            held = held_back(_last_scan(ws, release.id), kept_columns(ws, release.id))
            found.append(Rechecked(release, *held))
    return tuple(each for each in found if not each.holds)


def check_rules(ws: Workspace, actor: Identity, release: str, job: Job) -> None:
    """Recheck a release that was last scanned by other rules before it goes on its way.

    Raises :class:`RulesImproved` where the rules of today hold something back.
    """
    if _is_by(packs_of(agency.rules(ws)), _last_scan(ws, release)):
        return
    checked = recheck(ws, actor, release, job)
    if not checked.holds:
        raise RulesImproved(columns=listed(checked.places))


def _last_scan(ws: Workspace, release: str) -> Findings:
    """What the last scan of the output that stands has found."""
    if ws.has(release, Kind.RECHECK):
        last = ws.load(release, Kind.RECHECK, Findings, void=True)
        if last.table == ws.standing(release)[Kind.OUTPUT]:
            return last
    return ws.load(release, Kind.RESIDUAL, Findings)


def _is_by(packs: dict[str, str], found: Findings) -> bool:
    """Whether a scan went by these packs and the detectors of today."""
    return found.packs == packs and found.detectors == detectors.versions()
