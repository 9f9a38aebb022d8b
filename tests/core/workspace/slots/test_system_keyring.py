"""The slot in the system's keyring, against a real Secret Service."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.core.workspace import keys
from app.core.workspace.errors import KeyringUnavailable

ROOT = Path(__file__).resolve().parents[4]

WORK = """
    from pathlib import Path
    import keyring
    from app.core.workspace import keys
    from app.core.workspace.errors import KeyringUnavailable

    folder = Path({folder!r})
    key = keys.create(folder, "pw")
    slot = keys.add(folder, key, "keyring", "", "")
    assert keys.unlock(folder, "", "keyring") == key
    service = keyring.get_keyring()
    held = service.get_password("gongkai", slot.name)
    assert held and key not in (folder / "keys" / (slot.name + ".slot")).read_bytes()

    service.set_password("gongkai", slot.name, "AAAA")  # another user's, or damaged
    try:
        keys.unlock(folder, "", "keyring")
        raise SystemExit("a wrong key was taken")
    except KeyringUnavailable:
        pass

    keys.change(folder, key, slot.name, "")
    assert keys.unlock(folder, "", "keyring") == key
    keys.remove(folder, slot.name)
    assert service.get_password("gongkai", slot.name) is None
    assert keys.unlock(folder, "pw") == key
    print("done by", type(service).__module__)
"""


def run(command: list[str], folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    work = textwrap.dedent(WORK.format(folder=str(folder / "ws")))
    script = folder / "work.py"
    script.write_text(work)
    return subprocess.run(
        [*command, sys.executable, str(script)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_real_keyring_keeps_the_slots_key(tmp_path: Path) -> None:
    """gnome-keyring on a bus of its own; its files lie in the test's folder."""
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("NOT TESTED: no dbus-run-session and gnome-keyring on this computer")
    (tmp_path / "ws").mkdir()
    start = 'printf "login" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
    done = run(
        ["dbus-run-session", "--", "sh", "-c", start, "sh"],
        tmp_path,
        HOME=str(tmp_path),
        XDG_DATA_HOME=str(tmp_path / "data"),
        XDG_RUNTIME_DIR=str(tmp_path),
    )
    assert done.stdout.startswith("done by keyring.backends."), done.stdout + done.stderr


def test_without_a_keyring_it_is_said_and_no_slot_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    key = keys.create(tmp_path, "pw")
    if sys.platform != "linux":
        pytest.skip("NOT TESTED: this system always has a keyring")
    with pytest.raises(KeyringUnavailable):
        keys.add(tmp_path, key, "keyring", "", "")
    assert len(keys.slots(tmp_path)[0]) == 1


def test_the_environment_cannot_name_a_keyring_that_keeps_nothing_safe(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    done = run(
        [],
        tmp_path,
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
        DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/nobody",
    )
    if sys.platform != "linux":
        pytest.skip("NOT TESTED: this system always has a keyring")
    assert "KeyringUnavailable" in done.stderr
