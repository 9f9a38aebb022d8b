"""保密审查情况汇总表: what was judged in a month, one row a release, for the secrecy office."""

from collections.abc import Sequence
from typing import Any

from app.core.signoff.papers import parts
from app.core.signoff.papers.evidence import Evidence


def content(
    month: str, organisation: str, releases: Sequence[Evidence], made: str
) -> dict[str, Any]:
    """The summary of ``month`` (CCYY-MM) as data for its template.

    ``releases``: those that were judged in that month, the earliest first. ``made``: the day of the
    paper, CCYY-MM-DD.
    """
    rows = [_row(number, evidence) for number, evidence in enumerate(releases, 1)]
    last = [parts.last(evidence) for evidence in releases]
    return {
        "title": "公共信息资源开放保密审查情况汇总表",
        "month": f"{month[:4]} 年 {int(month[5:])} 月",
        "organisation": organisation,
        "made": made,
        "rows": rows,
        "total": str(len(rows)),
        "totals": [{"opinion": each, "count": str(last.count(each))} for each in parts.OPINIONS],
        "drill": any(evidence.drill for evidence in releases),
    }


def _row(number: int, evidence: Evidence) -> dict[str, str]:
    head = parts.head(evidence)
    signed = [parts.opinion(each) for each in evidence.verdicts]
    return {
        "number": str(number),
        "name": head["name"],
        "code": head["entry"]["code"]["text"],
        "provider": head["entry"]["provider"]["text"],
        "clerk": parts.signature(evidence.request)["name"],
        "reviewers": "、".join(each["name"] for each in signed) or parts.NONE,
        "opinion": parts.last(evidence),
        "basis": signed[-1]["basis"] if signed else parts.NONE,
        "at": signed[-1]["at"] if signed else parts.NONE,
        "state": evidence.state,
    }
