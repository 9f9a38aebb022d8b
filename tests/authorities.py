"""An agency with three administrators, a clerk and a reviewer, and its roles document."""

from dataclasses import dataclass
from functools import reduce

from app.core.model import Role
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import Document

AGENCY = "清溪县民政局"
START, END = "2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00"


def person(number: str, role: Role, organisation: str = AGENCY) -> Identity:
    return Identity.new(f"人{number}", number, role, organisation)


@dataclass(frozen=True)
class Agency:
    """``document``: signed by two of the three administrators."""

    admins: tuple[Identity, ...]
    clerk: Identity
    reviewer: Identity
    document: Document


def signed(document: Document, *admins: Identity) -> Document:
    return reduce(draft.sign, admins, document)


def agency(
    clerk: Identity | None = None,
    reviewer: Identity | None = None,
    start: str = START,
    end: str = END,
) -> Agency:
    admins = tuple(person(number, "admin") for number in ("901", "902", "903"))
    clerk = clerk or person("001", "clerk")
    reviewer = reviewer or person("002", "reviewer")
    document = draft.begin(AGENCY, 2, [admin.card for admin in admins], start, end)
    for one in (clerk, reviewer):
        document = draft.revise(document, start, draft.issue(one.card, start, end))
    return Agency(admins, clerk, reviewer, signed(document, *admins[:2]))
