"""数据安全风险评估报告: what the output still tells of persons, in figures and in words."""

from typing import Any

from app.core.signoff.papers import parts
from app.core.signoff.papers.evidence import Evidence


def content(evidence: Evidence) -> dict[str, Any]:
    """The report as data for its template; ``docs/papers.md`` lists the keys."""
    return {
        "title": "公共信息资源开放数据安全风险评估报告",
        **parts.head(evidence),
        "findings": parts.findings(evidence),
        "gate": parts.gate(evidence.residual or evidence.findings),
        "treatments": parts.treatments(evidence),
        "figures": [parts.figure(told) for told in evidence.figures],
        "conclusions": list(evidence.conclusions) or [parts.NONE],
        "convergence": list(evidence.convergence) or [parts.NONE],
    }
