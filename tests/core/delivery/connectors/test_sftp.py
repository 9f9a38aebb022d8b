"""SFTP against a real sshd on loopback: host key pinned, resumed where it was cut, nothing half."""

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.delivery.connectors.sftp import SftpConnector
from app.core.delivery.deliver import Delivery
from app.core.delivery.failures import (
    MediumFailed,
    ProfileUnusable,
    ReceiptAwaited,
    SecretMissing,
)
from app.core.errors import PlatformUnreachable, PlatformUntrusted
from app.core.jobs import Job
from app.core.model import Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.letterbox import receive
from app.sandbox.server import Sandbox
from tests.relay import Relay


@dataclass(frozen=True)
class Server:
    """A running sshd. ``keys``: its host keys and the client's, as files."""

    port: int
    keys: Path
    share: Path

    def public(self, name: str) -> str:
        return " ".join((self.keys / f"{name}.pub").read_text().split()[:2])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    sshd, keygen = shutil.which("sshd", path="/usr/sbin:/usr/bin"), shutil.which("ssh-keygen")
    if sshd is None or keygen is None:
        pytest.skip("NOT TESTED: no OpenSSH server is installed, so SFTP was tried against nothing")
    bits = {"rsa": ("-b", "2048")}  # a larger key takes seconds to make
    keys, share = tmp_path_factory.mktemp("keys"), tmp_path_factory.mktemp("share")
    for name, kind, phrase in (
        ("host", "ed25519", ""), ("host-rsa", "rsa", ""), ("client", "ed25519", "geheim"),
        ("other", "ed25519", ""),
    ):  # fmt: skip
        subprocess.run(
            [
                keygen,
                "-q",
                "-t",
                kind,
                *bits.get(kind, ()),
                "-N",
                phrase,
                "-C",
                "",
                "-f",
                str(keys / name),
            ],
            check=True,
        )
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    config = keys / "sshd_config"
    config.write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {keys / 'host'}\nHostKey {keys / 'host-rsa'}\n"
        f"AuthorizedKeysFile {keys / 'client.pub'}\nStrictModes no\nUsePAM no\nPidFile none\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)  # which sshd asks for where root starts it
    log = keys / "log"
    process = subprocess.Popen([sshd, "-D", "-E", str(log), "-f", str(config)])
    try:
        _wait(process, port, log)
        yield Server(port, keys, share)
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            pytest.skip(f"NOT TESTED: sshd does not start here: {log.read_text()}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.skip("NOT TESTED: sshd does not answer here")


@pytest.fixture
def box(server: Server) -> Iterator[Path]:
    """The account's folder, empty."""
    for name in ("in", "out"):
        (server.share / name).mkdir()
    yield server.share
    for name in ("in", "out"):
        shutil.rmtree(server.share / name)


@pytest.fixture(autouse=True)
def phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TEST_PHRASE", "geheim")


def sftp(profile: Profile, server: Server, port: int = 0, **options: Any) -> Profile:
    address = f"sftp://{getpass.getuser()}@127.0.0.1:{port or server.port}{server.share}"
    said = {
        "host_key": server.public("host"),
        "key": "client",
        "passphrase": {"env": "GONGKAI_TEST_PHRASE"},
        "wait": 0,
    }
    return replace(profile, connector="sftp", address=address, options=said | options)


def test_a_package_is_brought_and_its_receipt_fetched(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, profile: Profile, package: Path,
    server: Server, box: Path,
) -> None:  # fmt: skip
    sandbox.platform.trust(*ws.identities().values())
    file = server.keys / "profile.json"
    file.write_bytes(canonical.encode(sftp(profile, server)))
    with pytest.raises(ReceiptAwaited):
        acts.hand_over(ws, clerk, "R0001", file, Job())
    (lying,) = (box / "in").iterdir()
    assert lying.read_bytes() == package.read_bytes()
    receive(sandbox.platform, box)
    delivery = acts.hand_over(ws, clerk, "R0001", file, Job())
    assert isinstance(delivery, Delivery)
    assert ws.release("R0001").state is State.DELIVERED
    with pytest.raises(ReceiptAwaited):
        acts.withdraw(ws, clerk, "R0001", "误发", file)
    receive(sandbox.platform, box)
    acts.withdraw(ws, clerk, "R0001", "误发", file)
    assert sandbox.platform.catalog() == []


def big(tmp_path: Path) -> Path:
    file = tmp_path / "big.gkp"
    file.write_bytes(bytes(range(256)) * (8 << 12))  # 8 MiB
    return file


def test_a_cut_line_is_resumed(profile: Profile, server: Server, box: Path, tmp_path: Path) -> None:
    package, job = big(tmp_path), Job()
    relay = Relay(server.port, cuts=(3 << 20,))
    with pytest.raises(PlatformUnreachable):
        SftpConnector().send(
            package,
            canonical.digest_file(package),
            sftp(profile, server, relay.port),
            server.keys,
            job,
        )
    relay.close()
    (part,) = (box / "in").iterdir()
    assert part.suffix == ".part"
    left = part.stat().st_size
    assert 0 < left < package.stat().st_size
    sent: list[int] = []
    job.show = lambda done, total: sent.append(done)  # type: ignore[method-assign]
    with pytest.raises(ReceiptAwaited):
        SftpConnector().send(
            package, canonical.digest_file(package), sftp(profile, server), server.keys, job
        )
    assert sent[0] >= left  # what was on the line still arrived
    (whole,) = (box / "in").iterdir()
    assert canonical.digest_file(whole) == canonical.digest_file(package)


def test_a_part_of_something_else_is_sent_afresh(
    profile: Profile, server: Server, box: Path, tmp_path: Path
) -> None:
    package = big(tmp_path)
    digest = canonical.digest_file(package)
    (box / "in" / f"{digest}.gkp.part").write_bytes(b"x" * 5000)
    with pytest.raises(ReceiptAwaited):
        SftpConnector().send(
            package, canonical.digest_file(package), sftp(profile, server), server.keys, Job()
        )
    (whole,) = (box / "in").iterdir()
    assert canonical.digest_file(whole) == digest


@pytest.mark.parametrize("kind", ["host", "host-rsa"])
def test_the_pinned_host_key_is_taken(
    profile: Profile, server: Server, box: Path, package: Path, kind: str
) -> None:
    told = sftp(profile, server, host_key=server.public(kind))
    with pytest.raises(ReceiptAwaited):
        SftpConnector().send(package, canonical.digest_file(package), told, server.keys, Job())


def test_another_host_key_is_nobody_we_know(
    profile: Profile, server: Server, box: Path, package: Path
) -> None:
    told = sftp(profile, server, host_key=server.public("other"))
    with pytest.raises(PlatformUntrusted, match="host key"):
        SftpConnector().send(package, canonical.digest_file(package), told, server.keys, Job())
    assert list((box / "in").iterdir()) == []


def test_another_user_key_is_refused(
    profile: Profile, server: Server, box: Path, package: Path
) -> None:
    told = sftp(profile, server, key="other", passphrase={})
    with pytest.raises(PlatformUntrusted, match="key"):
        SftpConnector().send(package, canonical.digest_file(package), told, server.keys, Job())


def test_a_folder_that_is_not_there_is_told(
    profile: Profile, server: Server, package: Path
) -> None:
    told = sftp(profile, server)
    nowhere = replace(told, address=f"{told.address}/nothing")
    with pytest.raises(MediumFailed):
        SftpConnector().send(package, canonical.digest_file(package), nowhere, server.keys, Job())


def test_a_server_that_is_not_there_can_be_tried_again(
    profile: Profile, server: Server, package: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(PlatformUnreachable):
        SftpConnector().send(
            package, canonical.digest_file(package), sftp(profile, server, port), server.keys, Job()
        )


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"host_key": "ssh-ed25519 nonsense"}, "options.host_key"),
        ({"known_hosts": "x"}, "options.known_hosts"),
        ({"key": "profile.json"}, "options.key"),
        ({"host_key": 7}, "host_key"),
    ],
)
def test_a_profile_that_cannot_be_used_names_the_key(
    profile: Profile, server: Server, package: Path, change: dict[str, Any], key: str
) -> None:
    with pytest.raises(ProfileUnusable, match=key):
        SftpConnector().send(
            package,
            canonical.digest_file(package),
            sftp(profile, server, **change),
            server.keys,
            Job(),
        )


def test_a_secret_that_is_nowhere_is_told(
    profile: Profile, server: Server, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_TEST_PHRASE")
    with pytest.raises(SecretMissing, match=r"options\.passphrase"):
        SftpConnector().send(
            package, canonical.digest_file(package), sftp(profile, server), server.keys, Job()
        )
