"""Who is counted: persons, known by the staff number that their agency gave them.

Two agencies may both have a 001. Yet nobody may become two persons by taking a second card, so a number is
another's only where that is certain: the request's route names one of the agencies, so that everybody on it
signs for there being two, and the names differ too.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.core.spelling import normal


class Named(Protocol):
    """A card, a signature, or whoever acted."""

    @property
    def name(self) -> str: ...

    @property
    def organisation(self) -> str: ...

    @property
    def person(self) -> str: ...


@dataclass(frozen=True, order=True)
class Person:
    """What of a card tells whose it is; ``person``: the staff number."""

    name: str
    organisation: str
    person: str

    @classmethod
    def of(cls, one: "Named | str") -> "Person":
        """Whose a card is; requests of earlier builds give numbers only, and no agency is certain."""
        if isinstance(one, str):
            return cls("", "", one)
        return cls(one.name, one.organisation, one.person)

    @classmethod
    def acted(cls, actor: Mapping[str, str]) -> "Person":
        """Who did what an event of the log tells."""
        return cls(actor["name"], actor.get("organisation", ""), actor["person"])


def may_be_one(one: Named, other: Named, agencies: Collection[str]) -> bool:
    """Whether two may be the same human being; ``agencies``: those that the route names."""
    if one.person != other.person:
        return False
    theirs = {normal(one.organisation), normal(other.organisation)}
    certain = len(theirs) == 2 and "" not in theirs and not theirs.isdisjoint(map(normal, agencies))
    return not certain or normal(one.name) == normal(other.name)
