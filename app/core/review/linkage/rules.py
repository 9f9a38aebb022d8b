"""The numbers and words of the ``linkage`` pack."""

from functools import cache

from app.core import resources

PACK = "linkage"


@cache
def threshold(name: str) -> float:
    """A threshold by its id."""
    entries = resources.pack(PACK).data["thresholds"]
    return float(next(entry["value"] for entry in entries if entry["id"] == name))


def limit(name: str) -> int:
    """A threshold that counts something."""
    return int(threshold(name))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words by its id."""
    entries = resources.pack(PACK).data["words"]
    return frozenset(next(entry["words"] for entry in entries if entry["id"] == name))
