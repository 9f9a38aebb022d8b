"""What goes on paper beside a medium: which package it carries, and a code to compare by eye."""

import base64
from dataclasses import dataclass
from pathlib import Path

from app.core.text import Text
from app.core.trust import canonical


@dataclass(frozen=True)
class Ticket:
    """An export that awaits its receipt. ``sha256`` of the package; ``at``: ISO 8601, UTC."""

    release: str
    sha256: str
    size: int
    at: str

    @property
    def code(self) -> str:
        """See :func:`code_of`."""
        return code_of(self.sha256)

    @property
    def text(self) -> Text:
        """The ticket as it is printed. It names no dataset: paper is lost like anything else."""
        return _PAPER.format(code=self.code, sha256=self.sha256, size=f"{self.size:,}", at=self.at)


def code_of(sha256: str) -> str:
    """The first 80 bits of a digest as four groups of four letters (base32, RFC 4648)."""
    letters = base64.b32encode(bytes.fromhex(sha256)[:10]).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def ticket_file(package: Path) -> Path:
    """Where the ticket of a package lies."""
    return package.with_name(f"{package.name}.ticket.json")


def awaited(package: Path, sha256: str | None) -> Ticket | None:
    """The ticket of a package of this digest, if it was exported; one of an earlier package is void."""
    file = ticket_file(package)
    if not file.is_file():
        return None
    ticket = canonical.read_document(file, Ticket)
    return ticket if ticket.sha256 == sha256 else None


_PAPER = Text(
    "封装包交接单\n核对码  {code}\nSHA-256 {sha256}\n大小    {size} 字节\n导出    {at}\n"
    "接收方：请核对平台读出的核对码与本单一致，再签回执。\n交出人：          接收人：          日期：",
    "Package hand-over ticket\ncode    {code}\nSHA-256 {sha256}\nsize    {size} bytes\nexport  {at}\n"
    "Receiver: compare the code that the platform reads with this one before signing the receipt.\n"
    "handed over by:          received by:          date:",
)
