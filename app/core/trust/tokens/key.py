"""A signer whose private key was made on a token and never leaves it.

Source: OASIS PKCS #11 3.1, through python-pkcs11. For P-256 the host digests and the token signs (CKM_ECDSA), which
all of them can. Each signature logs in and out again: a token may be pulled in between, and no other
program finds it unlocked. Import this module when a token is used: it needs python-pkcs11.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from app.core.errors import ParameterInvalid
from app.core.text import Text
from app.core.trust.suite import suites
from app.core.trust.suites import p256
from app.core.trust.tokens.place import (
    PinLocked,
    PinWrong,
    Place,
    Token,
    TokenKeyWrong,
    TokenMissing,
    TokenSupportMissing,
    TokenUnclear,
)

_TURN = threading.Lock()  # who is logged in, is so for the whole program


@dataclass(frozen=True)
class _Curve:
    """How PKCS#11 speaks of a suite's keys. ``parameters``: CKA_EC_PARAMS, DER."""

    type: KeyType
    parameters: bytes
    generate: Mechanism
    sign: Mechanism


_CURVES = {
    "p256": _Curve(
        KeyType.EC,
        encode_named_curve_parameters("secp256r1"),
        Mechanism.EC_KEY_PAIR_GEN,
        Mechanism.ECDSA,
    ),
    "ed25519": _Curve(
        KeyType.EC_EDWARDS,
        encode_named_curve_parameters("1.3.101.112"),
        Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        Mechanism.EDDSA,
    ),
}


@dataclass(frozen=True)
class TokenKey:
    """A :class:`~app.core.trust.suite.Signer` on a token."""

    place: Place
    suite: str
    public: bytes
    pin: str = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """Raises TokenMissing, PinWrong, PinLocked, TokenKeyWrong."""
        with _session(self.place, self.pin) as session:
            key = _find(session, ObjectClass.PRIVATE_KEY, self.place)
            if key is None:
                raise TokenKeyWrong.of(self.place, "没有这把密钥", "there is none")
            said = hashlib.sha256(message).digest() if self.suite == "p256" else message
            signature: bytes = key.sign(said, mechanism=_CURVES[self.suite].sign)
        if self.suite == "p256":
            r, s = signature[:32], signature[32:]
            signature = p256.fixed_form(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
        if not suites.get(self.suite).verify(self.public, signature, message):
            raise TokenKeyWrong.of(self.place, "签名不符", "its signature does not match")
        return signature

    def check(self) -> None:
        """Whether the token is there, takes the PIN, and holds this very key.

        Raises TokenMissing, PinWrong, PinLocked, TokenKeyWrong.
        """
        with _session(self.place, self.pin) as session:
            if _public(session, self.place, self.suite) != self.public:
                raise TokenKeyWrong.of(self.place, "公钥不同", "its public key is another")


def on_token(module: Path, label: str, pin: str, suite: str, serial: str = "") -> TokenKey:
    """The key of this label on a token; made there if there is none.

    ``serial``: of the token, where there are several. Raises TokenSupportMissing, TokenMissing,
    TokenUnclear, PinWrong, PinLocked, TokenKeyWrong for a label of another kind of key, ParameterInvalid for
    a suite that tokens here do not sign with.
    """
    if suite not in _CURVES:
        reason = Text(f"密码设备上可用：{', '.join(_CURVES)}", f"on tokens: {', '.join(_CURVES)}")
        raise ParameterInvalid(name=Text("签名算法", "signature suite"), reason=reason)
    path = str(module.resolve())
    place = Place(path, serial or _only_token(path), label)
    with _session(place, pin, write=True) as session:
        public = _public(session, place, suite) or _make(session, place, suite)
    return TokenKey(place, suite, public, pin)


def tokens(module: Path) -> tuple[Token, ...]:
    """The tokens that are plugged in. Raises TokenSupportMissing, TokenMissing."""
    return _tokens(str(module.resolve()))


def labels(module: Path, serial: str) -> tuple[str, ...]:
    """The keys on a token that can sign here, by label; no PIN is needed to see the public ones.

    Raises TokenSupportMissing, TokenMissing.
    """
    types = {curve.type for curve in _CURVES.values()}
    library = _library(str(module.resolve()))
    with _TURN:
        try:
            with library.get_token(token_serial=serial.encode()).open() as session:
                keys = session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY})
                return tuple(sorted({key.label for key in keys if key.key_type in types}))
        except pkcs11.PKCS11Error as error:
            raise TokenMissing(reason=_told(error)) from error


@contextmanager
def _session(place: Place, pin: str, *, write: bool = False) -> Iterator[pkcs11.Session]:
    """The token, logged in to. Raises TokenSupportMissing, TokenMissing, PinWrong, PinLocked."""
    library = _library(place.module)
    with _TURN:
        try:
            token = library.get_token(token_serial=place.serial.encode())
            with token.open(user_pin=pin, rw=write) as session:
                yield session
        except pkcs11.PinLocked as error:
            raise PinLocked(name=place.label) from error
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
            raise PinWrong(name=place.label) from error
        except pkcs11.PKCS11Error as error:
            raise TokenMissing(reason=_told(error)) from error


def _library(module: str) -> Any:
    try:
        return pkcs11.lib(module)
    except pkcs11.PKCS11Error as error:
        raise TokenSupportMissing(reason=_told(error)) from error


def _only_token(module: str) -> str:
    """The serial number of the one token that is there."""
    serials = [token.serial for token in _tokens(module)]
    if not serials:
        raise TokenMissing(reason=Text("没有插入设备", "there is none"))
    if len(serials) > 1:
        raise TokenUnclear(serials=", ".join(serials))
    return serials[0]


def _tokens(module: str) -> tuple[Token, ...]:
    library = _library(module)
    try:
        found = list(library.get_tokens(token_flags=pkcs11.TokenFlag.TOKEN_INITIALIZED))
    except pkcs11.PKCS11Error as error:
        raise TokenMissing(reason=_told(error)) from error
    return tuple(Token(each.serial.decode(), each.label) for each in found)


def _find(session: pkcs11.Session, kind: ObjectClass, place: Place) -> Any:
    """The one key of this kind and label, or None. Raises :class:`TokenKeyWrong` for several."""
    found = list(session.get_objects({Attribute.CLASS: kind, Attribute.LABEL: place.label}))
    if len(found) > 1:
        raise TokenKeyWrong.of(place, "有多把同名密钥", "there are several of this name")
    return found[0] if found else None


def _public(session: pkcs11.Session, place: Place, suite: str) -> bytes | None:
    """The public key of a label in the suite's own form, or None. Raises :class:`TokenKeyWrong`."""
    key = _find(session, ObjectClass.PUBLIC_KEY, place)
    if key is None:
        return None
    curve = _CURVES[suite]
    if key.key_type != curve.type or key[Attribute.EC_PARAMS] != curve.parameters:
        raise TokenKeyWrong.of(place, f"不是 {suite} 密钥", f"it is no key of {suite}")
    return _inside(key[Attribute.EC_POINT])


def _make(session: pkcs11.Session, place: Place, suite: str) -> bytes:
    """Make a key pair on the token, whose private part is sensitive and cannot be extracted."""
    curve = _CURVES[suite]
    parameters = session.create_domain_parameters(
        curve.type, {Attribute.EC_PARAMS: curve.parameters}, local=True
    )
    public, _ = parameters.generate_keypair(
        label=place.label,
        store=True,
        mechanism=curve.generate,
        private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
    )
    return _inside(public[Attribute.EC_POINT])


def _inside(point: bytes) -> bytes:
    """CKA_EC_POINT without its DER header; a point here is shorter than 128 bytes."""
    return point[2:]


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
