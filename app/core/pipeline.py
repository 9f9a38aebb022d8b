"""A release's states, the transition table, and the steps as a person walks them.

The table says who may do what from which state, what each act requires, produces and voids. The
window's rail, the command line's ``status`` and the diagram in ``ARCHITECTURE.md`` are read off it;
``python -m app.core.pipeline`` prints the diagram.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.core.approval.round import SIGNERS, JudgeSends, Outcome, Round, Signature
from app.core.errors import ActRefused, ArtefactMissing, RoleRefused
from app.core.model import KIND_NAMES, ROLES, Card, Kind, Opinion, Role
from app.core.text import Text, listed


class State(StrEnum):
    """Where a release stands."""

    NEW = "new"
    IMPORTED = "imported"
    REVIEWED = "reviewed"
    DESENSITIZED = "desensitized"
    CATALOGUED = "catalogued"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SEALED = "sealed"
    DELIVERED = "delivered"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"


STATE_NAMES: dict[State, Text] = {
    State.NEW: Text("新建", "new"),
    State.IMPORTED: Text("已导入", "imported"),
    State.REVIEWED: Text("已检测", "reviewed"),
    State.DESENSITIZED: Text("已脱敏", "desensitized"),
    State.CATALOGUED: Text("已编目", "catalogued"),
    State.CHECKED: Text("已质检", "checked"),
    State.SUBMITTED: Text("待审查", "awaiting review"),
    State.RETURNED: Text("已退回", "returned"),
    State.APPROVED: Text("已批准", "approved"),
    State.SEALED: Text("已封装", "sealed"),
    State.DELIVERED: Text("已送达", "delivered"),
    State.PLACED: Text("平台未签回执，已由本单位核对", "no receipt signed; checked by ourselves"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}


@dataclass(frozen=True)
class Act:
    """One row of the transition table.

    ``requires``: artefacts that must stand; ``produces``: artefacts that the act makes. Everything
    after them in the chain is void once the act is done. ``target``: None where the state stays.
    ``role``: None for whoever the request's route awaits. ``opinions``: what a verdict may say that is
    this act; which of these acts a verdict is, its round tells. ``apart``: not for whoever signed a verdict.
    """

    id: str
    title: Text
    role: Role | None
    sources: tuple[State, ...]
    target: State | None
    requires: tuple[Kind, ...]
    produces: tuple[Kind, ...]
    signed: bool = False
    opinions: tuple[Opinion, ...] = ()
    apart: bool = False

    @cached_property
    def invalidates(self) -> tuple[Kind, ...]:
        """The artefacts that do not outlive this act."""
        kinds = list(Kind)
        last = max(kinds.index(kind) for kind in self.produces)
        return tuple(kinds[last + 1 :])

    @cached_property
    def replaces(self) -> frozenset[Kind]:
        """The artefacts of which none that stood before stands after this act."""
        return frozenset((*self.produces, *self.invalidates))

    def lands(self, state: State) -> State:
        """Where a release stands once the act is done in ``state``."""
        return self.target or state


# What stands on a platform, by its word or, where it gives none, by our own look.
PUBLIC = (State.DELIVERED, State.PLACED)
# A public release is closed: the next period, or a correction, is a new release.
_CLOSED = (*PUBLIC, State.WITHDRAWN)
_OPEN = tuple(state for state in State if state not in (State.NEW, *_CLOSED))

TRANSITIONS: tuple[Act, ...] = (
    Act(
        "import", Text("导入", "import"), "clerk",
        (State.NEW,), State.IMPORTED,
        (), (Kind.SOURCE, Kind.TABLE),
    ),
    Act(
        "scan", Text("检测", "scan"), "clerk",
        _OPEN, State.REVIEWED,
        (Kind.TABLE,), (Kind.FINDINGS,),
    ),
    Act(
        "desensitize", Text("脱敏", "desensitize"), "clerk",
        _OPEN[1:], State.DESENSITIZED,
        (Kind.TABLE, Kind.FINDINGS), (Kind.RECIPE, Kind.OUTPUT, Kind.RESIDUAL),
    ),
    Act(
        "catalog", Text("编目", "catalogue"), "clerk",
        _OPEN[2:], State.CATALOGUED,
        (Kind.OUTPUT, Kind.RESIDUAL), (Kind.ENTRY,),
    ),
    Act(
        "check", Text("质检", "check quality"), "clerk",
        _OPEN[3:], State.CHECKED,
        (Kind.OUTPUT, Kind.ENTRY), (Kind.QUALITY,),
    ),
    Act(
        "submit", Text("送审", "submit for review"), "clerk",
        (State.CHECKED,), State.SUBMITTED,
        (Kind.OUTPUT, Kind.RESIDUAL, Kind.ENTRY, Kind.QUALITY),
        (Kind.REQUEST, Kind.CONVERGENCE), signed=True,
    ),
    Act(  # on another computer, whole and with the route that it came along
        "receive", Text("接收送审", "receive for review"), None,
        (State.NEW, State.SUBMITTED, State.APPROVED, State.RETURNED), State.SUBMITTED,
        (), tuple(Kind)[: list(Kind).index(Kind.CONVERGENCE) + 1],
    ),
    Act(
        "compare", Text("汇聚比对", "compare"), None,
        (State.SUBMITTED,), State.SUBMITTED,  # again, with files that the reviewer names
        (Kind.OUTPUT, Kind.REQUEST, Kind.CONVERGENCE), (Kind.CONVERGENCE,),
    ),
    Act(
        "endorse", Text("签署并送下一级", "endorse"), None,
        (State.SUBMITTED,), State.SUBMITTED,  # others are still to sign
        (Kind.REQUEST, Kind.CONVERGENCE), (Kind.VERDICT,), signed=True,
        opinions=("公开", "需报审"),
    ),
    Act(
        "approve", Text("同意公开", "approve"), None,
        (State.SUBMITTED,), State.APPROVED,
        (Kind.REQUEST, Kind.CONVERGENCE), (Kind.VERDICT,), signed=True,
        opinions=("公开",),
    ),
    Act(
        "refuse", Text("退回", "refuse"), None,
        (State.SUBMITTED,), State.RETURNED,
        (Kind.REQUEST,), (Kind.VERDICT,), signed=True,
        opinions=("退回", "免于公开", "需报审"),
    ),
    Act(
        "seal", Text("封装", "seal"), "clerk",
        (State.APPROVED, State.SEALED), State.SEALED,  # again, for another platform
        (Kind.OUTPUT, Kind.ENTRY, Kind.REQUEST, Kind.VERDICT), (Kind.PACKAGE,), signed=True, apart=True,
    ),
    Act(
        "deliver", Text("上传", "deliver"), "clerk",
        (State.SEALED,), State.DELIVERED,
        (Kind.OUTPUT, Kind.PACKAGE), (Kind.RECEIPT, Kind.SKETCH), apart=True,
    ),
    Act(  # where the platform signs no receipts, the clerk signs a record of what was looked at
        "place", Text("发布并核对", "publish and check"), "clerk",
        (State.SEALED,), State.PLACED,
        (Kind.OUTPUT, Kind.PACKAGE), (Kind.RECEIPT, Kind.SKETCH), signed=True, apart=True,
    ),
    Act(
        "recheck", Text("复查", "recheck"), "clerk",
        (*_OPEN[2:], *PUBLIC), None,
        (Kind.RECIPE, Kind.OUTPUT), (Kind.RECHECK,),
    ),
    Act(
        "withdraw", Text("撤回", "withdraw"), "clerk",
        PUBLIC, State.WITHDRAWN,
        (Kind.ENTRY, Kind.RECEIPT), (Kind.WITHDRAWAL,), signed=True,
    ),
)  # fmt: skip

ACTS: dict[str, Act] = {act.id: act for act in TRANSITIONS}

_REACHED: dict[Outcome, State] = {
    "awaiting": State.SUBMITTED,
    "approved": State.APPROVED,
    "returned": State.RETURNED,
}


@dataclass(frozen=True)
class Step:
    """One stop of the rail: the acts that belong to it and the artefact that shows it is done."""

    id: str
    title: Text
    acts: tuple[str, ...]
    proof: Kind


STEPS: tuple[Step, ...] = (
    Step("import", Text("导入", "Import"), ("import",), Kind.TABLE),
    Step("review", Text("检测", "Review"), ("scan", "recheck"), Kind.FINDINGS),
    Step("desensitize", Text("脱敏", "Desensitize"), ("desensitize",), Kind.OUTPUT),
    Step("catalog", Text("编目", "Catalog"), ("catalog",), Kind.ENTRY),
    Step("quality", Text("质检", "Quality"), ("check",), Kind.QUALITY),
    Step(
        "signoff",
        Text("审查", "Sign-off"),
        ("submit", "receive", "compare", "endorse", "approve", "refuse"),
        Kind.VERDICT,
    ),
    Step(
        "deliver", Text("送达", "Deliver"), ("seal", "deliver", "place", "withdraw"), Kind.RECEIPT
    ),
)


def allowed(state: State) -> tuple[Act, ...]:
    """The acts that a release in ``state`` admits, in the order of the table."""
    return tuple(act for act in TRANSITIONS if state in act.sources)


def admit(
    act: Act,
    state: State,
    standing: Collection[Kind],
    actor: Card,
    round: Round | None = None,
) -> None:
    """Raise unless ``actor`` may do ``act`` now.

    ``standing``: the artefacts that are not void. ``round``: of the request that stands, which says who
    may sign next, and who may not send (separation of duties).

    Raises :class:`ActRefused`, :class:`ArtefactMissing`, :class:`RoleRefused`,
    :class:`JudgeSends`, and what Round.sign raises.
    """
    if state not in act.sources:
        raise _refused(act, state)
    for kind in act.requires:
        if kind not in standing:
            raise ArtefactMissing(kind=KIND_NAMES[kind])
    if act.role is None:
        _admit_signer(act, state, actor, round)
    elif actor.role != act.role:
        raise RoleRefused(act=act.title, role=ROLES[act.role])
    elif act.apart and not _needed(round).lets_send(actor):
        raise JudgeSends(name=actor.name)


def verdict_act(round: Round) -> Act:
    """What the last signature of a round is: one that others follow, an approval, or a refusal."""
    return next(
        act for act in TRANSITIONS if act.opinions and act.target is _REACHED[round.outcome]
    )


def _admit_signer(act: Act, state: State, actor: Card, round: Round | None) -> None:
    if Kind.REQUEST in act.produces:  # there is no round yet: the request brings it
        if actor.role not in SIGNERS:
            raise RoleRefused(act=act.title, role=listed([ROLES[role] for role in SIGNERS]))
        return
    signed = [
        _needed(round).sign(Signature.by(actor, opinion)) for opinion in act.opinions or ("公开",)
    ]
    if act.opinions and act not in map(verdict_act, signed):
        raise _refused(act, state)


def _needed(round: Round | None) -> Round:
    if round is None:
        raise ArtefactMissing(kind=KIND_NAMES[Kind.REQUEST])
    return round


_VERDICT = Text("签署审查意见", "sign a verdict")


def _refused(act: Act, state: State) -> ActRefused:
    titles = [act.title for act in allowed(state)]
    asked = _VERDICT if act.opinions else act.title  # which of them it is, its round would tell
    return ActRefused(state=STATE_NAMES[state], act=asked, allowed=listed(titles))


def next_step(state: State) -> Step | None:
    """The step that a release in ``state`` waits for; none once it is delivered."""
    onward = [act for act in allowed(state) if _rank(act.lands(state)) > _rank(state)]
    if not onward:
        return None
    return next(step for step in STEPS if onward[0].id in step.acts)


def _who(act: Act) -> str:
    return act.role or "route"


def _rank(state: State) -> int:
    aside = {
        State.RETURNED: State.REVIEWED,
        State.PLACED: State.DELIVERED,
        State.WITHDRAWN: State.DELIVERED,
    }
    order = [state for state in State if state not in aside]
    return order.index(aside.get(state, state))


def diagram() -> str:
    """The transition table as a Mermaid state diagram; backward acts share one note."""
    lines = ["stateDiagram-v2"]
    for act in TRANSITIONS:
        for source in act.sources if act.target else ():
            if source is State.NEW:
                lines.append(f"    [*] --> {act.target}: {act.id} ({_who(act)})")
            elif source is act.target or _rank(act.lands(source)) - _rank(source) == 1:
                lines.append(f"    {source} --> {act.target}: {act.id} ({_who(act)})")
    lines.append(f"    {State.SUBMITTED} --> {State.RETURNED}: refuse ({_who(ACTS['refuse'])})")
    withdraw = ACTS["withdraw"]
    lines += [f"    {s} --> {withdraw.target}: {withdraw.id} ({_who(withdraw)})" for s in PUBLIC]
    lines += [f"    {state} --> [*]" for state in _CLOSED]
    return "\n".join(dict.fromkeys(lines))


def table() -> str:
    """The transition table as Markdown."""
    rows = [
        "| act | who | from | to | requires | produces | voids |",
        "|---|---|---|---|---|---|---|",
    ]
    for act in TRANSITIONS:
        cells = (
            act.id + (" ✍" if act.signed else ""),
            _who(act),
            ", ".join(act.sources),
            act.target or "the same",
            ", ".join(act.requires) or "–",
            ", ".join(act.produces),
            ", ".join(act.invalidates) or "–",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(f"```mermaid\n{diagram()}\n```\n\n{table()}")  # noqa: T201
