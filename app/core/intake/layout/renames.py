"""Columns that a sheet calls otherwise than its table does: kept in a plan, told in one line each."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from app.core.errors import ParameterInvalid
from app.core.intake.layout.names import fingerprint
from app.core.model import LayoutPlan
from app.core.text import Text

MARK = "="  # 单位名称=企业名称: what the sheet says, what the table is to say


def called(plan: LayoutPlan, written: Sequence[str]) -> tuple[str, ...]:
    """What a table calls the columns that its sheet calls ``written``.

    A name of the plan goes before a renamed one. Where two columns would be called alike, all
    keep the names that are written.
    """
    known = {fingerprint(name): name for name in plan.names}
    said = {fingerprint(now): name for now, name in plan.renames.items()}
    own = [known.get(fingerprint(name)) for name in written]
    names = [
        mine or _free(said.get(fingerprint(name)), own) or name
        for name, mine in zip(written, own, strict=True)
    ]
    return tuple(names) if len(set(names)) == len(names) else tuple(written)


def call(plan: LayoutPlan, written: str, name: str) -> LayoutPlan:
    """From now on the column that a sheet calls ``written`` is called ``name``."""
    (before,) = called(plan, (written,))
    renames = {n: to for n, to in plan.renames.items() if fingerprint(n) != fingerprint(written)}
    if fingerprint(written) != fingerprint(name):
        renames[written] = name

    def now(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name if one == before else one for one in names)

    unpivot = plan.unpivot
    if unpivot is not None:
        keys, values = now(unpivot.keys), now(unpivot.values)
        unpivot = dataclasses.replace(unpivot, keys=keys, values=values)
    return dataclasses.replace(
        plan,
        names=now(plan.names),
        columns=now(plan.columns),
        stored=now(plan.stored),
        unpivot=unpivot,
        renames=renames,
    )


def with_renames(plan: LayoutPlan | None, renames: Mapping[str, str]) -> LayoutPlan | None:
    """A plan that knows these renames too; without a plan, one of whatever header is found."""
    if not renames:
        return plan
    plan = plan or LayoutPlan(())
    return dataclasses.replace(plan, renames={**plan.renames, **renames})


def in_lines(renames: Mapping[str, str]) -> str:
    """Renames as :func:`of_lines` reads them; names that hold its mark are left out."""
    return "\n".join(f"{n}{MARK}{to}" for n, to in renames.items() if MARK not in n)


def of_lines(lines: Iterable[str]) -> dict[str, str]:
    """Renames, one a line: what the sheet says, the mark, what the table is to say.

    Raises ParameterInvalid.
    """
    renames = {}
    for line in lines:
        written, mark, name = (part.strip() for part in line.partition(MARK))
        if not (written and mark and name):
            reason = Text("应写作“表中的列名=要用的列名”", "it is written as NOW=NAME")
            raise ParameterInvalid(name="--rename", reason=reason)
        renames[written] = name
    return renames


def _free(name: str | None, taken: Sequence[str | None]) -> str | None:
    return None if name in taken else name
