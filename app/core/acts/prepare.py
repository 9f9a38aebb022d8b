"""From the file that comes in to a release that is ready to be reviewed: the clerk's acts."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from app.core import agency, rfc4180
from app.core.acts.platform import platform
from app.core.catalog.infer import infer
from app.core.catalog.validate import validate
from app.core.desensitize.anonymous import checks_of, made_anonymous
from app.core.desensitize.engine import Effect
from app.core.desensitize.engine import apply as run_recipe
from app.core.desensitize.kernel import resolve
from app.core.desensitize.operation import Context, operators
from app.core.desensitize.residual import Shortfall, shortfalls
from app.core.errors import (
    AnonymityMissed,
    Cancelled,
    EntryInvalid,
    GongkaiError,
    ParameterInvalid,
    ResidualFound,
    ReversibleUnreasoned,
    SecretMarked,
)
from app.core.files import atomic_folder, safe_name
from app.core.intake.apart import import_file, import_members
from app.core.intake.gather import append, gather
from app.core.intake.layout.plan import likeness
from app.core.intake.profiling.column_types import profile
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import (
    KIND_NAMES,
    Entry,
    Finding,
    Findings,
    Gate,
    Grade,
    Kind,
    LayoutPlan,
    Mark,
    Recipe,
    Table,
)
from app.core.review.own_rules import OwnRules
from app.core.review.policy import highest
from app.core.review.scan import WITHOUT_OWN, scan
from app.core.review.within import finder
from app.core.text import Text, listed
from app.core.trust.identity import Identity
from app.core.workspace.originals import content_of
from app.core.workspace.store import Workspace

STOPS: tuple[Gate, ...] = ("hold", "block")
ALIKE = 0.6  # of the names of two headers; of fewer, last month's plan is not offered


@dataclass(frozen=True)
class Treated:
    """A table after its recipe: what each treatment did, and what a whole rescan still finds.

    ``kept``: the columns that are published as they are, for a reason. ``shortfalls``: the recipe's
    own checks that the result does not pass.
    """

    table: Table
    effects: tuple[Effect, ...]
    residual: Findings
    kept: frozenset[str] = frozenset()
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether it may go on: nothing is left over, and every check of the recipe holds."""
        return not left_over(self) and not self.shortfalls


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


def desensitize(ws: Workspace, actor: Identity, release: str, recipe: Recipe, job: Job) -> Treated:
    """Apply a recipe and rescan the result whole; what is left above the gate fails the act.

    Raises :class:`ReversibleUnreasoned`, :class:`ResidualFound`, :class:`AnonymityMissed` where a check
    of the recipe does not hold, and what the engine raises for a recipe that does not fit.
    """
    ws.admit("desensitize", release, actor.card)
    _check_reversible(recipe)
    table, key, own = ws.load_table(release, Kind.TABLE), desensitizing_key(ws), agency.rules(ws)
    treated = treat(table, recipe, key, job, own)
    left = left_over(treated)
    if left:
        raise ResidualFound(columns=listed(left))
    for short in treated.shortfalls:
        raise missed(short)
    with ws.act("desensitize", release, actor.card) as record:
        record.put(Kind.RECIPE, recipe)
        record.put_table(Kind.OUTPUT, treated.table)
        record.put(Kind.RESIDUAL, treated.residual)
    return treated


def _check_reversible(recipe: Recipe) -> None:
    """What can be undone is de-identified at the most (个人信息保护法 art. 73), and asks for a reason."""
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        if operator.strength == "reversible" and not treatment.reason.strip():
            raise ReversibleUnreasoned(column=treatment.column, operator=operator.title)


def treat(
    table: Table, recipe: Recipe, key: bytes, job: Job, own: OwnRules = WITHOUT_OWN
) -> Treated:
    """Recipe and rescan, without a workspace.

    Raises ParameterInvalid if no column is left, and AnonymityUnreached.
    """
    begun, anonymized = made_anonymous(table.data, recipe, job)
    data, treated = run_recipe(begun, recipe, Context(key, finder(own)), job)
    effects = [*anonymized, *treated]
    check_leaves_columns(data.column_names)
    output = replace(
        table, data=data, profile=profile(data), hidden=(), surroundings=(), warnings=()
    )
    return rescanned(output, rfc4180.digest(data), effects, recipe, table.columns, job, own)


def rescanned(
    output: Table,
    digest: str,
    effects: Iterable[Effect],
    recipe: Recipe,
    columns: tuple[str, ...],
    job: Job,
    own: OwnRules,
) -> Treated:
    """What a recipe has made of a table with these ``columns``: all of it scanned, and the recipe's
    checks measured.
    """
    found = scan(output, job, table_digest=digest, own=own)
    short = shortfalls(output.data, checks_of(recipe), job)
    return Treated(output, tuple(effects), found, kept_by(recipe, columns), short)


def missed(short: Shortfall) -> AnonymityMissed:
    """A check that does not hold, as an error to be shown."""
    check = short.check
    return AnonymityMissed(
        columns=", ".join(check.quasi_identifiers), k=check.k, found=short.k, rows=short.rows
    )


def left_over(treated: Treated) -> tuple[Text, ...]:
    """Where content is left that the gate holds, but for columns that are kept for a reason."""
    columns, marks = held_back(treated.residual, treated.kept)
    found = [Text.plain(finding.column) for finding in columns]
    return tuple(dict.fromkeys(found + [mark.where for mark in marks]))


def held_back(
    residual: Findings, kept: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Mark, ...]]:
    """What the gate does not let pass, but for the columns that are ``kept`` for a reason."""
    return (
        tuple(f for f in residual.columns if f.gate in STOPS and f.column not in kept),
        tuple(mark for mark in residual.marks if mark.severity in STOPS),
    )


def grade_of_output(ws: Workspace, release: str) -> Grade | None:
    """The grade of what is to be published, which bounds its opening type; None: it has none.

    Columns that are kept for a reason are left out: there a person has decided, and the reviewer
    sees both reason and grade.
    """
    kept = kept_columns(ws, release)
    residual = ws.load(release, Kind.RESIDUAL, Findings)
    grades = [f.grade for f in residual.columns if f.grade is not None and f.column not in kept]
    return highest(grades) if grades else None


def kept_columns(ws: Workspace, release: str) -> frozenset[str]:
    """The columns that the recipe which stands keeps as they are, for a reason."""
    return kept_by(ws.load(release, Kind.RECIPE, Recipe), ws.load_front(release).columns)


def check_leaves_columns(columns: Sequence[str]) -> None:
    """Raises ParameterInvalid for a recipe that leaves none."""
    if not columns:
        reason = Text("没有留下任何一列", "it leaves no column")
        raise ParameterInvalid(name=KIND_NAMES[Kind.RECIPE], reason=reason)


def kept_by(recipe: Recipe, columns: tuple[str, ...]) -> frozenset[str]:
    """The columns, of those that a recipe was made for, that it keeps as they are."""
    kept = (t.column for t in recipe.treatments if t.operator == "keep")
    return frozenset(resolve(column, list(columns)) for column in kept)


def propose_entry(ws: Workspace, release: str) -> Entry:
    """The entry to show in the form: the last one that was filled, else one inferred.

    After another recipe the fields stay as the clerk left them; the items follow the new output.
    """
    table = ws.load_table(release, Kind.OUTPUT)
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    inferred = infer(
        table,
        provider=ws.setting("provider"),
        provider_code=ws.setting("provider_code"),
        sequence=int(release[1:]),
        today=today(),
        treated=[t.column for t in recipe.treatments if t.operator != "keep"],
        grade=grade_of_output(ws, release),
    )
    if not ws.has(release, Kind.ENTRY):
        return inferred
    earlier = ws.load(release, Kind.ENTRY, Entry, void=True)
    return replace(inferred, fields=earlier.fields, inferred=earlier.inferred)


def catalogue(ws: Workspace, actor: Identity, release: str, entry: Entry) -> None:
    """File the entry, if it keeps the rules of the workspace's platform.

    Raises :class:`EntryInvalid` with the fields to mend.
    """
    problems = validate(entry, grade_of_output(ws, release), platform(ws))
    if problems:
        fields = ", ".join(dict.fromkeys(problem.field for problem in problems))
        raise EntryInvalid(count=len(problems), fields=fields)
    with ws.act("catalog", release, actor.card) as record:
        record.put(Kind.ENTRY, entry)


def examine(table: Table, job: Job, own: OwnRules = WITHOUT_OWN) -> Findings:
    """A whole scan of a table, under the digest of its content; ``own``: the agency's own rules."""
    return scan(table, job, table_digest=rfc4180.digest(table.data), own=own)


def today() -> datetime.date:
    """The day on the wall of this office."""
    return datetime.datetime.now().astimezone().date()


def desensitizing_key(ws: Workspace) -> bytes:
    """The key of hashes and replacements: one for all files of a workspace."""
    return ws.vault.derive("desensitize")


def operator_context(ws: Workspace) -> Context:
    """What operators may use in a workspace: its key, and the review's eyes with its own rules."""
    return Context(desensitizing_key(ws), finder(agency.rules(ws)))


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
