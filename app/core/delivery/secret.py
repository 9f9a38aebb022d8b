"""Secrets that a profile points at and never holds: tokens, passwords, signing keys."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.failures import SecretMissing
from app.core.text import Text

SERVICE = "gongkai-platform"  # in the system's keyring, apart from what opens workspaces


@dataclass(frozen=True)
class Secret:
    """Where a secret lies, one of: a ``file`` beside the profile, a name in the system's ``keyring``,
    an environment variable ``env``.
    """

    file: str = ""
    keyring: str = ""
    env: str = ""

    def read(self, name: str, folder: Path) -> str:
        """The secret; ``name`` is what errors call it. Raises :class:`SecretMissing`."""
        if self.file:
            return _of_file(folder / self.file, name)
        if self.keyring:
            return _of_keyring(self.keyring, name)
        value = os.environ.get(self.env, "") if self.env else ""
        if not value:
            reason = Text("没有设置", "it is not set")
            raise SecretMissing(name=name, reason=reason)
        return value


def _of_file(path: Path, name: str) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = Text("文件无法读取", "its file cannot be read")
        raise SecretMissing(name=name, reason=reason) from error
    if not value:
        raise SecretMissing(name=name, reason=Text("文件是空的", "its file is empty"))
    return value


def _of_keyring(user: str, name: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        value = keyring.get_password(SERVICE, user)
    except KeyringError as error:
        reason = Text("系统钥匙串不可用", "the system's keyring is not available")
        raise SecretMissing(name=name, reason=reason) from error
    if not value:
        reason = Text("系统钥匙串中没有", "it is not in the system's keyring")
        raise SecretMissing(name=name, reason=reason)
    return value
