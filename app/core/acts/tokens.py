"""Tokens for whoever chooses a key on one. What speaks PKCS#11 is loaded only then, and may be missing."""

from pathlib import Path
from types import ModuleType

from app.core.trust.suite import Signer
from app.core.trust.tokens.place import Token, TokenSupportMissing


def tokens(module: Path) -> tuple[Token, ...]:
    """The tokens that a maker's library finds. Raises TokenSupportMissing, TokenMissing."""
    found: tuple[Token, ...] = _speaker().tokens(module)
    return found


def labels(module: Path, serial: str) -> tuple[str, ...]:
    """The keys on a token, by label. Raises TokenSupportMissing, TokenMissing."""
    found: tuple[str, ...] = _speaker().labels(module, serial)
    return found


def key_on_token(module: Path, label: str, pin: str, suite: str, serial: str = "") -> Signer:
    """A key on a token, made there if there is none. Raises TokenSupportMissing, and what on_token raises."""
    key: Signer = _speaker().on_token(module, label, pin, suite, serial)
    return key


def _speaker() -> ModuleType:
    try:
        from app.core.trust.tokens import key
    except ImportError as error:
        raise TokenSupportMissing(reason=str(error)) from error
    return key
