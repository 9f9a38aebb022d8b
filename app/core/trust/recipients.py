"""For whom a file is sealed: its key wrapped for each reader, in the one suite of them all."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.errors import ChainBroken, ParameterInvalid, SuiteRefused
from app.core.text import Text
from app.core.trust.sealing import SealingKey, sealings


@dataclass(frozen=True)
class Recipient:
    """A file key wrapped for one reader. ``key``: the reader's public key; both base64."""

    key: str
    wrapped: str


@dataclass(frozen=True)
class Readers:
    """Who can open a file: public keys of one suite, base64."""

    suite: str
    keys: tuple[str, ...]


def public_text(key: SealingKey) -> str:
    """A sealing key's public half as it stands in profiles and headers: base64."""
    return base64.b64encode(key.public).decode()


def wrap_for(readers: Readers, key: bytes, info: bytes) -> tuple[Recipient, ...]:
    """A file key for each reader, tied to ``info``.

    Raises PluginUnknown for a suite that is not installed, ParameterInvalid for a key not of the suite.
    """
    return tuple(_wrap(readers.suite, key, each, info) for each in dict.fromkeys(readers.keys))


def unwrap(suite: str, recipients: Iterable[Recipient], key: SealingKey, info: bytes) -> bytes:
    """The file key, by a reader's own. Raises :class:`ChainBroken`, SuiteRefused."""
    if suite != key.suite:
        raise SuiteRefused.of("header", suite, [key.suite])
    mine = [each.wrapped for each in recipients if each.key == public_text(key)]
    if not mine:
        raise ChainBroken.at("header", "不是封给本方的", "it is sealed for someone else")
    try:
        file_key = key.unwrap(base64.b64decode(mine[0], validate=True), info)
    except ValueError as error:
        raise ChainBroken.at("header", "密钥无法解开", "its key cannot be unwrapped") from error
    if len(file_key) != sealings.get(suite).key_size:
        raise ChainBroken.at("header", "密钥长度不符", "its key has another length")
    return file_key


def _wrap(suite: str, key: bytes, public: str, info: bytes) -> Recipient:
    try:
        wrapped = sealings.get(suite).wrap(key, base64.b64decode(public, validate=True), info)
    except ValueError as error:
        reason = Text(f"不是 {suite} 的公钥", f"not a public key of {suite}")
        raise ParameterInvalid(name=Text("封装公钥", "sealing key"), reason=reason) from error
    return Recipient(public, base64.b64encode(wrapped).decode())
