"""Signed statements: DSSE v1 envelopes over in-toto statements, signed by the suite of the signer's card.

Source: the DSSE protocol, v1.0.2 (secure-systems-lab). Its rules that matter here: the signature
covers the payload type (PAE), exactly the verified bytes are parsed, and ``keyid`` does
not choose the key: who signed is the card *inside* the payload, checked against the trusted cards. It
must still name that card, so that no bit of an envelope is free.
"""

import base64
import binascii
from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any, Protocol, TypeVar

from app.core.errors import ChainBroken, SuiteRefused
from app.core.model import Card, Envelope
from app.core.trust import canonical, in_toto
from app.core.trust.identity import Identity, check_signature, fingerprint
from app.core.trust.roster import Roster


class Signed(Protocol):
    """A statement that names its signer."""

    @property
    def signer(self) -> Card: ...


S = TypeVar("S", bound=Signed)


def sign(statement: Signed, identity: Identity) -> Envelope:
    """Envelope of ``statement``, which must name ``identity`` as its signer."""
    if statement.signer != identity.card:
        raise ValueError("a statement is signed by the signer that it names")
    payload = in_toto.encode(statement)
    signature = identity.key.sign(_pae(in_toto.PAYLOAD_TYPE, payload))
    signed = {"keyid": fingerprint(identity.card), "sig": _b64(signature)}
    return Envelope(_b64(payload), in_toto.PAYLOAD_TYPE, (signed,))


def unsigned(value: Any) -> Envelope:
    """An envelope of what several persons are to sign."""
    return Envelope(_b64(in_toto.encode(value)), in_toto.PAYLOAD_TYPE, ())


def cosign(envelope: Envelope, identity: Identity) -> Envelope:
    """The envelope with one more signature; who has signed it before changes nothing."""
    keyid = fingerprint(identity.card)
    if keyid in {signature.get("keyid") for signature in envelope.signatures}:
        return envelope
    payload = _unb64(envelope.payload, "payload")
    signature = identity.key.sign(_pae(envelope.payloadType, payload))
    signed = {"keyid": keyid, "sig": _b64(signature)}
    signatures = sorted((*envelope.signatures, signed), key=itemgetter("keyid"))
    return Envelope(envelope.payload, envelope.payloadType, tuple(signatures))


def content(envelope: Envelope, kind: type[canonical.T], link: str) -> canonical.T:
    """What an envelope holds, whoever has signed it. Raises :class:`ChainBroken`."""
    if envelope.payloadType != in_toto.PAYLOAD_TYPE:
        raise ChainBroken.at(link, "另一种文书", "a statement of another kind")
    return in_toto.decode(_unb64(envelope.payload, link), kind, link)


def cosigners(envelope: Envelope, candidates: Iterable[Card], link: str) -> frozenset[Card]:
    """Which of the candidates have signed an envelope.

    Raises :class:`ChainBroken` for a signature that is no candidate's, is there twice, or does not hold.
    """
    cards = {fingerprint(card): card for card in candidates}
    message = _pae(envelope.payloadType, _unb64(envelope.payload, link))
    for signature in envelope.signatures:
        if set(signature) != {"keyid", "sig"} or signature["keyid"] not in cards:
            raise ChainBroken.at(link, "有不该签名的人签了名", "someone signed who may not")
        card = cards[signature["keyid"]]
        if not check_signature(card, _unb64(signature["sig"], link), message):
            raise ChainBroken.at(link, "签名不符", "a signature does not match")
    signed = tuple(signature["keyid"] for signature in envelope.signatures)
    if signed != tuple(sorted(set(signed))):
        raise ChainBroken.at(link, "不是规范形式", "it is not in canonical form")
    return frozenset(cards[keyid] for keyid in signed)


def verify(
    envelope: Envelope, kind: type[S], link: str, trusted: Collection[Card] | None = None
) -> S:
    """The statement inside, once its signature holds.

    ``trusted``: the signer must be one of these, and by a roster's word at the time of signing; None asks
    only that the envelope is sound.
    ``link`` names the envelope in errors. Raises :class:`ChainBroken`.
    """
    statement = content(envelope, kind, link)
    payload = _unb64(envelope.payload, link)
    if len(envelope.signatures) != 1:
        raise ChainBroken.at(link, "不是规范形式", "it is not in canonical form")
    signature = envelope.signatures[0]
    if signature.get("keyid") != fingerprint(statement.signer) or set(signature) != {
        "keyid",
        "sig",
    }:
        raise ChainBroken.at(link, "签名人不符", "it names another signer")
    if trusted is not None and statement.signer not in trusted:
        suites = {card.suite for card in trusted}
        if suites and statement.signer.suite not in suites:
            raise SuiteRefused.of(link, statement.signer.suite, suites)
        raise ChainBroken.at(
            link, "签名人不在受信名单中", "its signer is not a trusted one", rule="signer"
        )
    if isinstance(trusted, Roster):
        refusal = trusted.refusal(statement.signer, in_toto.signed_at(statement))
        if refusal is not None:
            raise ChainBroken(link=str(link), reason=refusal, rule="signer")
    message = _pae(envelope.payloadType, payload)  # from here on, the suite is a trusted card's
    if not check_signature(statement.signer, _unb64(signature["sig"], link), message):
        raise ChainBroken.at(link, "签名不符", "the signature does not match")
    return statement


def holds(envelope: Envelope, kind: type, link: str) -> bool:
    """Whether an envelope says that it holds a statement of this kind; nothing is verified."""
    return in_toto.says(_unb64(envelope.payload, link), link) == in_toto.predicate_type(kind)


def _pae(kind: str, payload: bytes) -> bytes:
    """Pre-authentication encoding: what the signature covers."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unb64(text: str, link: str) -> bytes:
    """Strict base64: one text for one content, so that no bit of an envelope is free."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ChainBroken.at(link, "编码有误", "its encoding is wrong") from error
    if _b64(data) != text:
        raise ChainBroken.at(link, "编码有误", "its encoding is wrong")
    return data
