"""A dataset as the public knows it: its editions that stand, and those that have ended.

Its key follows from whose it is and which, so that its address outlives every edition.
"""

from dataclasses import dataclass

from app.core.model import Entry
from app.core.trust import canonical
from app.sandbox.editions import Edition, owner
from app.sandbox.open_platform import Platform, Published
from app.sandbox.past import Ended


@dataclass(frozen=True)
class Series:
    """One dataset. ``standing`` and ``ended``: the latest first; one of them may be empty."""

    key: str
    organisation: str
    dataset: str
    standing: tuple[Published, ...]
    ended: tuple[Ended, ...]

    @property
    def title(self) -> str:
        return (self.standing or self.ended)[0].title

    @property
    def latest(self) -> Published:
        """The latest edition that stands. Raises IndexError where none does."""
        return self.standing[0]

    @property
    def entry(self) -> Entry:
        """The latest edition's entry. Raises IndexError where none stands."""
        return self.latest.entry


def key_of(edition: Edition) -> str:
    """The name of a dataset in addresses: 16 hex digits."""
    return canonical.digest(owner(edition))[:16]


def all_series(platform: Platform) -> dict[str, Series]:
    """Every dataset that is or was public, by its key."""
    standing: dict[str, list[Published]] = {}
    ended: dict[str, list[Ended]] = {}
    for item in platform.catalog():
        standing.setdefault(key_of(item.edition), []).append(item)
    for past in platform.past.all():
        ended.setdefault(key_of(past.edition), []).append(past)
    found = {}
    for key in {**standing, **ended}:
        here = sorted(standing.get(key, []), key=lambda item: item.edition.approved, reverse=True)
        there = ended.get(key, [])
        edition = (here or there)[0].edition
        found[key] = Series(key, edition.organisation, edition.dataset, tuple(here), tuple(there))
    return found


def public(platform: Platform) -> list[Series]:
    """The datasets with an edition that stands."""
    return [series for series in all_series(platform).values() if series.standing]
