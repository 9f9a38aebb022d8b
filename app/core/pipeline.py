"""The steps as a person walks them, and what stands in the way: all read off the transition table.

The window's rail, the command line's ``status`` and the diagram in ``ARCHITECTURE.md`` come from
here. ``python -m app.core.pipeline`` prints the diagram.
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.core.errors import ActRefused, ArtefactMissing, RoleRefused, SamePerson
from app.core.model import ACTS, KIND_NAMES, ROLES, STATE_NAMES, TRANSITIONS, Act, Card, Kind, State
from app.core.text import Text, listed


@dataclass(frozen=True)
class Step:
    """One stop of the rail: the acts that belong to it and the artefact that shows it is done."""

    id: str
    title: Text
    acts: tuple[str, ...]
    proof: Kind


STEPS: tuple[Step, ...] = (
    Step("import", Text("导入", "Import"), ("import",), Kind.TABLE),
    Step("review", Text("检测", "Review"), ("scan",), Kind.FINDINGS),
    Step("desensitize", Text("脱敏", "Desensitize"), ("desensitize",), Kind.OUTPUT),
    Step("catalog", Text("编目", "Catalog"), ("catalog",), Kind.ENTRY),
    Step("quality", Text("质检", "Quality"), ("check",), Kind.QUALITY),
    Step("signoff", Text("审查", "Sign-off"), ("submit", "approve", "refuse"), Kind.VERDICT),
    Step("deliver", Text("送达", "Deliver"), ("seal", "deliver"), Kind.RECEIPT),
)


def allowed(state: State) -> tuple[Act, ...]:
    """The acts that a release in ``state`` admits, in the order of the table."""
    return tuple(act for act in TRANSITIONS if state in act.sources)


def admit(
    act: Act,
    state: State,
    standing: Collection[Kind],
    actor: Card,
    handlers: Collection[str],
) -> None:
    """Raise unless ``actor`` may do ``act`` now.

    ``standing``: the artefacts that are not void. ``handlers``: the persons who have worked on the
    data, who may therefore not review it (separation of duties; persons count, not keys).

    Raises :class:`ActRefused`, :class:`ArtefactMissing`, :class:`RoleRefused`, :class:`SamePerson`.
    """
    if state not in act.sources:
        titles = [act.title for act in allowed(state)]
        raise ActRefused(state=STATE_NAMES[state], act=act.title, allowed=listed(titles))
    for kind in act.requires:
        if kind not in standing:
            raise ArtefactMissing(kind=KIND_NAMES[kind])
    if actor.role != act.role:
        raise RoleRefused(act=act.title, role=ROLES[act.role])
    if act.role == "reviewer" and actor.person in handlers:
        raise SamePerson(name=actor.name)


def next_step(state: State) -> Step | None:
    """The step that a release in ``state`` waits for; none once it is delivered."""
    onward = [act for act in allowed(state) if _rank(act.target) > _rank(state)]
    if not onward:
        return None
    return next(step for step in STEPS if onward[0].id in step.acts)


def _rank(state: State) -> int:
    order = [state for state in State if state is not State.RETURNED]
    return order.index(State.REVIEWED if state is State.RETURNED else state)


def diagram() -> str:
    """The transition table as a Mermaid state diagram; backward acts share one note."""
    lines = ["stateDiagram-v2"]
    for act in TRANSITIONS:
        for source in act.sources:
            if act.id == "import":
                lines.append(f"    [*] --> {act.target}: {act.id} ({act.role})")
            elif source is act.target or _rank(act.target) - _rank(source) == 1:
                lines.append(f"    {source} --> {act.target}: {act.id} ({act.role})")
    lines.append(f"    {State.SUBMITTED} --> {State.RETURNED}: refuse ({ACTS['refuse'].role})")
    lines.append(f"    {State.DELIVERED} --> [*]")
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
            act.role,
            ", ".join(act.sources),
            act.target,
            ", ".join(act.requires) or "–",
            ", ".join(act.produces),
            ", ".join(act.invalidates) or "–",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(f"```mermaid\n{diagram()}\n```\n\n{table()}")  # noqa: T201
