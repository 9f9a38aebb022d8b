"""A slot that opens by itself for whoever is logged in: its wrapping key lies in the system's keyring.

That is DPAPI's credential manager on Windows and the Secret Service or KWallet on Linux. A keyring that
keeps secrets in a file of its own, or nowhere, is not taken.
"""

import base64
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from keyring import backend, errors
from keyring.backends.chainer import ChainerBackend

from app.core.text import Text
from app.core.workspace.errors import KeyringUnavailable
from app.core.workspace.slot import SLOT, slot_kinds, to_text, unwrap, wrap

SERVICE = "gongkai"


@slot_kinds.register
class KeyringSlot:
    """``secret``: none; the login is the secret."""

    id = "keyring"
    title = Text("系统密钥环", "system keyring")
    version = "1"

    def seal(self, name: str, key: bytes, secret: str) -> dict[str, str]:
        outer = os.urandom(32)
        _asked("set_password", name, to_text(outer))
        return {"wrapped": to_text(wrap(outer, key, SLOT))}

    def unseal(self, name: str, content: dict[str, str], secret: str) -> bytes:
        outer = _asked("get_password", name)
        if outer is None:
            reason = Text("其中没有这个工作区的密钥", "it holds no key for this workspace")
            raise KeyringUnavailable(reason=reason)
        try:
            return unwrap(base64.b64decode(outer), base64.b64decode(content["wrapped"]), SLOT)
        except (InvalidTag, ValueError) as error:
            reason = Text("其中的密钥打不开这个工作区", "the key in it does not fit")
            raise KeyringUnavailable(reason=reason) from error

    def forget(self, name: str) -> None:
        if _asked("get_password", name) is not None:
            _asked("delete_password", name)


def _asked(verb: str, name: str, *values: str) -> Any:
    """The answer of the best keyring that keeps secrets safe. Raises :class:`KeyringUnavailable`."""
    # Not keyring.get_keyring(): an environment variable could put any class in its place.
    known = [each for each in backend.get_all_keyring() if not _is_chain(each)]
    best = max(known, key=lambda each: float(each.priority))
    if best.priority < 1:  # the library's own bound for what may be recommended
        reason = Text("没有运行中的密钥环服务", "no keyring service is running")
        raise KeyringUnavailable(reason=reason)
    try:
        return getattr(best, verb)(SERVICE, name, *values)
    except errors.KeyringError as error:
        raise KeyringUnavailable(reason=str(error)) from error


def _is_chain(each: Any) -> bool:
    """A chain hands a secret on to the next keyring where one refuses it, wherever that keeps it."""
    return isinstance(each, ChainerBackend)
