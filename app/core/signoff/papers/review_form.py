"""保密审查表: what is to be published, what was found and done about it, and who signed for it.

Source: 保密法 (2024) art. 35, 36; 实施条例 (2024) art. 42, which asks for a review of every single item.
"""

from typing import Any

from app.core.signoff.papers import parts
from app.core.signoff.papers.evidence import Evidence


def content(evidence: Evidence) -> dict[str, Any]:
    """The form as data for its template; ``docs/papers.md`` lists the keys."""
    return {
        "title": "公共信息资源开放保密审查表",
        **parts.head(evidence),
        "findings": parts.findings(evidence),
        "gate": parts.gate(evidence.residual or evidence.findings),
        "treatments": parts.treatments(evidence),
        "quality": parts.quality(evidence),
        "convergence": list(evidence.convergence) or [parts.NONE],
        "request": parts.signature(evidence.request),
        "opinions": [parts.opinion(signed) for signed in evidence.verdicts],
        "links": parts.links(evidence),
        "receipt": parts.receipt(evidence),
    }
