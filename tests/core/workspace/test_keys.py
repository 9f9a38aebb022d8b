"""Key slots: many ways to one key."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import GongkaiError, OutputExists, PassphraseWrong, WorkspaceDamaged
from app.core.trust.identity import Identity
from app.core.workspace import access, keys, recovery_key
from app.core.workspace.errors import LastSlot, RecoveryKeyWrong, SlotMissing, SlotUnknown
from app.core.workspace.store import Workspace


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    recovery_key.make(tmp_path / "safe", "safe")
    return tmp_path / "safe"


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "keys").iterdir()}


def test_every_slot_opens_the_same_workspace(ws: Workspace, clerk: Identity, pair: Path) -> None:
    access.add_slot(ws, clerk.card, "passphrase", "第二个口令", "李静")
    public = recovery_key.read_public(pair / recovery_key.PUBLIC)
    access.add_slot(ws, clerk.card, "recovery", public, "保险柜")
    private = recovery_key.read_private(pair / recovery_key.PRIVATE, "safe")
    ws.close()
    for secret, kind in (("pw", "passphrase"), ("第二个口令", "passphrase"), (private, "recovery")):
        with Workspace.open(ws.folder, secret, kind) as again:
            assert again.setting("provider") == "清溪县民政局"
            assert [e["act"] for e in again.events()] == ["identity", "slot-added", "slot-added"]


def test_changing_one_rewrites_that_one_only(ws: Workspace, clerk: Identity) -> None:
    slot = access.add_slot(ws, clerk.card, "passphrase", "old", "")
    before = files(ws.folder)
    access.change_slot(ws, clerk.card, slot.name, "new")
    after = files(ws.folder)
    assert {name for name in after if after[name] != before[name]} == {f"{slot.name}.slot"}
    assert keys.unlock(ws.folder, "new") == keys.unlock(ws.folder, "pw") == ws.vault.key
    with pytest.raises(PassphraseWrong):
        keys.unlock(ws.folder, "old")


def test_the_last_one_cannot_be_removed(ws: Workspace, clerk: Identity) -> None:
    slot = access.add_slot(ws, clerk.card, "passphrase", "new", "")
    (first,) = (s.name for s in keys.slots(ws.folder)[0] if s != slot)
    access.remove_slot(ws, clerk.card, first)
    with pytest.raises(PassphraseWrong):
        keys.unlock(ws.folder, "pw")
    with pytest.raises(LastSlot):
        access.remove_slot(ws, clerk.card, slot.name)
    with pytest.raises(SlotUnknown):
        access.remove_slot(ws, clerk.card, first)
    assert keys.unlock(ws.folder, "new") == ws.vault.key


def test_a_damaged_slot_does_not_count_as_one_that_is_left(ws: Workspace, clerk: Identity) -> None:
    slot = access.add_slot(ws, clerk.card, "passphrase", "new", "")
    (first,) = (s.name for s in keys.slots(ws.folder)[0] if s != slot)
    (ws.folder / "keys" / f"{first}.slot").write_bytes(b"{}")
    with pytest.raises(LastSlot):
        keys.remove(ws.folder, slot.name)
    keys.remove(ws.folder, first)
    assert keys.slots(ws.folder) == ((slot,), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_damaged_slot_is_told_and_keeps_no_other_from_opening(
    tmp_path: Path, data: st.DataObject
) -> None:
    folder = tmp_path / "keyed"
    if not folder.exists():
        keys.add(folder, keys.create(folder, "pw"), "passphrase", "new", "")
    key = keys.unlock(folder, "new")
    slot = keys.slots(folder)[0][0]
    file = folder / "keys" / f"{slot.name}.slot"
    whole = file.read_bytes()
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    altered = bytearray(whole)
    altered[bit // 8] ^= 1 << bit % 8
    file.write_bytes(altered)
    try:
        assert keys.slots(folder)[1] == (file.name,)
        assert keys.unlock(folder, "new") == key
        with pytest.raises(WorkspaceDamaged, match=slot.name):
            keys.unlock(folder, "pw")
    finally:
        file.write_bytes(whole)


def test_a_kind_that_was_never_added_is_said(ws: Workspace) -> None:
    with pytest.raises(SlotMissing):
        keys.unlock(ws.folder, "", "keyring")


def test_a_recovery_key_of_another_agency_opens_nothing(
    ws: Workspace, clerk: Identity, pair: Path, tmp_path: Path
) -> None:
    public = recovery_key.read_public(pair / recovery_key.PUBLIC)
    slot = access.add_slot(ws, clerk.card, "recovery", public, "")
    other = tmp_path / "other"
    recovery_key.make(other, "x")
    with pytest.raises(RecoveryKeyWrong):
        keys.unlock(
            ws.folder, recovery_key.read_private(other / recovery_key.PRIVATE, "x"), "recovery"
        )
    with pytest.raises(PassphraseWrong):
        recovery_key.read_private(pair / recovery_key.PRIVATE, "x")
    assert base64.b64decode(slot.content["wrapped"])
    assert ws.vault.key not in (ws.folder / "keys" / f"{slot.name}.slot").read_bytes()


def test_recovery_leaves_a_passphrase_and_an_event(
    ws: Workspace, clerk: Identity, pair: Path
) -> None:
    public = recovery_key.read_public(pair / recovery_key.PUBLIC)
    access.add_slot(ws, clerk.card, "recovery", public, "")
    ws.close()
    private = recovery_key.read_private(pair / recovery_key.PRIVATE, "safe")
    access.recover(ws.folder, private, "again")
    with Workspace.open(ws.folder, "again") as opened:
        last = opened.events()[-1]
        assert (last["act"], last["actor"]["name"]) == ("slot-added", "恢复密钥")
        assert opened.verify_log().valid


def test_a_recovery_key_is_not_overwritten(pair: Path) -> None:
    before = (pair / recovery_key.PRIVATE).read_bytes()
    with pytest.raises(OutputExists):
        recovery_key.make(pair, "y")
    assert (pair / recovery_key.PRIVATE).read_bytes() == before


def test_a_slot_moved_under_another_name_is_damaged(ws: Workspace, pair: Path) -> None:
    """A recovery slot binds its name; no kind may be fooled by renaming."""
    (file,) = (ws.folder / "keys").iterdir()
    file.rename(file.with_name("00000000.slot"))
    with pytest.raises(GongkaiError):
        keys.unlock(ws.folder, "pw")
