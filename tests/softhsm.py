"""A token in software (SoftHSM 2), for tests: its own store, its own PIN."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PIN = "1234"
_MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so",
            "/opt/homebrew/lib/softhsm/libsofthsm2.so")  # fmt: skip
MODULE = next((Path(path) for path in _MODULES if Path(path).exists()), None)


@dataclass(frozen=True)
class Token:
    """``store``: the folder that is the token; away with it, and the token is pulled."""

    module: Path
    store: Path

    def another(self, label: str) -> None:
        """Initialise one more token in the store."""
        command = ("softhsm2-util", "--init-token", "--free", "--label", label)
        pins = ("--so-pin", "12345678", "--pin", PIN)
        subprocess.run([*command, *pins], check=True, capture_output=True)

    def reload(self) -> None:
        """What a program sees when a token comes or goes."""
        pkcs11 = pytest.importorskip("pkcs11")
        pkcs11.lib(str(self.module.resolve())).reinitialize()


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    """A new token in ``folder``; skips, and says so, where SoftHSM is missing."""
    if MODULE is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is missing: keys on tokens are NOT tested (apt install softhsm2)")
    store = folder / "tokens"
    store.mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    token = Token(MODULE, store)
    token.another("first")
    token.reload()
    return token
