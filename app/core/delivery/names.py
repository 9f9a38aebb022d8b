"""Names that may stand in a package: relative, the same on every system, and none like another."""

import unicodedata

from app.core.errors import ChainBroken
from app.core.files import safe_name

MAX_PART = 255  # bytes; what file systems take
MAX_DEPTH = 8


class Names:
    """The names met so far; a name is admitted once."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def admit(self, name: str) -> None:
        """Raises :class:`ChainBroken` for a name that could be written elsewhere, or over another.

        Absolute, upward and device names; colons, backslashes and signs that Windows forbids; dots and
        spaces at an end; what is not in Unicode's form C; names that differ by case only, and a
        file that is another's folder.
        """
        parts = name.split("/")
        portable = all(safe_name(part) == part and len(part.encode()) <= MAX_PART for part in parts)
        if not portable or len(parts) > MAX_DEPTH or not unicodedata.is_normalized("NFC", name):
            raise ChainBroken.at("payload", "文件名不安全", "a name is not safe")
        paths = ["/".join(parts[:depth]).casefold() for depth in range(1, len(parts) + 1)]
        if paths[-1] in self._files | self._folders or self._files & {*paths[:-1]}:
            raise ChainBroken.at("payload", "文件名相互冲突", "two names collide")
        self._files.add(paths[-1])
        self._folders.update(paths[:-1])
