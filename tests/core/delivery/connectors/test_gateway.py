"""The gateway connector: one package, one receipt, whatever happens in between."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.delivery.connectors import gateway
from app.core.delivery.connectors.gateway import GatewayConnector
from app.core.delivery.deliver import deliver, file_receipt
from app.core.errors import PlatformFailed, PlatformRefused, ReceiptInvalid
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox


@pytest.fixture
def trusted(sandbox: Sandbox, ws: Workspace, package: Path) -> Sandbox:
    sandbox.platform.trust(*ws.identities().values())
    return sandbox


def test_a_package_is_published_and_receipted(trusted: Sandbox, package: Path) -> None:
    delivery = deliver(package, trusted.profile, Job())
    assert delivery.receipt.sha256 == canonical.digest_file(package)
    assert delivery.receipt_file.exists()
    assert [item.release for item in trusted.platform.catalog()] == ["R0001"]
    assert not package.with_name(f"{package.name}.upload").exists()


def test_the_same_package_again_gets_the_same_receipt_and_sends_nothing(
    trusted: Sandbox, package: Path
) -> None:
    first = deliver(package, trusted.profile, Job())
    second = deliver(package, trusted.profile, Job())
    assert second.sent.receipt == first.sent.receipt
    assert second.sent.bytes_sent == 0
    assert len(trusted.platform.catalog()) == 1


def test_signers_that_the_platform_does_not_know_are_refused_then_accepted(
    sandbox: Sandbox, ws: Workspace, package: Path
) -> None:
    with pytest.raises(PlatformRefused, match="trusted"):
        deliver(package, sandbox.profile, Job())
    assert sandbox.platform.catalog() == []
    sandbox.platform.trust(*ws.identities().values())
    assert deliver(package, sandbox.profile, Job()).receipt.dataset == "301/000001"


def test_a_changed_package_is_refused_with_the_broken_link(trusted: Sandbox, package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    copy = package.with_name("copy.gkp")
    copy.write_bytes(data)
    with pytest.raises(PlatformRefused, match="payload"):
        deliver(copy, trusted.profile, Job())
    assert trusted.platform.catalog() == []


def test_what_is_not_the_sealed_package_is_no_delivery(
    trusted: Sandbox, profile: Profile, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends knows what was sealed: neither platform nor receipt takes the file's word for it."""
    monkeypatch.setattr(gateway, "WAIT", 0.3)
    with pytest.raises(PlatformFailed):
        deliver(package, trusted.profile, Job(), sha256="0" * 64)
    assert trusted.platform.catalog() == []
    assert profile.platform is not None
    receipt = deliver(package, trusted.profile, Job()).sent.receipt
    with pytest.raises(ReceiptInvalid):  # a good one, for something else
        file_receipt(receipt, package, "0" * 64, profile.platform)


def test_a_receipt_of_another_platform_does_not_count(
    trusted: Sandbox, profile: Profile, package: Path
) -> None:
    other = replace(profile, platform=Identity.new("x", "x", "platform", "").card)
    path = trusted.profile.with_name("other.json")
    write_atomically(path, [canonical.encode(other)])
    with pytest.raises(ReceiptInvalid):
        deliver(package, path, Job())
    assert not package.with_name(f"{package.name}.receipt.json").exists()


@pytest.mark.parametrize("garbage", [b"{", b"\xff\xfe", b""])
def test_progress_of_another_platform_or_garbage_is_not_used(
    trusted: Sandbox, profile: Profile, package: Path, garbage: bytes
) -> None:
    digest = canonical.digest_file(package)
    elsewhere = {"address": "https://other", "sha256": digest, "location": "https://other/files/1"}
    package.with_name(f"{package.name}.upload").write_bytes(garbage or canonical.encode(elsewhere))
    sent = GatewayConnector().send(
        package, canonical.digest_file(package), profile, trusted.profile.parent, Job()
    )
    assert sent.resumed_from == 0
    assert sent.bytes_sent == package.stat().st_size
