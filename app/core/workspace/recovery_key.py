"""The agency's recovery key pair: the public part goes to every PC, the private part into the safe."""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.core.errors import PassphraseWrong
from app.core.files import write_atomically
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import Stretching
from app.core.workspace.slot import to_text, unwrap, wrap

PUBLIC, PRIVATE = "recovery.public.json", "recovery.private.json"

_CONTEXT = b"recovery key"


@dataclass(frozen=True)
class PublicPart:
    """An X25519 public key, base64."""

    recovery_key: str


@dataclass(frozen=True)
class PrivatePart:
    """The private key under a stretched passphrase, beside its public part; base64."""

    recovery_key: str
    stretching: Stretching
    wrapped: str


def make(folder: Path, passphrase: str, *, overwrite: bool = False) -> PublicPart:
    """A new pair as two files. Raises OutputExists, OutputUnwritable."""
    key = X25519PrivateKey.generate()
    public = PublicPart(to_text(key.public_key().public_bytes_raw()))
    stretching = Stretching.new()
    wrapped = to_text(wrap(stretching.stretch(passphrase), key.private_bytes_raw(), _CONTEXT))
    private = PrivatePart(public.recovery_key, stretching, wrapped)
    write_atomically(
        folder / PRIVATE, [canonical.encode(private)], overwrite=overwrite, private=True
    )
    write_atomically(folder / PUBLIC, [canonical.encode(public)], overwrite=overwrite)
    return public


def read_public(file: Path) -> str:
    """The public key as text. Raises FileMissing, FileUnreadable, DocumentInvalid."""
    return canonical.read_document(file, PublicPart).recovery_key


def read_private(file: Path, passphrase: str) -> str:
    """The private key as text, base64. Raises PassphraseWrong, and what :func:`read_public` raises."""
    document = canonical.read_document(file, PrivatePart)
    try:
        wrapped = base64.b64decode(document.wrapped)
        return to_text(unwrap(document.stretching.stretch(passphrase), wrapped, _CONTEXT))
    except (InvalidTag, ValueError) as error:
        raise PassphraseWrong(name=Text("恢复密钥", "the recovery key")) from error
