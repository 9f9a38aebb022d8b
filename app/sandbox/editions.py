"""Which package of a dataset may follow which: never an older approval after a newer one.

editions/    one file a dataset: the latest approval that was published, be it withdrawn since
replaced/    by package digest: what was published until a correction, or the same release sealed anew,
             took its place

Source: the monotonic versions of TUF (rollback attacks), applied to a dataset's approvals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.verify import Opened
from app.core.errors import ChainBroken
from app.core.files import write_atomically
from app.core.model import Kind
from app.core.trust import canonical


@dataclass(frozen=True)
class Edition:
    """One publication of a dataset. ``approved``: when the verdict was signed, ISO 8601 in UTC.

    ``replaces``: the digest of the package that it corrects, for a ``reason``; else both are "".
    """

    dataset: str
    organisation: str
    verdict: str
    approved: str
    replaces: str
    reason: str


@dataclass(frozen=True)
class Replaced:
    """An edition of the past: ``by`` is the package that took its place."""

    sha256: str
    edition: Edition
    by: str


def edition_of(opened: Opened) -> Edition:
    """What a package says of its place among others, as its clerk and reviewer have signed it."""
    manifest = opened.manifest
    verdict = next(link.digest for link in manifest.links if link.kind is Kind.VERDICT)
    return Edition(
        manifest.dataset,
        manifest.signer.organisation,
        verdict,
        opened.verdicts[-1].at,
        manifest.replaces,
        manifest.reason,
    )


class Editions:
    """The platform's memory of what followed what. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._latest = folder / "editions"
        self._replaced = folder / "replaced"

    def outdated(
        self, new: Edition, claimed: str, standing: Iterable[tuple[str, Edition]]
    ) -> tuple[str, ...]:
        """The packages among those ``standing`` whose place the package ``claimed`` takes.

        Raises :class:`ChainBroken` for an approval older than one that was published, and for a
        correction of what is not here or is another agency's.
        """
        same = {sha256 for sha256, old in standing if old.verdict == new.verdict} - {claimed}
        if new.replaces:
            corrected = dict(standing).get(new.replaces) or self._known(new.replaces, claimed)
            if corrected is None or owner(corrected) != owner(new):
                raise _misplaced(
                    "没有可以更正的发布", "there is nothing here that it could correct"
                )
            if corrected.approved >= new.approved:
                raise _misplaced("更正比被更正的更早", "it is older than what it is to correct")
            return (new.replaces, *same)
        if new.approved < self._last(new):
            raise _misplaced(
                "已发布过更新的一期", "a newer approval of this dataset was published before"
            )
        return tuple(same)

    def replaced(self, sha256: str) -> Replaced | None:
        """What took a package's place, or None."""
        file = self._replaced / f"{sha256}.json"
        return canonical.read_document(file, Replaced) if file.exists() else None

    def publish(self, new: Edition) -> None:
        """Remember a publication."""
        latest = max(new.approved, self._last(new))
        write_atomically(self._file(new), [canonical.encode(latest)])

    def replace(self, sha256: str, edition: Edition, by: str) -> None:
        """Remember that the package ``by`` took the place of another."""
        kept = Replaced(sha256, edition, by)
        write_atomically(self._replaced / f"{sha256}.json", [canonical.encode(kept)])

    def _known(self, sha256: str, by: str) -> Edition | None:
        """What this very package has replaced before it was stopped half-way."""
        kept = self.replaced(sha256)
        return kept.edition if kept and kept.by == by else None

    def _last(self, edition: Edition) -> str:
        file = self._file(edition)
        return canonical.read_document(file, str) if file.exists() else ""

    def _file(self, edition: Edition) -> Path:
        return self._latest / f"{canonical.digest(owner(edition))}.json"


def _misplaced(zh: str, en: str) -> ChainBroken:
    return ChainBroken.at("manifest", zh, en, rule="edition")


def owner(edition: Edition) -> list[str]:
    """Whose dataset it is, and which."""
    return [edition.organisation, edition.dataset]
