"""Anonymity of a release: what to ask for, and what it would cost, before it is part of a recipe."""

from dataclasses import dataclass

from app.core.acts.risk import propose_identifiers
from app.core.contingency import code
from app.core.desensitize.anonymous import Anonymous, anonymous
from app.core.desensitize.hierarchies.builtin import Proposal, propose
from app.core.desensitize.utility.measure import compare
from app.core.jobs import Job
from app.core.model import Anonymity, Kind, Ladder
from app.core.sharing import sharing_profile
from app.core.text import Text
from app.core.workspace.store import Workspace

SUPPRESSION = 0.05  # share of rows that is given up at first


@dataclass(frozen=True)
class Climbable:
    """A column that could be generalised: ``proposed`` as a quasi-identifier for the ``reason``, by one
    of ``ladders``, the best first.
    """

    column: str
    proposed: bool
    reason: Text
    ladders: tuple[Proposal, ...]


@dataclass(frozen=True)
class Trial:
    """What a plan has come to: the table it would give, and what that costs in one sentence."""

    result: Anonymous
    sentence: Text


def climbable(ws: Workspace, release: str, job: Job) -> tuple[Climbable, ...]:
    """Every column of the imported table that a built-in hierarchy fits."""
    table = ws.load_table(release, Kind.TABLE)
    found = []
    for told in propose_identifiers(ws, release, job, Kind.TABLE):
        ladders = propose(code(table.data[told.column]).values)
        if ladders:
            found.append(Climbable(told.column, told.proposed, told.reason, ladders))
    return tuple(found)


def proposed_anonymity(found: tuple[Climbable, ...], mode: str) -> Anonymity:
    """What a way of sharing asks for, over the columns that are proposed. Raises ParameterInvalid."""
    ladders = tuple(Ladder(one.column, one.ladders[0].id) for one in found if one.proposed)
    return Anonymity(ladders, sharing_profile(mode).k, suppression=SUPPRESSION)


def try_anonymity(ws: Workspace, release: str, plan: Anonymity, job: Job) -> Trial:
    """Bring it about on the imported table, without filing anything. Raises what :func:`anonymous` raises."""
    data = ws.load_table(release, Kind.TABLE).data
    result = anonymous(data, plan, job)
    columns = [ladder.column for ladder in plan.ladders]
    utility = compare(data, result.data, job, quasi_identifiers=columns, k=plan.k, least=plan.k)
    return Trial(result, utility.sentence)
