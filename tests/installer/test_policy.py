"""The policy pack that an installer brings along."""

from pathlib import Path

import pytest

from app.core import resources
from app.core.fleet.standing import standing
from app.core.trust import canonical
from installer import policy
from installer.errors import BuildStopped
from tests.policies import AT, Bureau


def test_a_signed_pack_is_what_the_installed_program_begins_with(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.lay(tmp_path / "given", 3)
    program = tmp_path / "resources"
    program.mkdir()
    policy.embed(policy.check(tmp_path / "given"), program)
    monkeypatch.delenv("GONGKAI_POLICY")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(resources, "ROOT", program)
    found = standing()
    assert found.pack is not None
    assert (found.pack.version, found.origin) == (3, "built-in")


def test_what_would_not_hold_stops_the_build(bureau: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    with pytest.raises(BuildStopped, match="no file"):
        policy.check(tmp_path)
    one = bureau.sign(bureau.pack(), bureau.admins[0])
    file.write_bytes(canonical.encode(one))
    with pytest.raises(BuildStopped, match="too few"):
        policy.check(file)
    bureau.lay(tmp_path, at=AT, expires="2026-03-02T00:00:00+00:00")
    with pytest.raises(BuildStopped, match="expired"):
        policy.check(file)
    bureau.lay(tmp_path, rules={"a.json": "{}"})
    with pytest.raises(BuildStopped, match="pack is missing"):
        policy.check(file)
