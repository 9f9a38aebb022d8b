"""A clerk and a reviewer whose keys lie on tokens, from the key to the platform."""

from pathlib import Path

import pytest

from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import softhsm
from tests.commands.conftest import Call
from tests.softhsm import PIN

pytest.importorskip("pkcs11")

WHO = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")


def test_a_release_signed_on_a_token(
    call: Call, tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = softhsm.fresh(tmp_path, monkeypatch)
    monkeypatch.setenv("GONGKAI_TOKEN_PIN", PIN)
    monkeypatch.delenv("GONGKAI_KEY_PASSPHRASE")
    where = ("--workspace", tmp_path / "own")
    for name, person, role, *suite in (
        ("张敏", "001", "clerk"),
        ("李静", "002", "reviewer", "--suite", "ed25519"),
    ):
        said = ("--name", name, "--person", person, "--role", role, *suite)
        lies = ("--token", token.module, "--label", person)
        status, card = call("key", "new", *said, *WHO, *lies, *where)
        assert (status, card.get("suite", "ed25519")) == (0, suite[1] if suite else "p256")
    with Workspace.open(tmp_path / "own", "pw") as ws:
        sandbox.platform.trust(*ws.identities().values())
    table = tmp_path / "设施.csv"
    table.write_text("名称,图书数量\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    status, told = call("review", "new", table, "--as", "张敏", *where)
    assert (status, told["state"]) == (0, "submitted")
    release = told["release"]
    basis = ("--basis", "条例", *where)
    assert call("review", "sign", release, "--as", "李静", *basis)[1]["state"] == "approved"
    away = ("--as", "张敏", "--profile", sandbox.profile, *where)
    monkeypatch.setenv("GONGKAI_TOKEN_PIN", "9999")
    status, told = call("seal", release, *away)
    assert (status, told["error"]["code"]) == (2, "pin-wrong")
    monkeypatch.setenv("GONGKAI_TOKEN_PIN", PIN)
    assert call("seal", release, *away)[0] == 0
    assert call("upload", release, *away)[0] == 0
    assert len(sandbox.platform.catalog()) == 1
    token.store.rename(tmp_path / "drawer")
    token.store.mkdir()
    token.reload()
    status, told = call("review", "new", table, "--as", "张敏", *where)
    assert (status, told["error"]["code"]) == (3, "token-missing")


def test_a_library_that_is_none(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_TOKEN_PIN", PIN)
    said = ("--name", "张敏", "--person", "001", "--role", "clerk", *WHO)
    where = ("--token", tmp_path / "none.so", "--workspace", tmp_path / "own")
    status, told = call("key", "new", *said, *where)
    assert (status, told["error"]["code"]) == (2, "token-support-missing")
