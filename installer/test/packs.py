"""Policy packs of a made-up bureau, good and bad: ``python -m installer.test.packs FOLDER``.

first.json is version 2, newer.json 3; older.json 1, tampered.json changed after it was signed,
expired.json, unsigned.json with one signature of two, foreign.json another bureau's. digest.txt: the bureau's.
"""

import sys
from dataclasses import replace
from pathlib import Path

from app.core.fleet import signed
from app.core.trust import canonical
from tests.policies import Bureau

PAST = "2026-03-02T00:00:00+00:00"


def write(folder: Path) -> None:
    """Lay the packs into ``folder``."""
    bureau, other = Bureau(), Bureau()
    first = bureau.sign(bureau.pack(2, settings={"retention_days": 30}, locked=("retention_days",)))
    packs = {
        "first": first,
        "newer": bureau.sign(bureau.pack(3, settings={"retention_days": 20})),
        "older": bureau.sign(bureau.pack(1)),
        "expired": bureau.sign(bureau.pack(4, expires=PAST)),
        "unsigned": bureau.sign(bureau.pack(4), bureau.admins[0]),
        "foreign": other.sign(other.pack(9)),
        # What two administrators have signed, under it what they have not.
        "tampered": replace(
            bureau.sign(bureau.pack(4)), payload=signed.unsigned(bureau.pack(5)).payload
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, pack in packs.items():
        (folder / f"{name}.json").write_bytes(canonical.encode(pack))
    digest = signed.read_pack(folder / "first.json").issuer
    (folder / "digest.txt").write_text(digest, encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
