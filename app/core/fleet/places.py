"""Where policy packs lie. This module is asked at every start, and imports next to nothing.

A pack comes with the program (``resources/policy.json``, laid there by an installer's build), lies where only
administrators write (``%ProgramData%\\Gongkai`` or ``/etc/gongkai``), and is kept by each user once it was
found good, so that a damaged or older one is told from it. Users write what they keep, so it never outweighs
another issuer's pack that administrators have laid.
"""

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from app.core import resources

VARIABLE = "GONGKAI_POLICY"
FILE, ISSUER = "policy.json", "issuer.txt"


@dataclass(frozen=True)
class Places:
    """``built_in``: in the program; ``laid``: by administrators; ``kept``: the last good one.

    ``issuer``: beside what is laid, the digest of the one issuer whose packs count, if administrators say so.
    """

    built_in: Path
    laid: Path
    kept: Path

    @property
    def issuer(self) -> Path:
        return self.laid.with_name(ISSUER)

    def any(self) -> bool:
        """Whether there is a pack at all."""
        return any(map(lies, (self.built_in, self.laid, self.kept)))


def lies(file: Path) -> bool:
    """Whether something lies there, if only something that may not be read: that is no absence."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def places() -> Places:
    """The places of this computer, or those under the folder that the variable names.

    An installed program does not heed the variable: whoever starts it must not choose the policy.
    """
    built_in = resources.path(FILE)
    named = os.environ.get(VARIABLE)
    if named and not resources.path("built.json").exists():
        folder = Path(named)
        return Places(folder / "built-in" / FILE, folder / FILE, folder / "kept" / FILE)
    kept = user_data_path("Gongkai", appauthor=False) / "policy" / FILE
    return Places(built_in, machine_folder() / FILE, kept)


@cache
def machine_folder() -> Path:
    """Where only administrators write. Windows is asked itself: a variable is anybody's to set."""
    if sys.platform != "win32":
        return Path("/etc/gongkai")
    import ctypes
    import uuid

    known = uuid.UUID("62AB5D82-FDC1-4DC3-A9DD-070D1D495D97").bytes_le  # FOLDERID_ProgramData
    found = ctypes.c_wchar_p()
    failed = ctypes.windll.shell32.SHGetKnownFolderPath(known, 0, None, ctypes.byref(found))
    if failed or not found.value:
        raise OSError(f"SHGetKnownFolderPath: {failed:#x}")
    folder = Path(found.value) / "Gongkai"
    ctypes.windll.ole32.CoTaskMemFree(found)
    return folder
