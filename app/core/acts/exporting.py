"""The treated table of a release as a file, in the form and the encoding that a person asks for."""

from pathlib import Path

from app.core.intake.writer import PLAIN, WriteOptions, Written, write_table
from app.core.jobs import Job
from app.core.model import Kind
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


def export_output(
    ws: Workspace,
    actor: Identity,
    release: str,
    path: Path,
    job: Job,
    *,
    overwrite: bool = False,
    options: WriteOptions = PLAIN,
) -> Written:
    """Write what is to be published, whole or not at all; the log tells that it left, and its digest.

    Raises ArtefactMissing where nothing was treated yet, and what write_table raises: CharactersLost for
    text that the form cannot hold.
    """
    table = ws.load_table(release, Kind.OUTPUT)
    written = write_table(table.data, path, job, overwrite=overwrite, options=options)
    ws.note("output-exported", actor.card, of=release, sha256=written.sha256)
    return written
