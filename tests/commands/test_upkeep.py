"""Stopping and correcting what is public, on the command line: what is refused, and how it is told."""

from pathlib import Path

import pytest

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
