"""Findings as a person has judged them: levels, gates and grades anew, by the policy that graded them.

A judgement binds as a dismissal does: what the policy blocks, nobody lowers here. It speaks of the level
that it was made at; where a later scan takes a finding for something graver, it does not count.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.core.errors import InputError, ParameterInvalid, Refusal
from app.core.judgements import told
from app.core.model import Finding, Findings, Judgement
from app.core.review.policy import Policy, gate, graver
from app.core.text import Text


class FindingStands(Refusal):
    code = "finding-stands"
    message = Text(
        "“{column}”中的发现依规定不得公开，不能由承办人排除",
        "What was found in “{column}” must not be public by the rules; a clerk cannot dismiss it",
    )
    hint = Text(
        "请脱敏或删除该列；认为规则有误时，请由管理员修改本单位规则。",
        "Treat or remove the column; if the rule is wrong, have an administrator change it.",
    )


class FindingUnknown(InputError):
    code = "finding-unknown"
    message = Text("“{column}”中没有“{type}”的发现", "There is no finding {type} in “{column}”")
    hint = Text("现有的发现：{known}", "These are the findings: {known}")


def finding_of(found: Findings, column: str, type: str) -> Finding:
    """The finding of one type in one column. Raises :class:`FindingUnknown`."""
    for finding in found.columns:
        if (finding.column, finding.type) == (column, type):
            return finding
    known = "; ".join(f"{finding.column} {finding.type}" for finding in found.columns)
    raise FindingUnknown(column=column, type=type, known=known)


def judged(found: Findings, judgements: Iterable[Judgement], policy: Policy) -> Findings:
    """The findings after all judgements; those without one are as they were.

    Raises :class:`FindingStands` where one lowers what the policy blocks, and
    :class:`ParameterInvalid` for another type or level without a reason.
    """
    said = {(one.column, one.type): one for one in judgements}
    after = {
        (finding.column, finding.type): _judged(finding, said[finding.column, finding.type], policy)
        for finding in found.columns
        if (finding.column, finding.type) in said
    }
    if not after:
        return found
    columns = tuple(after.get((each.column, each.type), each) for each in found.columns)
    cells = tuple(
        replace(cell, type=now.type, level=now.level)
        if (now := after.get((cell.column, cell.type)))
        else cell
        for cell in found.cells
    )
    return replace(
        found,
        columns=columns,
        cells=cells,
        gate=gate(columns, found.marks),
        grade=policy.overall(columns, found.marks),
    )


def _judged(finding: Finding, said: Judgement, policy: Policy) -> Finding:
    if said.accepts:
        return replace(finding, confidence=1.0, reasons=(*finding.reasons, told(said)))
    if not said.reason.strip():
        why = Text("请写明理由", "say why")
        raise ParameterInvalid(name=Text("理由", "reason"), reason=why)
    now = replace(
        finding,
        type=said.as_type,
        level=said.level,
        gate=policy.gate(said.as_type, said.level),
        grade=policy.grade(said.as_type, said.level),
        confidence=1.0,
        reasons=(*finding.reasons, told(said)),
    )
    if not graver(finding, now):
        return now
    if finding.gate == "block":
        raise FindingStands(column=finding.column)
    return now if finding.level == said.seen else finding
