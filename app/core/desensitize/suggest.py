"""A recipe proposed from findings, by the treatment that each type's rules name, with its reason."""

from collections.abc import Mapping
from typing import Any

from app.core import resources
from app.core.model import Findings, Recipe, Treatment


def suggest(findings: Findings, own: Mapping[str, Mapping[str, Any]] | None = None) -> Recipe:
    """One treatment for each column with a finding that may not be published as it is.

    Where a column holds several types, the strictest treatment is taken. ``own``: the treatments of
    an agency's own types.
    """
    treatments = dict(own or {}) | {
        type_id: pack.data["treatment"]
        for type_id, pack in resources.finding_types().items()
        if "treatment" in pack.data
    }
    strictest: dict[str, str] = {}
    for finding in findings.columns:
        if finding.level == "public" or finding.type not in treatments:
            continue
        known = strictest.get(finding.column)
        strict = treatments[finding.type]["strictness"]
        if known is None or strict > treatments[known]["strictness"]:
            strictest[finding.column] = finding.type
    return Recipe(
        tuple(
            Treatment(
                column,
                treatments[type_id]["operator"],
                treatments[type_id]["params"],
                treatments[type_id]["reason"],
            )
            for column, type_id in strictest.items()
        )
    )
