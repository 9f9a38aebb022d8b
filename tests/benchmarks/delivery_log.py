"""How fast the event log verifies, and what that costs beside hashing alone.

    python -m tests.benchmarks.delivery_log [EVENTS]

Bare: SHA-256 over the same bodies, chained, read from the same encrypted database. Full: everything that
``log verify`` looks at. Events as acts leave them, twelve a release. By the clock, the database is read on a
second core; on a machine that is busy only CPU time is worth reading, and only their ratio.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import ROOT, Task, alternate

EVENTS = 300_000

_MAKE = """
from pathlib import Path
from sqlite_utils import Database
from app.core.workspace import database
from app.core.approval.routes import route
from app.core.pipeline import TRANSITIONS
from app.core.workspace import log
from app.core.workspace.log_chain import chained
from app.core.workspace.schema import migrations

ROLES = {{act.id: act for act in TRANSITIONS}}
WAY = ["import", "scan", "desensitize", "catalog", "check", "submit", "compare", "approve", "seal", "seal",
       "deliver", "withdraw"]
NAMES = {{"001": "张敏", "002": "李静"}}
FACTS = {{"submit": {{"route": log.canonical.as_json(route("one"))}}, "approve": {{"opinion": "公开"}}}}
digest = "5f" * 32

def make(path, events):
    db = Database(database.connect(Path(path), bytes(32)))
    migrations.apply(db)
    with db.atomic():
        rows, previous = [], log.START
        state, kept = "", {{}}
        for seq in range(1, events + 1):
            act = ROLES[WAY[(seq - 1) % len(WAY)]]
            release = f"R{{(seq - 1) // len(WAY) + 1:04d}}"
            person = "001" if act.role else "002"
            state = act.target or state
            body = {{
                "seq": seq, "at": f"2026-01-01T00:00:00.{{seq:09d}}+00:00", "act": act.id, "release": release,
                "actor": {{
                    "card": digest, "name": NAMES[person], "person": person,
                    "role": act.role or "reviewer", "organisation": "清溪县民政局",
                }},
                "produced": {{
                    kind.value: chained(digest, b"%d" % seq + kind.encode()) for kind in act.produces
                }},
                "voided": [], "state": state.value,
            }} | FACTS.get(act.id, {{}})
            text = log.canonical.encode(body)
            current = chained(previous, text)
            rows.append((seq, release, text.decode(), previous, current))
            previous = current
        db.conn.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
    db.close()
"""
_OPEN = """
import hashlib
from pathlib import Path
from sqlite_utils import Database
from app.core.workspace import database, log
db = Database(database.connect(Path({path!r}), bytes(32), read_only=True))
"""
_BARE = """
previous = bytes(32)
for (body,) in db.execute("SELECT body FROM events ORDER BY seq"):
    previous = hashlib.sha256(b"\\0" + previous + body.encode()).digest()
assert previous.hex() == log.head(db)[1]
"""
_FULL = """
check = log.verify_history(log.history(db))
assert check.valid, check.problems[:3]
"""


def main(events: int) -> None:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "log.db")
        scope: dict[str, object] = {}
        exec(_MAKE.format(), scope)  # noqa: S102 — the text above
        scope["make"](path, events)  # type: ignore[operator]
        setup = _OPEN.format(path=path)
        cost = alternate(Task(setup, _FULL), Task(setup, _BARE), rounds=5)
    sys.stdout.write(
        f"                by CPU     by the clock, events/s\n"
        f"bare chain  {events / cost.b.cpu:10,.0f}  {events / cost.b.elapsed:10,.0f}\n"
        f"log verify  {events / cost.a.cpu:10,.0f}  {events / cost.a.elapsed:10,.0f}   {cost.cpu:.2f} × bare\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
