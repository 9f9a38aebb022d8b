"""Who signs: Ed25519 keys, their public cards, and key files that a passphrase opens.

A key file holds the card, and the private key as encrypted PKCS#8. PKCS#8's own key derivation
(PBKDF2 with 2,048 rounds, which cannot be raised) is too weak for a passphrase, so the PKCS#8
password is the passphrase stretched by Argon2id (RFC 9106); the parameters stand in the file.
"""

import base64
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.core.errors import ParameterInvalid, PassphraseWrong
from app.core.files import write_atomically
from app.core.model import Card, Role
from app.core.text import Text
from app.core.trust import canonical


@dataclass(frozen=True)
class Stretching:
    """Argon2id parameters; ``memory`` in KiB. The default takes about a third of a second."""

    salt: str
    memory: int
    iterations: int
    lanes: int

    # Class attributes, so that tests can ask for a cheap stretching without another code path.
    MEMORY = 64 * 1024
    ITERATIONS = 3

    @classmethod
    def new(cls) -> "Stretching":
        salt = base64.b64encode(os.urandom(16)).decode()
        return cls(salt, cls.MEMORY, cls.ITERATIONS, lanes=4)

    def stretch(self, passphrase: str) -> bytes:
        """A 32-byte key from a passphrase."""
        kdf = Argon2id(
            salt=base64.b64decode(self.salt),
            length=32,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory,
        )
        return kdf.derive(passphrase.encode())


@dataclass(frozen=True)
class KeyFile:
    """A key at rest: ``pkcs8`` is an encrypted PEM."""

    card: Card
    stretching: Stretching
    pkcs8: str


@dataclass(frozen=True)
class Identity:
    """A card together with the private key that it speaks for."""

    card: Card
    key: Ed25519PrivateKey

    @classmethod
    def new(cls, name: str, person: str, role: Role, organisation: str) -> "Identity":
        """A fresh identity for ``person``; spellings that look alike count as one person.

        Raises :class:`ParameterInvalid` for a name or person that is blank.
        """
        name, person = (unicodedata.normalize("NFKC", text).strip() for text in (name, person))
        if not name or not person:
            reason = Text("姓名和工号必填", "name and staff number are required")
            raise ParameterInvalid(name=Text("身份", "identity"), reason=reason)
        key = Ed25519PrivateKey.generate()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        return cls(Card(name, person, role, organisation.strip(), public), key)

    def save(self, path: Path, passphrase: str) -> None:
        """Write the key file, readable by its owner only."""
        stretching = Stretching.new()
        password = base64.b64encode(stretching.stretch(passphrase))
        pem = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(password),
        )
        document = KeyFile(self.card, stretching, pem.decode())
        write_atomically(path, [canonical.encode(document)], private=True)

    @classmethod
    def load(cls, path: Path, passphrase: str) -> "Identity":
        """Open a key file. Raises PassphraseWrong, DocumentInvalid, FileMissing."""
        document = canonical.read_document(path, KeyFile)
        password = base64.b64encode(document.stretching.stretch(passphrase))
        try:
            key = serialization.load_pem_private_key(document.pkcs8.encode(), password)
        except ValueError as error:
            raise PassphraseWrong(name=document.card.name) from error
        if not isinstance(key, Ed25519PrivateKey) or not _matches(document.card, key):
            raise PassphraseWrong(name=document.card.name)
        return cls(document.card, key)


def fingerprint(card: Card) -> str:
    """SHA-256 of the whole card, in hex: name, person, role and organisation are bound to it."""
    return canonical.digest(card)


def check_signature(card: Card, signature: bytes, message: bytes) -> bool:
    """Whether the card's key made the signature. A malformed key or signature is a no."""
    try:
        raw = base64.b64decode(card.key, validate=True)
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return base64.b64encode(raw).decode() == card.key  # one spelling for one key


def _matches(card: Card, key: Ed25519PrivateKey) -> bool:
    return base64.b64decode(card.key) == key.public_key().public_bytes_raw()
