"""From what was found to a release that is ready to be reviewed: the clerk's acts."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core import agency, rfc4180
from app.core.acts.classes import own_tree
from app.core.acts.incoming import examine
from app.core.acts.platforms import platform
from app.core.acts.resource_codes import codes_in_use
from app.core.catalog.classes.rules import class_problems
from app.core.catalog.codes import class_of, code_problems, next_serial
from app.core.catalog.continued import item_marks, items_as_filled
from app.core.catalog.infer import infer, proposals
from app.core.catalog.marks import marked_item
from app.core.catalog.proposals import Proposal, proposals_of_history
from app.core.catalog.validate import validate
from app.core.desensitize.anonymous import checks_of, made_anonymous
from app.core.desensitize.engine import Effect
from app.core.desensitize.engine import apply as run_recipe
from app.core.desensitize.kernel import resolve, steps_of
from app.core.desensitize.operation import Context, operators
from app.core.desensitize.plan import Population
from app.core.desensitize.residual import Shortfall, shortfalls
from app.core.errors import (
    AnonymityMissed,
    EntryInvalid,
    ParameterInvalid,
    ResidualFound,
    ReversibleUnreasoned,
)
from app.core.intake.profiling.column_types import profile
from app.core.jobs import Job
from app.core.model import (
    KIND_NAMES,
    Entry,
    Finding,
    Findings,
    Gate,
    Grade,
    Judgement,
    Kind,
    Mark,
    Recipe,
    Table,
)
from app.core.review.judged import judged
from app.core.review.own_rules import OwnRules
from app.core.review.policy import highest
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from app.core.text import Text, listed
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

STOPS: tuple[Gate, ...] = ("hold", "block")
_TOLD_ANEW = ("abstract", "temporal_scope")  # what the table itself says, each period
_OF_PERIOD = ("name", "abstract", "temporal_scope")  # fields that may say which period it is


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


def desensitize(
    ws: Workspace,
    actor: Identity,
    release: str,
    recipe: Recipe,
    job: Job,
    population: Population = None,
) -> Treated:
    """Apply a recipe and rescan the result whole; what is left above the gate fails the act.

    Raises :class:`ReversibleUnreasoned`, :class:`ResidualFound`, :class:`AnonymityMissed` where a check
    of the recipe does not hold, FindingStands for a judgement that may not be made, and what the engine
    raises for a recipe that does not fit.
    """
    ws.admit("desensitize", release, actor.card)
    _check_reversible(recipe)
    table, key, own = ws.load_table(release, Kind.TABLE), desensitizing_key(ws), agency.rules(ws)
    judged(ws.load(release, Kind.FINDINGS, Findings), said_of(recipe, table.columns), own.policy())
    treated = treat(table, recipe, key, job, own, population)
    left = left_over(treated)
    if left:
        raise ResidualFound(columns=listed(left))
    for short in treated.shortfalls:
        raise missed(short)
    said: dict[str, Any] = {"judged": len(recipe.judgements)} if recipe.judgements else {}
    with ws.act("desensitize", release, actor.card, **said) as record:
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
    table: Table,
    recipe: Recipe,
    key: bytes,
    job: Job,
    own: OwnRules = WITHOUT_OWN,
    population: Population = None,
) -> Treated:
    """Recipe and rescan, without a workspace.

    Raises ParameterInvalid if no column is left, and AnonymityUnreached.
    """
    begun, anonymized = made_anonymous(table.data, recipe, job, population)
    data, treated = run_recipe(begun, recipe, Context(key, finder(own)), job)
    effects = [*anonymized, *treated]
    check_leaves_columns(data.column_names)
    layout = replace(table.layout, units=table.layout.units | units_after(recipe, table.columns))
    output = replace(
        table,
        data=data,
        profile=profile(data),
        layout=layout,
        hidden=(),
        surroundings=(),
        warnings=(),
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
    """What a recipe has made of a table with these ``columns``: all of it scanned, seen as the recipe's
    judgements see it, and its checks measured.
    """
    found = judged(examine(output, job, own, digest), said_of(recipe, columns), own.policy())
    short = shortfalls(output.data, checks_of(recipe, columns), job)
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
    """What the gate does not let pass, but for the columns that are ``kept`` for a reason.

    No reason keeps what the policy blocks.
    """
    stopped = (f for f in residual.columns if f.gate in STOPS)
    return (
        tuple(f for f in stopped if f.gate == "block" or f.column not in kept),
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


def said_of(recipe: Recipe, columns: tuple[str, ...]) -> tuple[Judgement, ...]:
    """A recipe's judgements by the names of the columns that it was made for."""
    return tuple(
        replace(one, column=resolve(one.column, list(columns))) for one in recipe.judgements
    )


def units_after(recipe: Recipe, columns: tuple[str, ...]) -> dict[str, str]:
    """By column, the unit that a recipe brings its numbers into."""
    stated = {step.column: step.operator.unit(step.params) for step in steps_of(recipe, columns)}
    return {column: unit for column, unit in stated.items() if unit}


def treated_by(recipe: Recipe) -> tuple[str, ...]:
    """The columns of which a recipe takes something away, as it names them; another writing is no such thing."""
    ladders = () if recipe.anonymity is None else recipe.anonymity.ladders
    changed = [t.column for t in recipe.treatments if operators.get(t.operator).strength != "none"]
    return (*changed, *(ladder.column for ladder in ladders))


def propose_entry(ws: Workspace, release: str) -> Entry:
    """The entry to show in the form: the last one that was filled, that of the period before, or one inferred.

    After another recipe the fields stay as the clerk left them; the items follow the new output. Of the
    period before everything stays, its code above all; what names the period is to be confirmed. A
    resource of this name that has a code keeps it; another gets the next one. An update cycle that nobody
    has confirmed is that of the releases so far.
    """
    table = ws.load_table(release, Kind.OUTPUT)
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    codes = codes_in_use(ws)
    inferred = infer(
        table,
        provider=ws.setting("provider"),
        provider_code=ws.setting("provider_code"),
        sequence=next_serial(class_of(""), codes),
        today=today(),
        treated=treated_by(recipe),
        grade=grade_of_output(ws, release),
    )
    if ws.has(release, Kind.ENTRY):
        filled = ws.load(release, Kind.ENTRY, Entry, void=True)
        marks = (*_field_marks(filled), *item_marks(inferred, filled))
        items = items_as_filled(inferred, filled)
        return replace(inferred, fields=filled.fields, items=items, inferred=marks)
    before = next((r for r in ws.earlier(release) if ws.has(r, Kind.ENTRY)), None)
    if before is None:
        own = next((code for code, name in codes.items() if name == table.name), None)
        return replace(inferred, fields=inferred.fields | ({"code": own} if own else {}))
    filled = ws.load(before, Kind.ENTRY, Entry, void=True)
    fields = filled.fields | {f: v for f in _TOLD_ANEW if (v := inferred.fields[f])}
    if "update_cycle" in filled.inferred or not fields.get("update_cycle"):
        fields |= {one.field: str(one.value) for one in _past_cycle(ws, release)}
    asked = {*_OF_PERIOD, *_field_marks(filled)}
    marks = (*(f for f in fields if f in asked and fields[f]), *item_marks(inferred, filled))
    return replace(inferred, fields=fields, items=items_as_filled(inferred, filled), inferred=marks)


def _field_marks(entry: Entry) -> tuple[str, ...]:
    return tuple(mark for mark in entry.inferred if marked_item(mark) is None)


def _past_cycle(ws: Workspace, release: str) -> tuple[Proposal, ...]:
    """How often this resource came so far, this time included."""
    came = {one.id: one.created for one in ws.releases()}
    days = [
        datetime.datetime.fromisoformat(came[id]).astimezone().date()
        for id in (release, *ws.earlier(release))
        if id in came
    ]
    return tuple(proposals_of_history(sorted(days)))


def entry_proposals(ws: Workspace, release: str) -> tuple[Proposal, ...]:
    """What the output says of its entry, with reasons; the form tells them where a field is unconfirmed."""
    told = proposals(ws.load_table(release, Kind.OUTPUT), ws.setting("provider"))
    return (*told, *_past_cycle(ws, release))


def catalogue(ws: Workspace, actor: Identity, release: str, entry: Entry) -> None:
    """File the entry, if it keeps the rules of the workspace's platform.

    Raises :class:`EntryInvalid` with the fields to mend.
    """
    problems = (
        *validate(entry, grade_of_output(ws, release), platform(ws)),
        *code_problems(entry, codes_in_use(ws, release)),
        *class_problems(entry, own_tree(ws)),
    )
    if problems:
        fields = ", ".join(dict.fromkeys(problem.field for problem in problems))
        raise EntryInvalid(count=len(problems), fields=fields)
    with ws.act("catalog", release, actor.card) as record:
        record.put(Kind.ENTRY, entry)


def today() -> datetime.date:
    """The day on the wall of this office."""
    return datetime.datetime.now().astimezone().date()


def desensitizing_key(ws: Workspace) -> bytes:
    """The key of hashes and replacements: one for all files of a workspace."""
    return ws.vault.derive("desensitize")


def operator_context(ws: Workspace) -> Context:
    """What operators may use in a workspace: its key, and the review's eyes with its own rules."""
    return Context(desensitizing_key(ws), finder(agency.rules(ws)))
