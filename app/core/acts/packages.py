"""A sealed package that somebody opens: whose it is, and whether it holds."""

from pathlib import Path

from app.core.delivery.package import read_header
from app.core.delivery.verify import verify_package
from app.core.errors import ChainBroken
from app.core.jobs import Job
from app.core.model import Check, Kind
from app.core.trust import canonical
from app.core.trust.sealing import SealingKey, sealings
from app.core.workspace.store import Workspace


def release_of_package(ws: Workspace, sha256: str) -> str | None:
    """The release that was sealed into the package of this digest; None for another's package."""
    sealed = (each.id for each in ws.releases() if ws.standing(each.id).get(Kind.PACKAGE) == sha256)
    return next(sealed, None)


def look_at_package(ws: Workspace, path: Path, job: Job) -> tuple[str | None, Check]:
    """The release here that the package holds, if any, and whether all holds that can be seen here.

    Raises FileMissing.
    """
    check = verify_package(path, job, key=_own_key(ws, path), trusted=ws.trusted())
    return release_of_package(ws, canonical.digest_file(path)), check


def _own_key(ws: Workspace, path: Path) -> SealingKey | None:
    """The agency's key of the package's suite; None where the front cannot be read."""
    try:
        suite = read_header(path).suite
    except ChainBroken:
        return None
    return ws.vault.sealing_key(suite) if suite in sealings.all() else None
