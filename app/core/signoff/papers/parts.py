"""The parts that papers are put together from, as text that is ready to stand on paper.

In Chinese: the papers are those that an agency has to keep by law.
"""

import datetime
from typing import Any

from app.core.approval.values import Request, Verdict
from app.core.model import KIND_NAMES, LEVEL_NAMES, ROLES, Findings, percent
from app.core.resources import pack
from app.core.signoff.papers.evidence import Evidence, Signed, Told

OPINIONS = ("公开", "免于公开", "需报审", "退回")
NONE = "—"
_CHINA = datetime.timezone(datetime.timedelta(hours=8))  # one time for the whole country
_DIGITS = 16  # of a digest that stands on paper; the whole one is in the printed code

_GATES = {
    "block": "不得公开",
    "hold": "须处理后再审",
    "warn": "提示",
    "clear": "未发现须处理的内容",
}


def head(evidence: Evidence) -> dict[str, Any]:
    """What every paper on one release begins with."""
    fields = evidence.entry.fields if evidence.entry else {}
    catalog = pack("catalog").data
    types = catalog["item_types"]
    items = evidence.entry.items if evidence.entry else ()
    return {
        "release": evidence.release,
        "name": fields.get("name") or evidence.name,
        "state": evidence.state,
        "drill": evidence.drill,
        "entry": {
            field["id"]: {"title": field["zh"], "text": fields.get(field["id"]) or NONE}
            for field in catalog["fields"]
        },
        "items": [
            {
                "name": item.name,
                "type": types.get(item.type, item.type),
                "treated": "是" if item.sensitive else "否",
            }
            for item in items
        ]
        or [{"name": name, "type": NONE, "treated": NONE} for name in evidence.columns],
        "source": {
            "name": evidence.source.name,
            "sha256": evidence.source.sha256,
            "size": f"{evidence.source.size:,} 字节",
        },
        "rows": f"{evidence.rows:,}",
        "columns": str(len(evidence.columns)),
    }


def findings(evidence: Evidence) -> list[dict[str, str]]:
    """What was found in each column, what was done about it, and what the scan found after that."""
    done = {treated.column: treated.done for treated in evidence.treatments}
    left = evidence.residual.columns if evidence.residual else ()
    after = {(found.column, found.type): found.count for found in left}
    return [
        {
            "column": found.column,
            "type": evidence.titles.get(found.type, found.type),
            "level": LEVEL_NAMES[found.level].zh,
            "count": f"{found.count:,}",
            "treatment": done.get(found.column, "未处理" if evidence.residual else NONE),
            "after": f"{after.get((found.column, found.type), 0):,}" if evidence.residual else NONE,
        }
        for found in evidence.findings.columns
    ]


def treatments(evidence: Evidence) -> list[dict[str, str]]:
    """Every treatment of the recipe."""
    return [
        {"column": each.column, "done": each.done, "reason": each.reason or NONE}
        for each in evidence.treatments
    ]


def gate(findings: Findings) -> dict[str, Any]:
    """What the scan asks for, marks of secrecy first."""
    marks = [f"{mark.where.zh}：{mark.text}" for mark in findings.marks]
    return {
        "gate": _GATES[findings.gate],
        "marks": marks or ["未发现国家秘密标志、内部标志"],
        "grade": findings.grade.name.zh if findings.grade else NONE,
        "hidden": str(len(findings.hidden)),
    }


def quality(evidence: Evidence) -> dict[str, str]:
    """The data as the quality check found it."""
    report = evidence.quality
    if report is None:
        return {"score": NONE, "machine_readable": NONE, "problems": NONE}
    return {
        "score": percent(report.score),
        "machine_readable": "是" if report.machine_readable else "否",
        "problems": str(len(report.problems)),
    }


def signature(signed: Signed[Request] | Signed[Verdict] | None) -> dict[str, str]:
    """Who signed, when, and the beginning of what identifies the envelope."""
    if signed is None:
        return dict.fromkeys(("name", "role", "organisation", "person", "at", "digest"), NONE)
    signer = signed.statement.signer
    return {
        "name": signer.name,
        "role": ROLES[signer.role].zh,
        "organisation": signer.organisation,
        "person": signer.person,
        "at": minute(signed.statement.at),
        "digest": signed.digest[:_DIGITS],
    }


def opinions(evidence: Evidence) -> list[dict[str, Any]]:
    """The verdicts in their order, each with the level that it was given at."""
    route = evidence.request.statement.route if evidence.request else None
    return [
        opinion(signed)
        | {"level": route.levels[signed.statement.level - 1].title.zh if route else NONE}
        for signed in evidence.verdicts
    ]


def opinion(signed: Signed[Verdict]) -> dict[str, Any]:
    """A verdict with its boxes to look at: ☑公开 ☐免于公开 …."""
    verdict = signed.statement
    boxes = [("☑" if each == verdict.opinion else "☐") + each for each in OPINIONS]
    return signature(signed) | {
        "opinion": verdict.opinion,
        "boxes": "　".join(boxes),
        "basis": verdict.basis or NONE,
        "reason": verdict.reason or NONE,
        "comments": [
            f"“{each.column}”{f'第 {each.row} 行' if each.row else '列'}：{each.text}"
            for each in verdict.comments
        ],
    }


def links(evidence: Evidence) -> list[dict[str, str]]:
    """The chain that was signed for."""
    links = evidence.request.statement.links if evidence.request else ()
    return [{"kind": KIND_NAMES[link.kind].zh, "digest": link.digest[:_DIGITS]} for link in links]


def receipt(evidence: Evidence) -> dict[str, str]:
    """The platform's word, where there is one."""
    receipt = evidence.receipt
    if receipt is None:
        return dict.fromkeys(("platform", "at", "package"), NONE)
    return {
        "platform": receipt.signer.name,
        "at": minute(receipt.received),
        "package": receipt.sha256[:_DIGITS],
    }


def figure(told: Told) -> dict[str, str]:
    """One figure of the risk report."""
    return {
        "title": told.title,
        "value": told.value,
        "meaning": told.meaning,
        "care": "须注意" if told.care else "",
    }


def last(evidence: Evidence) -> str:
    """The opinion that counts: the last that was given."""
    return evidence.verdicts[-1].statement.opinion if evidence.verdicts else NONE


def minute(at: str) -> str:
    """A moment of the log (ISO 8601, UTC) as it is written on paper, in China's time."""
    moment = datetime.datetime.fromisoformat(at).astimezone(_CHINA)
    return moment.strftime("%Y-%m-%d %H:%M")
