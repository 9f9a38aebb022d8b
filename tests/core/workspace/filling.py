"""Work in a workspace until it can hold no more, by a small disk or by a limit on each file.

``python filling.py FOLDER files|events disk|file``: what is written, and what runs out. Ends with
status 0 if every refusal was told as such, left nothing half-done, and the workspace opens afterwards.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import OutputUnwritable
from app.core.model import Card, Kind
from app.core.trust import canonical
from app.core.trust.identity import Stretching
from app.core.workspace.store import Workspace

CONTENT = bytes(700_000)


def main(folder: Path, what: str, limit: str) -> None:
    Stretching.MEMORY, Stretching.ITERATIONS = 64, 1
    with Workspace.create(folder, "pw") as ws:
        clerk = ws.new_identity("张敏", "001", "clerk", "", "a").card
        with ws.act("import", None, clerk, "x") as record:
            record.put(Kind.SOURCE, "source")
            record.put(Kind.TABLE, "table")
        ws.set_setting("kept", "yes")
        with file_limit() if limit == "file" else disk_limit(folder):
            done = sum(iter(lambda: write(ws, what, clerk), 0))
            for _ in range(3):
                assert write(ws, what, clerk) == 0
    assert not list(folder.rglob("*.part")), "half a file is left"
    with Workspace.open(folder, "pw") as ws:
        assert ws.setting("kept") == "yes"
        assert ws.load("R0001", Kind.TABLE, str) == "table"
        assert ws.log_head()[0] == 2 + done
        assert ws.verify_log().valid
        assert ws.vault.names() == {row["blob"] for row in ws.query("SELECT blob FROM artefacts")}
    sys.stdout.write(f"{done} done before it was full\n")


def write(ws: Workspace, what: str, clerk: Card) -> int:
    """How many events were added: one, or none where it was refused as it should be."""
    before = ws.vault.names(), ws.log_head()
    try:
        if what == "files":
            with ws.act("scan", "R0001", clerk) as record:
                grown = CONTENT * (ws.log_head()[0] - 1)
                record.put_bytes(Kind.FINDINGS, [grown], canonical.digest_bytes([grown]))
        else:
            ws.note("note", clerk, text="x" * 200_000)
    except OutputUnwritable:
        assert (ws.vault.names(), ws.log_head()) == before, "something half-done is left"
        return 0
    return 1


@contextmanager
def file_limit() -> Iterator[None]:
    """No file may grow beyond 2 MB."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def disk_limit(folder: Path) -> Iterator[None]:
    """The disk is small by itself; a file beside the workspace is what can be spared afterwards."""
    spare = folder.with_name("spare")
    spare.write_bytes(bytes(500_000))
    yield
    spare.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "ws", sys.argv[2], sys.argv[3])
