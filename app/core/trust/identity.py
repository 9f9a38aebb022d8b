"""Who signs: signers, their public cards, and key files that a passphrase opens.

A key file holds the card, and the private key under AES-256-GCM with the public one as associated data. Its
key is the passphrase stretched by Argon2id (RFC 9106); the parameters stand in the file. Not PKCS#8, whose
own derivation is too weak for a passphrase (PBKDF2 with 2,048 rounds, which cannot be raised) and
which has no form for SM2 here.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.core.errors import ParameterInvalid, PassphraseWrong
from app.core.files import write_atomically
from app.core.model import Card, Role
from app.core.spelling import normal
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.suite import OnToken, Signer, SoftwareKey, suites
from app.core.trust.tokens.place import Place, TokenSupportMissing


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
    """A key at rest. ``sealed``: 12 bytes of nonce and the encrypted secret, base64.

    ``pkcs8``: instead, an encrypted PEM of an Ed25519 key, as key files were written at first.
    ``token``: instead of all these, where the key lies; it has never been here.
    """

    card: Card
    stretching: Stretching | None = None
    sealed: str = ""
    pkcs8: str = ""
    token: Place | None = None


@dataclass(frozen=True)
class Identity:
    """A card together with the private key that it speaks for."""

    card: Card
    key: Signer

    @classmethod
    def new(
        cls, name: str, person: str, role: Role, organisation: str, suite: str = "ed25519"
    ) -> "Identity":
        """A fresh identity for ``person``. Raises what ``holding`` raises, PluginUnknown for a suite
        that is not installed.
        """
        return cls.holding(suites.get(suite).generate(), name, person, role, organisation)

    @classmethod
    def holding(
        cls, key: Signer, name: str, person: str, role: Role, organisation: str
    ) -> "Identity":
        """An identity for ``person`` who holds ``key``; spellings that look alike count as one person.

        Raises :class:`ParameterInvalid` for a name or person that is blank, and for what does not show.
        """
        name, person = normal(name), normal(person)
        if not name or not person:
            reason = Text("姓名和工号必填", "name and staff number are required")
            raise ParameterInvalid(name=Text("身份", "identity"), reason=reason)
        try:
            card = Card(name, person, role, organisation.strip(), _b64(key.public), key.suite)
        except ValueError as error:
            reason = Text("含有看不见的字符", "it holds characters that do not show")
            raise ParameterInvalid(name=Text("身份", "identity"), reason=reason) from error
        return cls(card, key)

    def save(self, path: Path, passphrase: str) -> None:
        """Write the key file, readable by its owner only; of a key on a token, where it lies.

        Raises :class:`TypeError` for a signer that is neither.
        """
        if isinstance(self.key, OnToken):
            document = KeyFile(self.card, token=self.key.place)
            write_atomically(path, [canonical.encode(document)], private=True)
            return
        if not isinstance(self.key, SoftwareKey):
            raise TypeError("this key cannot be put into a file")
        stretching = Stretching.new()
        nonce = os.urandom(12)
        cipher = AESGCM(stretching.stretch(passphrase))
        sealed = nonce + cipher.encrypt(nonce, self.key.secret, self.key.public)
        document = KeyFile(self.card, stretching, _b64(sealed))
        write_atomically(path, [canonical.encode(document)], private=True)

    @classmethod
    def load(cls, path: Path, passphrase: str) -> "Identity":
        """Open a key file, or by its PIN the token that holds the key.

        Raises PassphraseWrong, DocumentInvalid, FileMissing, PluginUnknown, and what TokenKey.check raises.
        """
        document = canonical.read_document(path, KeyFile)
        if document.token is not None:
            return cls(document.card, _on_token(document.card, document.token, passphrase))
        suite = suites.get(document.card.suite)
        try:
            key = suite.load(_secret(document, passphrase))
        except (InvalidTag, ValueError) as error:
            raise PassphraseWrong(name=document.card.name) from error
        if _b64(key.public) != document.card.key:
            raise PassphraseWrong(name=document.card.name)
        return cls(document.card, key)


def fingerprint(card: Card) -> str:
    """SHA-256 of the whole card, in hex: name, person, role, organisation and suite are bound to it."""
    return canonical.digest(card)


def check_signature(card: Card, signature: bytes, message: bytes) -> bool:
    """Whether the card's key made the signature, by the card's suite.

    A suite that is not installed, a malformed key or signature is a no.
    """
    suite = suites.all().get(card.suite)
    try:
        public = base64.b64decode(card.key, validate=True)
    except ValueError:
        return False
    spelled_once = _b64(public) == card.key
    return suite is not None and spelled_once and suite.verify(public, signature, message)


def is_on_token(path: Path) -> bool:
    """Whether a key file is opened by a token's PIN. Raises FileMissing, DocumentInvalid."""
    return canonical.read_document(path, KeyFile).token is not None


def _on_token(card: Card, place: Place, pin: str) -> Signer:
    try:
        from app.core.trust.tokens.key import TokenKey
    except ImportError as error:
        raise TokenSupportMissing(reason=str(error)) from error
    key = TokenKey(place, card.suite, base64.b64decode(card.key), pin)
    key.check()
    return key


def _secret(document: KeyFile, passphrase: str) -> bytes:
    """Raises InvalidTag, ValueError."""
    if document.stretching is None:
        raise ValueError("a key file without its stretching")
    key = document.stretching.stretch(passphrase)
    if document.pkcs8:
        pem = serialization.load_pem_private_key(document.pkcs8.encode(), _b64(key).encode())
        if not isinstance(pem, Ed25519PrivateKey):
            raise ValueError("only Ed25519 keys were ever written so")
        return pem.private_bytes_raw()
    sealed = base64.b64decode(document.sealed, validate=True)
    public = base64.b64decode(document.card.key, validate=True)
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], public)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
