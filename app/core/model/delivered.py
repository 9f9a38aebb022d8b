"""What leaves the agency, and what comes back."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.core.model.entry import Problem
from app.core.model.signed import Card, Envelope, Link


class PackedFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file inside a package: ``size`` in bytes, ``sha256`` in hex; ``sm3`` too, in packages of 国密."""

    name: str
    size: int
    sha256: str
    kind: str
    sm3: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a package says it holds; signed by the clerk who sealed it.

    ``replaces``: the digest of the package that it corrects (勘误), for a ``reason``; else both are "".
    """

    package: str
    release: str
    dataset: str
    title: str
    created: str
    links: tuple[Link, ...]
    files: tuple[PackedFile, ...]
    log_position: int
    log_head: str
    replaces: str
    reason: str
    signer: Card


class Seal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds a package's outside together: SHA-256 of its header and of its ciphertext.

    ``sm3``: of both together, in packages of 国密.
    """

    package: str
    header: str
    payload: str
    size: int
    signer: Card
    sm3: str = ""


@dataclass(frozen=True)
class Profile:
    """How to reach one platform. File names are relative to the profile's own folder.

    ``sealing_key``: the public key that packages are sealed for, base64, and ``sealing_suite`` the one
    suite in which. ``platform``: who signs receipts, in the suite of its card. None of these where a
    platform takes no packages. ``proxy``: ``http://host:port`` on the way there. ``bytes_per_second``: the
    most that is sent; 0 is no limit. ``hours``: local time in which sending is allowed, such as
    ``20:00-06:00``. ``options``: what its connector alone understands, and checks.
    """

    name: str
    connector: str
    address: str
    ca: str = ""
    client_certificate: str = ""
    client_key: str = ""
    sealing_key: str = ""
    platform: Card | None = None
    sealing_suite: str = "hpke-x25519-sha256-aes256gcm"
    proxy: str = ""
    bytes_per_second: int = 0
    hours: str = ""
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """The platform's word that it holds and has published a package."""

    package: str
    sha256: str
    size: int
    dataset: str
    received: str
    uploader: str
    log_head: str
    signer: Card


@dataclass(frozen=True)
class Withdrawal:
    """The agency's word that a published package is to be taken down: ``sha256`` names it."""

    release: str
    package: str
    sha256: str
    dataset: str
    reason: str
    signer: Card
    at: str


@dataclass(frozen=True)
class TakenDown:
    """The platform's word that a package is public no more. ``notice``: the digest of what asked for it."""

    sha256: str
    notice: str
    signer: Card
    at: str


@dataclass(frozen=True)
class Recall:
    """A withdrawal as it is filed: the agency's notice, and the platform's answer."""

    notice: Envelope
    answer: Envelope


@dataclass(frozen=True)
class Check:
    """The answer of a verification: what was looked at, and every problem found."""

    valid: bool
    problems: tuple[Problem, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...] = ()
