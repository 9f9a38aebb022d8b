"""What is wrong between here and a platform, told in words, against real servers with real faults."""

import datetime
import json
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.delivery.diagnosis import LAYERS, Step, diagnose
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from tests.proxy import ConnectProxy
from tests.tls_server import Fault, TlsServer

DAYS = datetime.timedelta(days=1)
Serve = Callable[..., TlsServer]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server with a fault."""
    running: list[TlsServer] = []
    card = Identity.new("p", "p", "platform", "").card
    platform = Profile("x", "gateway", "", "", "", "", "", card)

    def start(client_valid: datetime.timedelta = 90 * DAYS, **fault: object) -> TlsServer:
        server = TlsServer(tmp_path, platform, Fault(**fault), client_valid)  # type: ignore[arg-type]
        running.append(server)
        return server

    yield start
    for server in running:
        server.close()


def walk(server: TlsServer, **changes: str) -> tuple[Step, ...]:
    profile = replace(server.profile, **changes)
    return diagnose(profile, server.folder, datetime.datetime.now(datetime.UTC))


def worst(steps: tuple[Step, ...]) -> Step:
    """The one step that is not well."""
    (found,) = [step for step in steps if step.verdict != "ok"]
    assert found.advice is not None
    return found


def test_all_is_well(serve: Serve) -> None:
    steps = walk(serve())
    assert [step.layer for step in steps] == [layer for layer in LAYERS if layer != "proxy"]
    assert {step.verdict for step in steps} == {"ok"}


@pytest.mark.parametrize(
    ("fault", "layer", "said"),
    [
        ({"valid": -DAYS}, "tls", "expired"),
        ({"rogue": True}, "tls", "issuer is not trusted"),
        ({"host": "127.0.0.2"}, "tls", "for another address"),
        ({"maximum": ssl.TLSVersion.TLSv1_2}, "tls", "TLSv1.2 only"),
        ({"status": 403}, "answer", "403"),
        ({"status": 503}, "answer", "503"),
        ({"headers": {}}, "answer", "204"),
        ({"skew": datetime.timedelta(hours=3)}, "clock", "180 minutes behind"),
        ({"skew": -datetime.timedelta(hours=3)}, "clock", "180 minutes ahead"),
    ],
)
def test_each_fault_is_named_at_its_layer(
    serve: Serve, fault: dict[str, object], layer: str, said: str
) -> None:
    step = worst(walk(serve(**fault)))
    assert step.layer == layer
    assert said in step.found.en


@pytest.mark.parametrize(
    ("days", "verdict", "said"),
    [
        (90, "ok", "in 89 days"),
        (29, "warn", "in 28 days"),
        (6, "warn", "in 5 days"),
        (0.5, "warn", "in 0 days"),
    ],
)
def test_our_certificate_is_watched(serve: Serve, days: float, verdict: str, said: str) -> None:
    step = walk(serve(client_valid=days * DAYS))[1]
    assert (step.layer, step.verdict) == ("client-certificate", verdict)
    assert said in step.found.en


def test_our_certificate_is_over(serve: Serve) -> None:
    steps = walk(serve(client_valid=-DAYS))
    assert steps[-1].layer == "client-certificate"
    assert "expired" in worst(steps).found.en


def test_nobody_is_there(serve: Serve) -> None:
    server = serve()
    assert worst(walk(server, address="https://127.0.0.1:1")).layer == "port"
    assert worst(walk(server, address="https://no-such-host.invalid")).layer == "name"
    assert worst(walk(server, ca="none.pem")).layer == "certificates"
    assert worst(walk(server, address="http://127.0.0.1")).layer == "certificates"


def test_a_port_that_does_not_speak_tls(serve: Serve) -> None:
    with ConnectProxy() as plain:  # answers in plain HTTP
        step = worst(walk(serve(), address=f"https://127.0.0.1:{plain.port}"))
    assert step.layer == "tls"


def test_through_a_proxy(serve: Serve) -> None:
    server = serve()
    with ConnectProxy() as proxy:
        steps = walk(server, proxy=f"http://127.0.0.1:{proxy.port}")
        assert [step.layer for step in steps] == list(LAYERS)
        assert {step.verdict for step in steps} == {"ok"}
        assert proxy.asked == 2  # once by the walk, once by the transport
    with ConnectProxy(password="u:p") as proxy:
        step = worst(walk(server, proxy=f"http://127.0.0.1:{proxy.port}"))
        assert (step.layer, "407" in step.found.en) == ("proxy", True)
        steps = walk(server, proxy=f"http://u:p@127.0.0.1:{proxy.port}")
        assert {step.verdict for step in steps} == {"ok"}
    assert worst(walk(server, proxy="socks5://127.0.0.1:1")).layer == "certificates"


@pytest.mark.parametrize(
    ("shift", "layer", "said"),
    [("-3d", "client-certificate", "not valid yet"), ("+400d", "tls", "expired")],
)
def test_a_wrong_clock_is_told_as_a_wrong_clock(
    serve: Serve, shift: str, layer: str, said: str
) -> None:
    """The client runs at another time than the platform, whose answer tells the difference."""
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("faketime is not installed: a wrong clock is NOT tested")
    server = serve(client_valid=2000 * DAYS)
    (server.folder / "profile.json").write_bytes(canonical.encode(server.profile))
    done = subprocess.run(
        [
            *(faketime, "-f", shift, sys.executable, "main.py", "upload", "--check", "--json"),
            *("--lang=en", "--profile", str(server.folder / "profile.json")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    step = json.loads(done.stdout)["steps"][-1]
    assert (step["layer"], step["verdict"]) == (layer, "bad")
    assert said in step["found"]
    assert "date and time" in step["advice"]
