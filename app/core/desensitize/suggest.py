"""A recipe proposed from findings and the policy on their grades, each treatment with its reason."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from app.core import resources
from app.core.desensitize.operation import operators
from app.core.model import Finding, Findings, LayoutPlan, Recipe, Treatment

_TRACEABLE = ("linkable", "reversible", "none")


def suggest(
    findings: Findings,
    columns: Sequence[str] = (),
    layout: LayoutPlan | None = None,
    own: Mapping[str, Mapping[str, Any]] | None = None,
) -> Recipe:
    """One treatment for each column with a finding that may not be published as it is.

    A type's rules name its treatment, else those of its level; unless they suppress it, what stands among
    other words is redacted, and these stay; of persons among organisations only the persons are masked.
    Where a column holds several types, the strictest treatment is taken; where the province does not
    open a finding's grade, nothing stays by which its rows could be traced. ``columns`` and ``layout`` of
    the table are kept for the next one. ``own``: the treatments of an agency's own types.
    """
    strictest: dict[str, tuple[int, Treatment]] = {}
    types = {(finding.column, finding.type) for finding in findings.columns}
    for finding in findings.columns:
        told = _told(finding, own or {}, types)
        if finding.level == "public" or told is None:
            continue
        strictness = int(told["strictness"])
        if strictness > strictest.get(finding.column, (-1, None))[0]:
            strictest[finding.column] = strictness, _treatment(finding, told)
    treatments = tuple(treatment for _, treatment in strictest.values())
    return Recipe(treatments, (), tuple(columns), layout, findings.packs)


def _told(
    finding: Finding, own: Mapping[str, Mapping[str, Any]], types: Set[tuple[str, str]]
) -> Mapping[str, Any] | None:
    """What the rules say of a finding: its type's, else its level's; None: nothing helps. ``types``: all
    that were found, by column.
    """
    if finding.type in own:
        return own[finding.type]
    known = resources.finding_types().get(finding.type)
    by_level: Mapping[str, Mapping[str, Any]] = resources.pack("levels").data["treatments"]
    told: Mapping[str, Any] | None = known.data.get("treatment") if known else None
    told = told or by_level.get(finding.level)
    if told is None or told["operator"] == "suppress":
        return told
    within: Mapping[str, Any] = resources.pack("levels").data["in_sentences"]
    if finding.filled < within["below"]:
        return {**told, **within}
    parties: Mapping[str, Any] = told.get("of_parties", {})
    of_parties = finding.of_parties or (finding.column, parties.get("beside")) in types
    return {**told, **parties} if of_parties else told


def _treatment(finding: Finding, told: Mapping[str, Any]) -> Treatment:
    grade, reason = finding.grade, told["reason"]
    if grade is not None:
        reason = f"{reason}（{grade.name.zh}，{grade.opening.zh}）"
        traceable = operators.get(told["operator"]).strength in _TRACEABLE
        if grade.may == "not-open" and traceable:
            return Treatment(finding.column, "suppress", {}, reason)
    return Treatment(finding.column, told["operator"], told["params"], reason)
