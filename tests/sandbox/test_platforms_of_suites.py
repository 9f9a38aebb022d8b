"""A release on its way to platforms that ask for one suite, and to those that ask for another."""

import dataclasses
from pathlib import Path

import pytest

from app.core import acts
from app.core.delivery.deliver import deliver
from app.core.delivery.package import read_header
from app.core.delivery.verify import verify_package
from app.core.errors import ParameterInvalid, PlatformRefused, SuiteRefused
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.workspace.store import Workspace
from app.sandbox.open_platform import SEALING
from app.sandbox.server import Sandbox
from tests import releases


@pytest.mark.parametrize("suite", ["p256", "sm2"])
def test_a_release_is_signed_sealed_and_acknowledged_in_the_platforms_suite(
    ws: Workspace, people_csv: Path, tmp_path: Path, job: Job, suite: str
) -> None:
    clerk = ws.new_identity("张敏", "001", "clerk", "清溪县民政局", "a", suite)
    reviewer = ws.new_identity("李静", "002", "reviewer", "清溪县民政局", "b", suite)
    platform = Sandbox(tmp_path / "platform", suite=suite)
    platform.start()
    try:
        trusted = (clerk.card, reviewer.card)
        platform.platform.trust(*trusted)
        profile = canonical.read_document(platform.profile, Profile)
        assert (profile.platform.suite, profile.sealing_suite) == (suite, SEALING[suite])
        release = releases.submitted(ws, clerk, people_csv, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
        package = acts.seal(ws, clerk, release, profile, job)
        assert read_header(package).suite == profile.sealing_suite
        own = ws.vault.sealing_key(profile.sealing_suite)
        check = verify_package(package, job, key=own, trusted=trusted)
        assert (check.valid, check.unchecked) == (True, ())
        delivery = acts.deliver(ws, clerk, release, platform.profile, job)
        assert delivery.receipt.signer == profile.platform
        _refused_elsewhere(ws, package, profile, platform.profile.parent, job)
    finally:
        platform.stop()


def _refused_elsewhere(
    ws: Workspace, package: Path, profile: Profile, folder: Path, job: Job
) -> None:
    """The package is not sent under a profile of another suite, which its key would not fit either."""
    (other,) = {*SEALING.values()} - {profile.sealing_suite, SEALING["ed25519"]}
    changed = folder / "other.json"
    wrong = dataclasses.replace(profile, sealing_suite=other)
    write_atomically(changed, [canonical.pretty(wrong)])
    with pytest.raises(SuiteRefused, match=profile.sealing_suite):
        deliver(package, changed, job)


def test_a_platform_refuses_a_package_of_another_suite(
    ws: Workspace, package: Path, profile: Profile, tmp_path: Path, job: Job
) -> None:
    """Even one that its sender calls right: the platform's own key decides."""
    platform = Sandbox(tmp_path / "sm", suite="sm2")
    platform.start()
    try:
        platform.platform.trust(*ws.identities().values())
        lying = canonical.read_document(platform.profile, Profile)
        lying = dataclasses.replace(lying, sealing_suite=profile.sealing_suite)
        file = platform.profile.with_name("lying.json")
        write_atomically(file, [canonical.pretty(lying)])
        with pytest.raises(PlatformRefused, match="hpke-x25519"):
            deliver(package, file, job)
    finally:
        platform.stop()


def test_a_sealing_key_of_another_suite_is_named(
    ws: Workspace, approved: str, profile: Profile, job: Job
) -> None:
    clerk = ws.unlock("张敏", "a")
    wrong = dataclasses.replace(profile, sealing_suite=SEALING["sm2"])
    with pytest.raises(ParameterInvalid, match="sm2-sm4gcm-sm3"):
        acts.seal(ws, clerk, approved, wrong, job)
