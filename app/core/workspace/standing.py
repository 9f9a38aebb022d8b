"""What the log says that stands and what was shredded, against what the database holds."""

from typing import Any

import msgspec
from sqlite_utils import Database

from app.core.model import Problem
from app.core.pipeline import ACTS
from app.core.text import Text
from app.core.workspace.event_body import Event

_TOLD = Text("与日志不符", "it is not what the log says")


class Standing:
    """The artefacts that stand after the events so far, with their digests."""

    def __init__(self) -> None:
        self._releases: dict[str | None, dict[str, str]] = {}
        self._shredded: set[tuple[int, str]] = set()  # (event that made it, kind)

    def follow(self, event: Event) -> None:
        """Raises TypeError or ValueError for an event that does not tell what it must."""
        if event.act == "shred":
            told: Any = event.artefacts
            self._shredded |= {(made_by, kind) for made_by, kind in told}
        replaced = _REPLACES.get(event.act)
        if replaced is None:
            return
        here = self._releases.setdefault(event.release, {})
        for kind in replaced & here.keys():
            del here[kind]
        here.update(msgspec.to_builtins(event.produced))

    def differences(self, db: Database) -> list[Problem]:
        """Artefacts that stand, or were shredded, otherwise than the log says."""
        standing: dict[str | None, dict[str, str]] = {}
        for row in db.query("SELECT release, kind, digest FROM artefacts WHERE voided_by IS NULL"):
            standing.setdefault(row["release"], {})[row["kind"]] = row["digest"]
        problems = [
            Problem(str(release), "artefacts-differ", _TOLD)
            for release in sorted({*standing, *self._releases}, key=str)
            if standing.get(release) != self._releases.get(release)
        ]
        gone = db.query("SELECT made_by, kind FROM artefacts WHERE shredded IS NOT NULL")
        shredded = {(row["made_by"], row["kind"]) for row in gone}
        return problems + [
            Problem(
                f"event {made_by}",
                "shredding-differs",
                Text("与销毁记录不符", f"{kind}: not as shredded"),
            )
            for made_by, kind in sorted(shredded ^ self._shredded)
        ]


_REPLACES = {id: frozenset(kind.value for kind in act.replaces) for id, act in ACTS.items()}
