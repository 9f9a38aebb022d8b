"""What a letter says of itself, under its sender's signature; the format is told in docs/handover.md."""

from dataclasses import dataclass
from typing import Literal

from app.core.model import Card, Envelope, Kind, PackedFile
from app.core.trust import in_toto

LETTER = "letter.json"
REQUEST, VERDICTS = "request.json", "verdicts.json"
CONVERGENCE, CHECKPOINT = "convergence.json", "checkpoint.json"
SOURCE = "source"

SUFFIXES = {"request": ".gkrequest", "verdict": ".gkverdict"}
"""What a letter is called on a stick, by its kind."""

DOCUMENTS = {
    Kind.FINDINGS: "findings.json",
    Kind.RECIPE: "recipe.json",
    Kind.RESIDUAL: "residual.json",
    Kind.ENTRY: "entry.json",
    Kind.QUALITY: "quality.json",
}
TABLES = {Kind.TABLE: "table.arrow", Kind.OUTPUT: "output.arrow"}


@dataclass(frozen=True)
class Letter:
    """A request for review, or verdicts on one.

    ``origin``: the log of the workspace in which the release is at home, by the hash of its first event;
    ``release``: its id there, ``name`` what it is called. ``request``: the digest of the clerk's request.
    ``receivers``: sealing keys, all for whom it was sealed, so that nobody can pass it on as if it had
    been sent to a third. ``files``: everything else inside, in order. ``withheld``: what is known by its
    digest only. ``reply``: the sender's address.
    """

    id: str
    kind: Literal["request", "verdict"]
    origin: str
    release: str
    name: str
    request: str
    receivers: tuple[str, ...]
    files: tuple[PackedFile, ...]
    withheld: tuple[Kind, ...]
    reply: Envelope
    signer: Card
    at: str


@in_toto.digests.register
def _(value: Letter) -> dict[str, str]:
    return {file.name: file.sha256 for file in value.files}
