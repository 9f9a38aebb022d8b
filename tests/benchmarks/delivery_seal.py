"""What sealing and opening a package cost, against the same ciphers and hashes with nothing around them.

Sealing takes the digest of the data, encrypts it and takes the digest of the ciphertext; opening checks
the seal, decrypts and compares. The rival does the same in one bare loop over the whole file, by
the same library (OpenSSL's code, through cryptography). Both sides write or read a file. Run as
``python -m tests.benchmarks.delivery_seal [--megabytes N] [--dir DIR]``; a folder in memory spares the disk.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from app.core.trust.sealing import sealings
from tests.benchmarks.measure import Task, alternate

HEADING = "suite                          work  ours MB/s CPU  bare MB/s CPU  CPU ratio  peak MiB"
GOAL = 300  # MB of content sealed a second of CPU, in the suites without SM4

OURS = """
import os
from pathlib import Path
from app.core.delivery import package as packaging
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.core.trust.sealing import sealings
path = Path({path!r})
block = os.urandom(1 << 20)
def content(): return (block for _ in range({megabytes}))
key = sealings.get({suite!r}).key(bytes(32))
clerk = Identity.new("a", "b", "clerk", "")
"""
SEAL = """
packed = packaging.measured("data/data.csv", "output", content, {suite!r})
readers = packaging.Readers({suite!r}, (packaging.public_text(key),))
packaging.write(path, "0" * 32, [packed], readers, clerk, Job())
"""
OPEN = """
import hashlib
outside = packaging.read_outside(path, Job())
for member in packaging.read_inside(path, outside, key):
    digest = hashlib.sha256()
    for chunk in member.chunks:
        digest.update(chunk)
"""

BARE = """
import hashlib, os
from pathlib import Path
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from app.core.trust.sm3 import Sm3
from app.core.trust.sm4 import Sm4Gcm
path = Path({path!r})
block = os.urandom(1 << 20)
sm = {sm}
cipher = Sm4Gcm(bytes(16)) if sm else AESGCM(bytes(32))
def digests(): return [hashlib.sha256()] + [Sm3()] * sm
"""
BARE_SEAL = """
plain, sealed = digests(), digests()
view, number = memoryview(block), 0
with path.open("wb") as file:
    for _ in range({megabytes}):
        for digest in plain:
            digest.update(block)
        for at in range(0, 1 << 20, 1 << 16):
            chunk = cipher.encrypt(number.to_bytes(12, "big"), view[at : at + (1 << 16)], b"")
            number += 1
            for digest in sealed:
                digest.update(chunk)
            file.write(chunk)
    os.fsync(file.fileno())
"""
BARE_OPEN = """
sealed, plain = digests(), [hashlib.sha256()]
number = 0
with path.open("rb") as file:
    while chunk := file.read(1 << 20):
        for digest in sealed:
            digest.update(chunk)
    file.seek(0)
    while chunk := file.read((1 << 16) + 16):
        text = cipher.decrypt(number.to_bytes(12, "big"), chunk, b"")
        number += 1
        for digest in plain:
            digest.update(text)
"""


def main() -> int:
    """Exit status 1 where sealing is slower than it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--dir", type=Path, help="where the packages lie for a while")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    missed = False
    sys.stdout.write(HEADING + "\n")
    with tempfile.TemporaryDirectory(dir=args.dir) as folder:
        for suite, sealing in sealings.all().items():
            given = {
                "path": str(Path(folder) / "ours.gkp"),
                "megabytes": args.megabytes,
                "suite": suite,
                "sm": sealing.sm3,
            }
            bare = given | {"path": str(Path(folder) / "bare")}
            for work, ours, rival in (("seal", SEAL, BARE_SEAL), ("open", OPEN, BARE_OPEN)):
                found = alternate(
                    Task(OURS.format(**given), ours.format(**given)),
                    Task(BARE.format(**bare), rival.format(**bare)),
                    args.rounds,
                )
                speeds = [args.megabytes * 1.048576 / each.cpu for each in (found.a, found.b)]
                sys.stdout.write(
                    f"{suite:30} {work}  {speeds[0]:13.0f}  {speeds[1]:13.0f}"
                    f"  {found.cpu:9.2f}  {found.a.peak:8.0f}\n"
                )
                sys.stdout.flush()
                missed |= work == "seal" and not sealing.sm3 and speeds[0] < GOAL
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
