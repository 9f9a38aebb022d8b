"""A line cut anywhere loses nothing; tests/benchmarks/delivery_faults.py cuts at every byte."""

import os
from pathlib import Path

import pytest

from app.core.model import Profile
from app.sandbox.server import Sandbox
from tests.cutting import CHUNK, Cut, Server, around, edges, random_cuts, try_cuts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "upload.bin"
    path.write_bytes(os.urandom(3 * CHUNK + 1234))
    return path


@pytest.fixture
def server(sandbox: Sandbox, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    monkeypatch.setattr(os, "fsync", lambda file: None)  # no power cut here, and hundreds of files
    uploads = sandbox.platform.folder / "uploads"
    return Server(
        profile,
        sandbox.profile.parent,
        "files",
        lambda location: (uploads / f"{location.rpartition('/')[2]}.bin").read_bytes(),
    )


def test_cuts_in_handshake_and_headers(server: Server, file: Path) -> None:
    first_chunk, back = edges(server, file)[1]
    there = [Cut(there=(place,)) for place in range(1, first_chunk + 600, 101)]
    answers = [Cut(back=(place,)) for place in range(1, back + 300, 101)]
    tally = try_cuts(server, file, there + answers)
    assert (tally.lost, tally.failures) == (0, [])
    assert tally.hit == tally.tried > 40


def test_cuts_at_chunk_edges(server: Server, file: Path) -> None:
    requests = edges(server, file)
    there = [Cut(there=(place,)) for place in around([there for there, _ in requests[1:]], 1)]
    back = [Cut(back=(place,)) for place in around([back for _, back in requests[1:]], 1)]
    tally = try_cuts(server, file, there + back)
    assert (tally.lost, tally.failures) == (0, [])


def test_the_last_answer_is_lost(server: Server, file: Path) -> None:
    """The server has all, and the client was not told."""
    *_, (_, before), (_, after) = edges(server, file)
    tally = try_cuts(server, file, [Cut(back=(place,)) for place in range(before, after, 40)])
    assert tally.survived == tally.tried > 3


def test_several_cuts_anywhere(server: Server, file: Path) -> None:
    tally = try_cuts(server, file, random_cuts(edges(server, file)[-1], 20, seed=1))
    assert (tally.lost, tally.failures) == (0, [])
    assert tally.hit > 20
