"""What is filed of a review: the request that stands, and the verdicts on it so far."""

from typing import Protocol, TypeVar

from app.core.model import Envelope, Kind
from app.core.trust.statements import Answered, follow

T = TypeVar("T")

Verdicts = tuple[Envelope, ...]
"""The artefact: everyone's verdict, in the order in which they were given."""


class Filed(Protocol):
    """Where artefacts lie."""

    def standing(self, release: str) -> dict[Kind, str]: ...

    def load(self, release: str, kind: Kind, model: type[T]) -> T: ...


def verdicts(filed: Filed, release: str) -> Verdicts:
    """The verdicts that stand, in the order in which they were given; none before the first."""
    if Kind.VERDICT not in filed.standing(release):
        return ()
    return filed.load(release, Kind.VERDICT, Verdicts)


def answered(filed: Filed, release: str) -> Answered:
    """The request that stands, and what was answered to it so far. Raises ArtefactMissing, ChainBroken."""
    return follow(filed.load(release, Kind.REQUEST, Envelope), verdicts(filed, release))
