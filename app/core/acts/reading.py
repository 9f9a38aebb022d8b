"""通读: running text before a person's eyes, and what of it somebody has not opened yet."""

from app.core import agency
from app.core.approval.persons import Person
from app.core.jobs import Job
from app.core.model import Card, Findings, Kind
from app.core.review.reading import Reading
from app.core.review.scan import read_through as column_texts
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


def read_through(
    ws: Workspace, actor: Identity, release: str, kind: Kind, column: str, job: Job
) -> Reading:
    """The texts of a column for a person's eyes, with what was found in them; the log says who opened them.

    ``kind``: TABLE or OUTPUT.
    """
    table = ws.load_table(release, kind)
    texts = column_texts(table, column, job, own=agency.rules(ws))
    ws.note("read", actor.card, table=ws.standing(release)[kind], column=column)
    return texts


def unread(ws: Workspace, release: str, reader: Card) -> tuple[str, ...]:
    """The columns of running text in the output that a person has not opened."""
    table, whose = ws.standing(release)[Kind.OUTPUT], Person.of(reader)
    read = {
        event["column"]
        for event in ws.events()
        if event["act"] == "read"
        and (event["table"], Person.acted(event["actor"])) == (table, whose)
    }
    texts = ws.load(release, Kind.RESIDUAL, Findings).long_texts
    return tuple(text.column for text in texts if text.column not in read)
