"""Whose signatures the platform takes.

trusted/       identity cards that may sign requests and verdicts, one JSON file each
roles/         instead of them: the agencies' roles documents
authorities/   and what is known of the agencies' certificate authorities
"""

import datetime
from collections.abc import Collection
from pathlib import Path

from app.core.files import write_atomically
from app.core.model import Card
from app.core.trust import canonical
from app.core.trust.roles.history import Document, open_document
from app.core.trust.roster import Authority, Roster
from app.core.trust.x509 import collecting
from app.core.trust.x509.authority import CertificateAuthority, Certified


class Vouching:
    """Read anew each time, so that a file can be dropped in."""

    def __init__(self, folder: Path) -> None:
        self._cards, self._roles, self._authorities = (
            folder / name for name in ("trusted", "roles", "authorities")
        )
        for place in (self._cards, self._roles, self._authorities):
            place.mkdir(parents=True, exist_ok=True)

    def trust(self, *cards: Card) -> None:
        """Let these people sign requests and verdicts."""
        for card in cards:
            _write(self._cards, canonical.digest(card), card)

    def adopt(self, document: Document) -> None:
        """Let an agency's roles document say who may sign for it; single cards then count no more.

        Raises :class:`ChainBroken` for one that does not hold, or does not follow the one in use.
        """
        history = open_document(document)
        name = canonical.digest(history.organisation)
        file = _file(self._roles, name)
        if file.exists():
            history.goes_on(open_document(_document(file)))
        _write(self._roles, name, document)

    def adopt_authority(self, organisation: str, file: Path) -> None:
        """Let a certificate authority vouch for an agency's cards, likewise; see collecting.anchored."""
        self._keep(collecting.anchored(self._known(), organisation, file))

    def bind(self, file: Path) -> Card:
        """Take over the certificate of a card; see :func:`collecting.bound`."""
        known, card = collecting.bound(self._known(), file)
        self._keep(known)
        return card

    def take_revocations(self, file: Path) -> None:
        """See :func:`collecting.revoking`."""
        self._keep(collecting.revoking(self._known(), file))

    def trusted(self) -> Collection[Card]:
        """Everyone who may sign."""
        histories = (open_document(_document(file)) for file in sorted(self._roles.glob("*.json")))
        certified = map(CertificateAuthority, self._known().values())
        authorities: tuple[Authority, ...] = (*histories, *certified)
        if authorities:
            return Roster(authorities, datetime.datetime.now(datetime.UTC))
        files = sorted(self._cards.glob("*.json"))
        return tuple(canonical.read_document(file, Card) for file in files)

    def _known(self) -> dict[str, Certified]:
        files = sorted(self._authorities.glob("*.json"))
        known = (canonical.read_document(file, Certified) for file in files)
        return {each.organisation: each for each in known}

    def _keep(self, known: Certified) -> None:
        _write(self._authorities, canonical.digest(known.organisation), known)


def _document(file: Path) -> Document:
    return canonical.read_document(file, Document)


def _file(folder: Path, digest: str) -> Path:
    return folder / f"{digest[:16]}.json"


def _write(folder: Path, digest: str, value: object) -> None:
    write_atomically(_file(folder, digest), [canonical.encode(value)])
