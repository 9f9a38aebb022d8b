"""A recipe proposed from findings, by the ``treatments`` pack, with a reason for every column."""

from app.core import resources
from app.core.model import Findings, Recipe, Treatment


def suggest(findings: Findings) -> Recipe:
    """One treatment for each column with a finding that may not be published as it is.

    Where a column holds several types, the treatment of the strictest one is taken; the pack's
    order is that of strictness.
    """
    pack = resources.pack("treatments").data
    order = list(pack["types"])
    strictest: dict[str, str] = {}
    for finding in findings.columns:
        if finding.level == "public" or finding.type not in order:
            continue
        known = strictest.get(finding.column)
        if known is None or order.index(finding.type) < order.index(known):
            strictest[finding.column] = finding.type
    return Recipe(
        tuple(
            Treatment(
                column,
                pack["types"][type_id]["operator"],
                pack["types"][type_id]["params"],
                pack["types"][type_id]["reason"],
            )
            for column, type_id in strictest.items()
        )
    )
