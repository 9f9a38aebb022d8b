"""tus servers that others wrote, from npm, behind mutual TLS on loopback."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from platformdirs import user_cache_path

from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox.server import Sandbox
from tests.cutting import Server

HERE = Path(__file__).parent
PACKAGES = ("@tus/server@2.4.5", "@tus/file-store@2.1.1", "@uploadx/core@7.0.3")
SERVERS = ("tus_server", "uploadx")


class NotAvailable(Exception):
    """Node, npm or the network is missing; the message says which."""


def modules() -> Path:
    """The folder with the packages, installed once a machine. Raises :class:`NotAvailable`."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotAvailable("node and npm are not installed")
    folder = user_cache_path("gongkai-tests") / "tus-servers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--prefer-offline", *PACKAGES],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode:
        raise NotAvailable(f"npm cannot install them: {done.stderr.strip()[-200:]}")
    return folder


@contextmanager
def running(name: str, folder: Path) -> Iterator[Server]:
    """One of SERVERS, with certificates of its own. Raises :class:`NotAvailable`."""
    packages = modules()
    sandbox = Sandbox(folder / "platform")  # never started: it makes the certificates and a profile
    sandbox.stop()
    uploads = folder / "uploads"
    uploads.mkdir()
    command = ["node", str(HERE / f"{name}.mjs"), str(folder / "platform"), str(uploads)]
    with subprocess.Popen(command, cwd=packages, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            profile = canonical.read_document(sandbox.profile, Profile)
            yield Server(
                replace(profile, address=f"https://127.0.0.1:{port}"),
                sandbox.profile.parent,
                "files",
                lambda location: (uploads / location.rpartition("/")[2]).read_bytes(),
            )
        finally:
            process.terminate()
