"""The checks of a recipe on its output: do enough rows agree, so that nobody stands alone?

Sweeney 2002 (k-anonymity), Machanavajjhala et al. 2007 (distinct l-diversity), measured on what is to
be published, not on what was planned.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity.suppressed import suppressed
from app.core.contingency import contingency, cross
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import ResidualCheck
from app.core.text import Text

CHECK = Text("复检要求", "residual check")


@dataclass(frozen=True)
class Shortfall:
    """A check that the output does not pass: the smallest class, and the rows of all that are too small.

    ``l``: the fewest distinct sensitive values in a class, or None if the check asks for none.
    """

    check: ResidualCheck
    k: int
    l: int | None  # noqa: E741
    rows: int


def shortfalls(
    data: pa.Table, checks: tuple[ResidualCheck, ...], job: Job
) -> tuple[Shortfall, ...]:
    """The checks that the output fails. Raises ColumnUnknown, ParameterInvalid."""
    found = (_measured(data, check, job) for check in checks)
    return tuple(shortfall for shortfall in found if shortfall is not None)


def _measured(data: pa.Table, check: ResidualCheck, job: Job) -> Shortfall | None:
    names = [resolve(name, data.column_names) for name in check.quasi_identifiers]
    if not names or check.k < 1 or check.l < 1:
        reason = Text("至少一个准标识符，k 和 l 从 1 起", "a quasi-identifier, k and l from 1")
        raise ParameterInvalid(name=CHECK, reason=reason)
    shown = data.filter(pa.array(~suppressed(data, names)))
    classes = contingency(shown, names, job)
    short = classes.counts < check.k
    kinds = None
    if check.sensitive:
        kinds = cross(classes, shown[resolve(check.sensitive, data.column_names)]).distinct
        short |= kinds < check.l
    if not short.any():
        return None
    fewest = None if kinds is None else int(kinds.min())
    return Shortfall(check, int(classes.counts.min()), fewest, int(classes.counts[short].sum()))
