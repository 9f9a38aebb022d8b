"""From the file that comes in to a release that is scanned: the clerk's first acts."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from app.core import agency, rfc4180
from app.core.errors import (
    Cancelled,
    GongkaiError,
    SecretMarked,
)
from app.core.files import atomic_folder, safe_name
from app.core.intake.apart import import_file, import_members
from app.core.intake.gather import gather
from app.core.intake.layout.plan import likeness
from app.core.intake.merge import append
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import (
    Findings,
    Kind,
    LayoutPlan,
    Table,
)
from app.core.review.own_rules import OwnRules
from app.core.review.scan import WITHOUT_OWN, scan
from app.core.text import Text, listed
from app.core.trust.identity import Identity
from app.core.workspace.originals import content_of
from app.core.workspace.store import Workspace

ALIKE = 0.6  # of the names of two headers; of fewer, last month's plan is not offered


def take_in(
    ws: Workspace,
    actor: Identity,
    path: Path,
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
) -> str:
    """Import a file and scan it; returns the new release's id.

    A file with a state secrecy mark is not stored: only the refusal and the file's digest enter the
    log. Raises what import_file raises, and :class:`SecretMarked`.
    """
    ws.admit("import", None, actor.card)
    table = import_file(path, job, sheet, wish, plan, ws.scratch())
    return _file_import(ws, actor, table, [content_of(path, job)], job)


def take_in_many(
    ws: Workspace,
    actor: Identity,
    paths: Sequence[Path],
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
    *,
    union: bool = False,
) -> str:
    """Import files, folders and zip archives as one table and scan it; returns the release's id.

    Every member is kept. A state secrecy mark in any of them turns all away. ``union``: columns
    that some members lack are left blank there. Raises what :func:`take_in`, gather and
    import_members raise.
    """
    ws.admit("import", None, actor.card)
    scratch = ws.scratch()
    with gather(paths, job, wish.password, scratch) as found:
        table = import_members(found, job, sheet, wish, plan, scratch, union=union)
        contents = (content_of(member.path, job) for member in found.members)
        return _file_import(ws, actor, table, contents, job, files=len(found.members))


def take_in_each(
    ws: Workspace, actor: Identity, paths: Sequence[Path], job: Job, wish: Wish = NO_WISH
) -> tuple[list[str], list[tuple[str, GongkaiError]]]:
    """Import files, and those in folders and zip archives, each as a release of its own.

    Returns the releases' ids, and the files that were not imported, each with its error. Raises
    what gather raises.
    """
    releases: list[str] = []
    failed: list[tuple[str, GongkaiError]] = []
    with gather(paths, job, wish.password, ws.scratch()) as found:
        for member in found.members:
            try:
                releases.append(take_in(ws, actor, member.path, job, None, wish))
            except Cancelled:
                raise
            except GongkaiError as error:
                failed.append((member.name, error))
    return releases, failed


def take_in_next(
    ws: Workspace,
    actor: Identity,
    release: str,
    path: Path,
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
    *,
    union: bool = False,
) -> str:
    """A new period under the table of ``release``, as a release of its own; returns its id.

    The file is read by ``plan``, else by the layout plan of the period before. Who has worked on
    the earlier release has worked on this one too. Raises what :func:`take_in` and :func:`append` raise.
    """
    ws.admit("import", None, actor.card)
    before = ws.load_table(release, Kind.TABLE)
    new = import_file(path, job, sheet, wish, plan or _last_plan(before), ws.scratch())
    table = append(before, new, job, union=union)
    earlier = (content for _, content in ws.originals(release))
    contents = chain(earlier, [content_of(path, job)])
    return _file_import(ws, actor, table, contents, job, continues=release)


def plan_of(ws: Workspace, release: str) -> LayoutPlan | None:
    """The layout plan that a release was read by: of many files, the last one's."""
    return _last_plan(ws.load_front(release))


def reading_of(ws: Workspace, release: str) -> tuple[str, LayoutPlan | None]:
    """The sheet that a release was read from and its layout plan: of many files, the last one's."""
    table = ws.load_front(release)
    return (table.layout.members or (table.layout,))[-1].sheet, _last_plan(table)


def remembered_plan(ws: Workspace, names: Sequence[str]) -> tuple[str, LayoutPlan] | None:
    """The release whose header is most like ``names``, the latest of those, and its layout plan.

    None where no header is alike.
    """
    found = [(release.id, plan_of(ws, release.id)) for release in ws.releases()]
    plans = [(release, plan) for release, plan in found if plan is not None]
    best = max(plans, key=lambda told: likeness(told[1], names), default=None)
    return best if best and likeness(best[1], names) >= ALIKE else None


def export_originals(ws: Workspace, actor: Identity, release: str, folder: Path, job: Job) -> None:
    """The files that came in, as they came, in a new folder; they hold what is not public.

    Raises OutputExists, OutputUnwritable, and WorkspaceDamaged for what is not what was filed.
    """
    with atomic_folder(folder) as part:
        for number, (name, content) in enumerate(ws.originals(release)):
            job.report(number)
            target = part.joinpath(*map(safe_name, PurePosixPath(name).parts))
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.writelines(content)
        ws.note("originals-exported", actor.card, of=release)


def rescan(ws: Workspace, actor: Identity, release: str, job: Job, **note: Any) -> Findings:
    """Scan the imported table again, with the detectors and packs of today. ``note``: for the log."""
    findings = examine(ws.load_table(release, Kind.TABLE), job, agency.rules(ws))
    _file_findings(ws, actor, release, findings, **note)
    return findings


def examine(
    table: Table, job: Job, own: OwnRules = WITHOUT_OWN, digest: str | None = None
) -> Findings:
    """A whole scan of a table, under the ``digest`` of its content; ``own``: the agency's own rules."""
    return scan(table, job, table_digest=digest or rfc4180.digest(table.data), own=own)


def _file_import(
    ws: Workspace,
    actor: Identity,
    table: Table,
    contents: Iterable[Iterable[bytes]],
    job: Job,
    **note: Any,
) -> str:
    """Scan what has been read and file it with its sources, unless it may not be here at all."""
    findings = examine(table, job, agency.rules(ws))
    if findings.gate == "block":
        ws.note("turned-away", actor.card, source=table.source.sha256, reason="secret-mark")
        blocking = [Text.plain(f.column) for f in findings.columns if f.gate == "block"]
        blocking += [mark.where for mark in findings.marks if mark.severity == "block"]
        places = dict.fromkeys(blocking)
        raise SecretMarked(places=listed(tuple(places)[:5]))
    with ws.act("import", None, actor.card, table.name, rows=table.rows, **note) as record:
        record.put_source(table.source, contents)
        record.put_table(Kind.TABLE, table)
    release = str(record.release)
    _file_findings(ws, actor, release, findings)
    return release


def _last_plan(table: Table) -> LayoutPlan | None:
    return (table.layout.members or (table.layout,))[-1].plan


def _file_findings(
    ws: Workspace, actor: Identity, release: str, findings: Findings, **note: Any
) -> None:
    with ws.act("scan", release, actor.card, gate=findings.gate, **note) as record:
        record.put(Kind.FINDINGS, findings)
