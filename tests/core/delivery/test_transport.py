"""TLS: who is trusted, who is not, and what a person is told."""

import datetime
import ssl
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.delivery import transport
from app.core.delivery.transport import Transport, client_context
from app.core.errors import DocumentInvalid, PlatformUnreachable, PlatformUntrusted
from app.core.model import Profile
from app.sandbox import authority
from app.sandbox.server import Sandbox
from tests.proxy import ConnectProxy
from tests.tls_server import Fault, TlsServer


def call(profile: Profile, folder: Path) -> int:
    line = Transport(profile, folder)
    try:
        return line.call("GET", "catalog").status_code
    finally:
        line.close()


def test_both_sides_know_each_other(sandbox: Sandbox, profile: Profile) -> None:
    assert call(profile, sandbox.profile.parent) == 200


def test_environment_variables_change_nothing(
    sandbox: Sandbox, profile: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rogue = tmp_path / "ca.pem"
    authority.new_authority().write(rogue, tmp_path / "ca.key")
    keys = tmp_path / "keys.log"
    for name, value in {
        "REQUESTS_CA_BUNDLE": rogue,
        "CURL_CA_BUNDLE": rogue,
        "SSL_CERT_FILE": rogue,
        "HTTPS_PROXY": "http://127.0.0.1:1",
        "ALL_PROXY": "http://127.0.0.1:1",
        "SSLKEYLOGFILE": keys,
    }.items():
        monkeypatch.setenv(name, str(value))
    assert call(profile, sandbox.profile.parent) == 200
    assert not keys.exists() or keys.read_bytes() == b""  # no session's keys for a listener


def test_only_the_profiles_authority_is_trusted(
    sandbox: Sandbox, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would add every public authority while it connects."""
    contexts: list[ssl.SSLContext] = []

    def kept(*arguments: Any) -> ssl.SSLContext:
        contexts.append(client_context(*arguments))
        return contexts[-1]

    monkeypatch.setattr(transport, "client_context", kept)
    assert call(profile, sandbox.profile.parent) == 200
    assert len(contexts[0].get_ca_certs()) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(valid=-datetime.timedelta(days=1)), "expired"),
        (Fault(rogue=True), "issuer is not trusted"),
        (Fault(host="127.0.0.2"), "another address"),
        (Fault(maximum=ssl.TLSVersion.TLSv1_2), "TLS 1.3"),
    ],
    ids=["expired", "rogue", "wrong name", "TLS 1.2"],
)
def test_a_server_with_a_fault_is_not_trusted(
    profile: Profile, tmp_path: Path, fault: Fault, said: str
) -> None:
    server = TlsServer(tmp_path, profile, fault, datetime.timedelta(days=1))
    try:
        with pytest.raises(PlatformUntrusted, match=said):
            call(server.profile, server.folder)
    finally:
        server.close()


def test_through_a_proxy_of_the_profile(sandbox: Sandbox, profile: Profile) -> None:
    with ConnectProxy(password="u:p@") as proxy:
        through = replace(profile, proxy=f"http://u:p%40@127.0.0.1:{proxy.port}")
        assert call(through, sandbox.profile.parent) == 200
        assert proxy.asked == 1
        with pytest.raises(PlatformUnreachable):
            call(replace(profile, proxy=f"http://127.0.0.1:{proxy.port}"), sandbox.profile.parent)


def test_a_proxy_that_is_none_is_refused(sandbox: Sandbox, profile: Profile) -> None:
    for wrong in ("127.0.0.1:8080", "socks5://127.0.0.1:1080", "http://"):
        with pytest.raises(DocumentInvalid):
            Transport(replace(profile, proxy=wrong), sandbox.profile.parent)


def test_a_location_keeps_to_the_platform(sandbox: Sandbox, profile: Profile) -> None:
    there = Transport(replace(profile, address="https://platform.gov.cn/a"), sandbox.profile.parent)
    assert there.within("https://PLATFORM.gov.cn:443/files/1").endswith("/files/1")
    for elsewhere in (
        "http://platform.gov.cn/files/1",
        "https://platform.gov.cn:444/files/1",
        "https://x@platform.gov.cn/files/1",
        "https://platform.gov.cn.evil.org/files/1",
        "https://platform.gov.cn:port/files/1",
    ):
        with pytest.raises(PlatformUntrusted):
            there.within(elsewhere)
    there.close()


def test_a_server_of_another_authority_is_not_trusted(
    sandbox: Sandbox, profile: Profile, tmp_path: Path
) -> None:
    folder = sandbox.profile.parent
    authority.new_authority().write(folder / "other.pem", tmp_path / "ca.key")
    with pytest.raises(PlatformUntrusted, match="issuer"):
        call(replace(profile, ca="other.pem"), folder)


@pytest.mark.parametrize("kind", ["rogue", "expired"])
def test_a_client_that_the_platform_does_not_know_gets_nothing(
    sandbox: Sandbox, profile: Profile, tmp_path: Path, kind: str
) -> None:
    folder = sandbox.profile.parent
    ca = authority.new_authority()
    valid = datetime.timedelta(days=1 if kind == "rogue" else -1)
    authority.client_certificate(ca, "x", valid).write(folder / "x.pem", folder / "x.key")
    with pytest.raises((PlatformUntrusted, PlatformUnreachable)):
        call(replace(profile, client_certificate="x.pem", client_key="x.key"), folder)
    assert call(profile, folder) == 200  # the platform is there, for those it knows


def test_plain_http_is_no_profile(sandbox: Sandbox, profile: Profile) -> None:
    with pytest.raises(DocumentInvalid):
        Transport(replace(profile, address="http://127.0.0.1"), sandbox.profile.parent)


def test_missing_certificates_are_told_before_anything_is_sent(
    sandbox: Sandbox, profile: Profile
) -> None:
    with pytest.raises(DocumentInvalid):
        Transport(replace(profile, client_key="none.key"), sandbox.profile.parent)
