"""TLS: who is trusted, who is not, and what a person is told."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.delivery.transport import Transport
from app.core.errors import DocumentInvalid, PlatformUnreachable, PlatformUntrusted
from app.core.model import Profile
from app.sandbox import authority
from app.sandbox.server import Sandbox


def call(profile: Profile, folder: Path) -> int:
    transport = Transport(profile, folder)
    try:
        return transport.call("GET", "catalog").status_code
    finally:
        transport.close()


def test_both_sides_know_each_other(sandbox: Sandbox, profile: Profile) -> None:
    assert call(profile, sandbox.profile.parent) == 200


def test_environment_variables_change_nothing(
    sandbox: Sandbox, profile: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rogue = tmp_path / "ca.pem"
    authority.new_authority().write(rogue, tmp_path / "ca.key")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(rogue))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert call(profile, sandbox.profile.parent) == 200


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
