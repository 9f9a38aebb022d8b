"""A table's level of de-identification (GB/T 42460-2023 ch. 4, 6.2, 6.3 and annex D, as far as
secondary sources tell; the rules are in the packs ``effect`` and ``sharing``).

The qualitative review comes first: direct identifiers give level 1, no identifiers at all level 4.
Between 2 and 3 decides the overall risk R, which must be *below* the threshold.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from app.core import resources
from app.core.anonymity.suppressed import suppressed
from app.core.contingency import contingency
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Finding
from app.core.review.effect.values import DirectIdentifier, EffectLevel, EffectReport
from app.core.review.risk.classes import anonymity
from app.core.review.risk.models import prosecutor
from app.core.sharing import Context, SharingProfile
from app.core.text import Text


def evaluate(
    data: pa.Table,
    quasi_identifiers: Sequence[str],
    findings: Sequence[Finding],
    profile: SharingProfile,
    context: Context,
    job: Job,
) -> EffectReport:
    """``findings``: of a whole scan of ``data``. ``quasi_identifiers`` may be none where somebody
    answers for that: then the table is an aggregate.

    Suppressed rows are no class. Raises ColumnUnknown, ParameterInvalid.
    """
    _check(data.column_names, quasi_identifiers)
    pack = resources.pack("effect")
    direct = _direct(findings, pack)
    hidden = suppressed(data, quasi_identifiers) if quasi_identifiers else np.zeros(0, np.bool_)
    shown = data.filter(pa.array(~hidden)) if hidden.any() else data
    sizes = np.zeros(0, np.int64)
    if quasi_identifiers:
        sizes = contingency(shown, quasi_identifiers, job).counts
    risk = prosecutor(sizes, profile.tau)
    pressure = profile.context_risk(context)
    overall = (risk.max if profile.data_risk == "R_b" else risk.class_mean) * pressure.value
    if risk.classes_above > 0 or direct:
        overall = 1.0
    level: EffectLevel
    if direct:
        level = 1
    elif not quasi_identifiers:
        level = 4
    else:
        level = 3 if overall < profile.threshold else 2
    least = anonymity(sizes)
    return EffectReport(
        level=level,
        passes=pack.data["levels"][str(level)]["passes"] and (least >= profile.k or not len(sizes)),
        r_a=risk.classes_above,
        r_b=risk.max,
        r_c=risk.class_mean,
        r=overall,
        context=pressure,
        profile=profile,
        quasi_identifiers=tuple(quasi_identifiers),
        direct=direct,
        rows=data.num_rows,
        classes=len(sizes),
        k=least,
        above=risk.rows_above,
        suppressed=int(hidden.sum()),
        packs={pack.name: pack.sha256, **profile.packs},
    )


def _direct(findings: Sequence[Finding], pack: resources.Pack) -> tuple[DirectIdentifier, ...]:
    types = pack.data["direct"]["types"]
    return tuple(
        DirectIdentifier(found.column, found.type, found.count)
        for found in findings
        if found.type in types and found.level != "public"
    )


def _check(columns: Sequence[str], quasi_identifiers: Sequence[str]) -> None:
    for name in quasi_identifiers:
        if name not in columns:
            raise ColumnUnknown(column=name, known=", ".join(columns))
    if len(set(quasi_identifiers)) < len(quasi_identifiers):
        reason = Text("准标识符不能重复", "no quasi-identifier comes twice")
        raise ParameterInvalid(name="effect", reason=reason)
