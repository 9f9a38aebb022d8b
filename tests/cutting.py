"""Uploads over a line that is cut at a chosen byte, and whether everything arrived all the same."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.transport import Transport
from app.core.delivery.tus import TusClient
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Profile
from tests.relay import Relay

CHUNK = 32 * 1024
Stored = Callable[[str], bytes]


@dataclass(frozen=True)
class Server:
    """Where it listens, and what lies under a location of an upload."""

    profile: Profile
    folder: Path
    endpoint: str
    stored: Stored

    @property
    def port(self) -> int:
        return int(self.profile.address.rpartition(":")[2])


@dataclass(frozen=True)
class Cut:
    """Bytes after which the first connections end, from the client and from the server."""

    there: tuple[int, ...] = ()
    back: tuple[int, ...] = ()


@dataclass
class Tally:
    """``hit``: lines that were really cut. ``lost``: uploads that claim to be whole and are not."""

    tried: int = 0
    survived: int = 0
    hit: int = 0
    lost: int = 0
    failures: list[str] = field(default_factory=list)


def upload(
    server: Server, file: Path, relay: Relay, step: Callable[[], None] = lambda: None
) -> str:
    """One upload through the relay; ``step`` is called before every request. Returns its location."""
    profile = replace(server.profile, address=f"https://127.0.0.1:{relay.port}")
    transport = Transport(profile, server.folder)
    call = transport.call

    def watched(method: str, path: str, **options: object) -> object:
        step()
        return call(method, path, **options)  # type: ignore[arg-type]

    transport.call = watched  # type: ignore[method-assign, assignment]
    client = TusClient(transport, server.endpoint, sizes=ChunkSizes(CHUNK, CHUNK), sleep=_soon)
    metadata = {"filename": file.name, "sha256": "0" * 64}
    try:
        return client.upload(file, metadata, None, lambda location: None, Job()).location
    finally:
        transport.close()


def edges(server: Server, file: Path) -> list[tuple[int, int]]:
    """How many bytes had passed, there and back, when each request after the first began, and at
    the end: before the checksums are asked for, before each chunk, after the last one."""
    relay = Relay(server.port)
    found: list[tuple[int, int]] = []

    def note() -> None:
        if relay._ways:
            found.append(relay.passed)

    upload(server, file, relay, note)
    time.sleep(0.05)  # the last bytes pass the relay's counter after the client has them
    relay.close()
    return [*found, relay.passed]


def around(places: Iterator[int] | list[int], margin: int = 2) -> list[int]:
    """Every place, and so many bytes before and after it."""
    near = {p + d for p in places for d in range(-margin, margin + 1)}
    return sorted(p for p in near if p > 0)


def try_cuts(server: Server, file: Path, cuts: list[Cut]) -> Tally:
    """Upload once for each cut."""
    tally, content = Tally(), file.read_bytes()
    for cut in cuts:
        relay = Relay(server.port, cut.there, cuts_back=cut.back)
        tally.tried += 1
        try:
            whole = server.stored(upload(server, file, relay)) == content
        except GongkaiError as error:
            tally.failures.append(f"{cut}: {error}")
        else:
            tally.survived += whole
            tally.lost += not whole
        finally:
            relay.close()
        tally.hit += relay.cut
    return tally


def random_cuts(total: tuple[int, int], count: int, seed: int) -> list[Cut]:
    """One to four cuts a run, on either way."""
    draw = random.Random(seed)
    there, back = total
    return [
        Cut(
            tuple(draw.randrange(1, there) for _ in range(draw.randint(1, 2))),
            tuple(draw.choice((0, draw.randrange(1, back))) for _ in range(2)),
        )
        for _ in range(count)
    ]


def _soon(seconds: float) -> None:
    """Long enough for a server to notice that a line is dead."""
    time.sleep(min(seconds, 0.01))
