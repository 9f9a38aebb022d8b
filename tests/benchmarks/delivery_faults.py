"""Cut the line at every byte of handshake and headers, around every chunk's edge, and at random.

Against the platform in miniature, and with --npm against two servers that others wrote. Prints what
was tried, how many lines were really cut, how many uploads survived, and how many were lost: claimed to
be whole and not so. Run as
``python -m tests.benchmarks.delivery_faults [--npm] [--every N] [--runs N]``.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox.server import Sandbox
from tests import third_party_tus
from tests.cutting import CHUNK, Cut, Server, Tally, around, edges, random_cuts, try_cuts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", action="store_true", help="also @tus/server and @uploadx/core")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th byte")
    parser.add_argument("--runs", type=int, default=360, help="random runs against each server")
    args = parser.parse_args()
    tallies = []
    _say(f"{'fault':32s}{'tried':>8s}{'cut':>8s}{'survived':>10s}{'lost':>6s}   CPU s")
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        folder = Path(name)
        file = folder / "upload.bin"
        file.write_bytes(os.urandom(3 * CHUNK + 1234))
        server = _own(folder)
        tallies += [
            _row("own", fault, server, file, cuts) for fault, cuts in _all(server, file, args.every)
        ]
        tallies += [_random("own", server, file, args.runs)]
        for peer in third_party_tus.SERVERS if args.npm else ():
            (folder / peer).mkdir()
            with third_party_tus.running(peer, folder / peer) as other:
                tallies.append(_random(peer, other, file, args.runs))
    lost = sum(tally.lost for tally in tallies)
    tried, survived = sum(t.tried for t in tallies), sum(t.survived for t in tallies)
    _say(f"{'all':32s}{tried:8d}{sum(t.hit for t in tallies):8d}{survived:10d}{lost:6d}")
    return int(lost > 0 or survived < tried)


def _all(server: Server, file: Path, every: int) -> list[tuple[str, list[Cut]]]:
    """Every place that is worth a cut by itself."""
    requests = edges(server, file)
    first, last = requests[1], requests[-1]
    there = [Cut(there=(place,)) for place in range(1, first[0] + 400, every)]
    back = [Cut(back=(place,)) for place in range(1, last[1] + 1, every)]
    around_there = [Cut(there=(place,)) for place in around([there for there, _ in requests[1:]])]
    return [
        ("handshake, headers: there", there),
        ("handshake, headers: back", back),
        ("chunk edges ±2", around_there),
    ]


def _random(name: str, server: Server, file: Path, runs: int) -> Tally:
    return _row(name, "random", server, file, random_cuts(edges(server, file)[-1], runs, seed=3))


def _row(name: str, fault: str, server: Server, file: Path, cuts: list[Cut]) -> Tally:
    before = time.process_time()
    tally = try_cuts(server, file, cuts)
    spent = time.process_time() - before
    counts = f"{tally.tried:8d}{tally.hit:8d}{tally.survived:10d}{tally.lost:6d}"
    _say(f"{f'{name}: {fault}':32s}{counts}{spent:8.1f}")
    for failure in tally.failures:
        _say(f"    {failure}")
    return tally


def _own(folder: Path) -> Server:
    os.fsync = lambda file: None  # type: ignore[assignment] # no power cut here, thousands of files
    Sandbox.completed = lambda self, upload: None  # type: ignore[method-assign] # these are no packages
    sandbox = Sandbox(folder / "own")
    sandbox.start()
    profile = canonical.read_document(sandbox.profile, Profile)
    uploads = folder / "own" / "uploads"
    return Server(
        profile,
        sandbox.profile.parent,
        "files",
        lambda location: (uploads / f"{location.rpartition('/')[2]}.bin").read_bytes(),
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _memory() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    sys.exit(main())
