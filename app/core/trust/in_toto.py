"""What a signature says: an in-toto Statement v1, a subject by digests and a predicate about it.

Source: the in-toto Attestation Framework, Statement v1. The predicate is a value of ``model``; the
subject repeats its digests for readers who know in-toto and not this program. It is derived here and
nowhere else, so that a statement has one byte form and the two never disagree.
"""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

import msgspec

from app.core.errors import ChainBroken, DocumentInvalid
from app.core.model import Link, Manifest, Receipt, Seal, TakenDown, Withdrawal
from app.core.trust import canonical
from app.core.trust.checkpoint import Checkpoint

PAYLOAD_TYPE = "application/vnd.in-toto+json"


@dataclass(frozen=True)
class _Read:
    """Of a statement, what is not derived from its predicate."""

    predicateType: str  # noqa: N815 — the name that in-toto gives it
    predicate: msgspec.Raw


def encode(value: Any) -> bytes:
    """The statement of ``value``, in canonical JSON."""
    subject = [{"name": name, "digest": {"sha256": sha}} for name, sha in digests(value).items()]
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subject,
        "predicateType": predicate_type(type(value)),
        "predicate": canonical.as_json(value),
    }
    return canonical.encode(statement)


def decode(payload: bytes, kind: type[canonical.T], link: str) -> canonical.T:
    """The value that a statement carries. ``link`` names it in errors.

    Raises :class:`ChainBroken` for another predicate, and for any byte that ``encode`` would not write.
    """
    try:
        read = canonical.decode(payload, _Read, link)
        if read.predicateType != predicate_type(kind):
            raise ChainBroken.at(link, "另一种文书", "a statement of another kind")
        value = canonical.decode(bytes(read.predicate), kind, link)
    except DocumentInvalid as error:
        raise ChainBroken.at(link, "内容无法解读", "its content cannot be read") from error
    if not canonical.is_canonical(payload, value, encode):
        raise ChainBroken.at(link, "不是规范形式", "it is not in canonical form")
    return value


def says(payload: bytes, link: str) -> str:
    """The type of the predicate that a statement claims to carry. Raises :class:`ChainBroken`."""
    try:
        return canonical.decode(payload, _Read, link).predicateType
    except DocumentInvalid as error:
        raise ChainBroken.at(link, "内容无法解读", "its content cannot be read") from error


def predicate_type(kind: type) -> str:
    """Which value of ``model`` a predicate is, as a URI that is compared and never fetched."""
    return f"https://gongkai.example/{kind.__name__.lower()}/v1"


@singledispatch
def digests(value: Any) -> dict[str, str]:
    """What a value speaks for, SHA-256 by name: the links of its chain, unless a kind below."""
    links: tuple[Link, ...] = value.links
    return {link.kind.value: link.digest for link in links}


@digests.register
def _(value: Seal) -> dict[str, str]:
    return {"header": value.header, "payload": value.payload}


@digests.register
def _(value: Receipt | Withdrawal) -> dict[str, str]:
    return {"package": value.sha256}


@digests.register
def _(value: TakenDown) -> dict[str, str]:
    return {"package": value.sha256, "notice": value.notice}


@digests.register
def _(value: Checkpoint) -> dict[str, str]:
    return {"log": value.head}


@singledispatch
def signed_at(value: Any) -> str:
    """When a statement says that it was signed, ISO 8601: ``at``, unless a kind below."""
    at: str = value.at
    return at


@signed_at.register
def _(value: Manifest) -> str:
    return value.created


@signed_at.register
def _(value: Receipt) -> str:
    return value.received
