"""演练: a workspace of its own, of invented people and data, with a platform on this computer only."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.core import acts, agency, resources
from app.core.errors import WorkspaceLocked
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.core.workspace import lock
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.ui import rehearsal

AGENCY = "清溪县民政局（演练）"
AGENCY_CODE = "11330000002482090Q"
CLERK, REVIEWER = "张敏", "李静"
# Told in the window. In letters: an input method is off in a field that hides what is typed.
PASSPHRASE = "yanlian"  # noqa: S105 — of invented people
PREFIX = "gongkai-training-"
EXAMPLE = "subsistence-allowance.xlsx"


@dataclass(frozen=True)
class Training:
    """What is made for one training, and goes with it."""

    folder: Path
    ws: Workspace
    clerk: Identity
    sandbox: Sandbox

    def end(self) -> None:
        """Leave nothing behind; the workspace and the platform are closed by then."""
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare(job: Job) -> Training:
    """Make everything anew, so that each training begins at the beginning."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    ws = Workspace.create(folder / "workspace", PASSPHRASE)
    agency.mark_as_drill(ws)
    ws.set_setting("provider", AGENCY)
    ws.set_setting("provider_code", AGENCY_CODE)
    job.report(1, 4)
    clerk = ws.new_identity(CLERK, "0001", "clerk", AGENCY, PASSPHRASE)
    job.report(2, 4)
    ws.new_identity(REVIEWER, "0002", "reviewer", AGENCY, PASSPHRASE)
    job.report(3, 4)
    sandbox = rehearsal.start(ws)
    ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    job.report(4, 4)
    return Training(folder, ws, clerk, sandbox)


def clear_away() -> None:
    """Remove what is left of trainings that were killed: whoever tries the program out may do so with a
    real table, and everybody knows the passphrase. One that is still open holds its lock.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        workspace = folder / "workspace"
        if not _is_own(folder) or not (workspace / "lock").exists():
            continue
        try:
            lock.take(workspace).release()
        except WorkspaceLocked:
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    """Whether we have made it: others may put what they like beside it, and links to our own folders."""
    return not folder.is_symlink() and (
        not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    )


def example() -> Path:
    """The table that the training begins with; everyone in it is invented."""
    return resources.path("examples", EXAMPLE)
