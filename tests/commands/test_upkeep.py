"""Stopping and correcting what is public, on the command line: what is refused, and how it is told."""

from pathlib import Path

import pytest

from app.cli import run
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call


@pytest.fixture
def where(call: Call, tmp_path: Path) -> tuple[object, ...]:
    """The options that name a workspace with one clerk, and the clerk."""
    folder = tmp_path / "office"
    made = ("--person", "001", "--role", "clerk", "--organisation", "清溪县民政局")
    call("key", "new", "--workspace", folder, "--name", "张敏", *made)
    return ("--workspace", folder, "--as", "张敏")


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ((), "parameter-invalid"),
        (("--all", "--theme", "社会救助"), "parameter-invalid"),
        (("--all",), "nothing-to-stop"),
        (("--theme", "社会救助"), "nothing-to-stop"),
    ],
)
def test_a_stop_needs_one_scope_and_something_in_it(
    call: Call, where: tuple[object, ...], sandbox: Sandbox, scope: tuple[str, ...], code: str
) -> None:
    profile = ("--profile", sandbox.profile, "--reason", "发现泄露")
    status, told = call("stop", *where, *profile, *scope)
    assert (status, told["error"]["code"]) == (2, code)


def test_a_correction_is_of_a_release_that_is_there(call: Call, where: tuple[object, ...]) -> None:
    status, told = call("correct", *where, "R0002", "--of", "R0001", "--reason", "金额有误")
    assert (status, told["error"]["code"]) == (2, "release-unknown")


@pytest.mark.usefixtures("no_pauses")
def test_a_stop_that_reaches_nobody_says_what_is_public_still(
    call: Call,
    ws: Workspace,
    delivered: str,
    sandbox: Sandbox,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = ws.folder
    ws.close()
    sandbox.stop()
    where = ("--workspace", folder, "--as", "张敏", "--profile", sandbox.profile, "--all")
    status, told = call("stop", *where, "--reason", "发现泄露")
    (item,) = told["items"]
    assert (status, item["release"], item["outcome"]) == (3, delivered, "out-of-reach")
    assert item["error"]["code"] == "platform-unreachable"
    assert run([*map(str, ("stop", *where)), "--reason", "发现泄露", "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert f"✗ {delivered}" in said
    assert "0 taken down, 1 public still. Run the command stop again" in said
    assert "nothing is done twice" in said
