"""Which release corrects which (勘误), and why; the reason lies sealed, for it may name what was wrong."""

from dataclasses import dataclass

from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

_SEALED = "correction"


@dataclass(frozen=True)
class Correction:
    """``release`` takes the place of ``corrects``, which is public."""

    release: str
    corrects: str
    reason: str


def keep(ws: Workspace, actor: Identity, correction: Correction) -> None:
    """File a correction with its event; one said before for the same release is replaced."""
    facts = {"of": correction.release, "corrects": correction.corrects}
    row = {
        "release": correction.release,
        "corrects": correction.corrects,
        "reason": ws.vault.seal_text(correction.reason, _SEALED),
    }
    with ws.recording("correction", actor.card, **facts) as db:
        db.table("corrections").upsert(row, pk="release")


def kept(ws: Workspace) -> dict[str, Correction]:
    """Every correction, by the release that corrects."""
    rows = ws.query("SELECT * FROM corrections")
    return {
        row["release"]: Correction(
            row["release"], row["corrects"], ws.vault.open_text(row["reason"], _SEALED)
        )
        for row in rows
    }
