"""A pack in its envelope: drafted, signed by administrators one after the other, and opened.

Who signs is told by the roles document that the pack carries; which roles documents count is told by the
pack before, whose document must be continued. So administrators change, and their keys, with a pack alone.
"""

import base64
import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.core.errors import ChainBroken, GongkaiError, RoleRefused
from app.core.fleet.errors import LINK, PolicyInvalid, PolicyNewer, PolicyOlder
from app.core.fleet.pack import SCHEMA, PolicyPack, Settings
from app.core.model import ROLES, Card, Envelope
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.roles.history import History, digest, open_document
from app.core.trust.roster import moment

LARGEST = 16 << 20  # bytes of a pack's file


@dataclass(frozen=True)
class Opened:
    """A pack whose signatures hold. ``signers``: in the order of their names; ``digest``: of the pack."""

    pack: PolicyPack
    roles: History
    signers: tuple[Card, ...]
    digest: str

    @property
    def issuer(self) -> str:
        """The digest of the issuer's first roles document, by which whoever installs a first pack knows it."""
        return digest(self.roles.versions[0])

    def as_json(self) -> dict[str, Any]:
        """What a person compares: whose, which version, until when, signed by whom."""
        return {
            "organisation": self.pack.organisation,
            "version": self.pack.version,
            "expires": self.pack.expires,
            "digest": self.digest,
            "signers": [card.name for card in self.signers],
            "issuer": self.issuer,
        }

    def check_issuer(self, issuer: str) -> None:
        """Raises :class:`PolicyInvalid` for a pack that is not of ``issuer``; "" is anybody."""
        if issuer not in ("", self.issuer):
            raise PolicyInvalid.at(LINK, "签发单位不同", "it is another issuer's")

    def follows(self, known: "Opened") -> None:
        """Raises :class:`PolicyInvalid` unless this is ``known``, or a later version of the same policy."""
        if self.digest == known.digest:
            return
        if self.pack.organisation != known.pack.organisation:
            raise PolicyInvalid.at(LINK, "制定单位不同", "it is another organisation's")
        if self.pack.version <= known.pack.version:
            found, held = self.pack.version, known.pack.version
            raise PolicyOlder.at(
                LINK,
                f"第 {found} 版不比已采用的第 {held} 版新",
                f"version {found} is no newer than version {held}, which is in use",
            )
        with _told():
            self.roles.goes_on(known.roles)


def unsigned(pack: PolicyPack) -> Envelope:
    """The envelope that administrators are to sign. Raises :class:`PolicyInvalid` for a flaw."""
    check(pack)
    envelope = dsse.unsigned(pack)
    content(envelope)  # nobody is to sign what nobody can read
    return envelope


def sign(envelope: Envelope, admin: Identity) -> Envelope:
    """The envelope with one more signature.

    Raises :class:`PolicyInvalid`, and RoleRefused for who is no administrator by its roles document.
    """
    pack = content(envelope)
    if admin.card not in check(pack).newest.admins(moment(pack.at)):
        raise RoleRefused(act=Text("签署策略包", "sign the policy pack"), role=ROLES["admin"])
    return dsse.cosign(envelope, admin)


def missing(envelope: Envelope) -> int:
    """How many administrators are still to sign. Raises :class:`PolicyInvalid`."""
    pack = content(envelope)
    roles = check(pack).newest
    return max(0, roles.threshold - len({card.person for card in _signers(envelope, pack)}))


def open_pack(data: bytes) -> Opened:
    """The pack of a file's content, once enough administrators have signed it. Raises :class:`PolicyInvalid`."""
    if len(data) > LARGEST:
        raise PolicyInvalid.at(LINK, "文件过大", "the file is too large")
    return _opened(bytes(data))


def read_pack(file: Path) -> Opened:
    """The pack of a file. Raises FileMissing, FileUnreadable, :class:`PolicyInvalid`."""
    return open_pack(canonical.read_bytes(file))


def named_issuer(file: Path) -> str:
    """The digest that administrators have written down. Raises FileMissing, FileUnreadable."""
    return canonical.read_bytes(file).decode(errors="replace").strip()


def read_envelope(data: bytes) -> Envelope:
    """A file's content as an envelope. Raises :class:`PolicyInvalid`."""
    try:
        return canonical.decode(data, Envelope, LINK)
    except GongkaiError as error:
        raise PolicyInvalid.at(LINK, "不是策略包文件", "the file is no policy pack") from error


def content(envelope: Envelope) -> PolicyPack:
    """What an envelope says, whoever has signed it. Raises :class:`PolicyInvalid`."""
    if _schema(envelope) > SCHEMA:
        raise PolicyNewer.at(
            LINK, "由更新的程序制作", "it was made for a later version of this program"
        )
    with _told():
        return dsse.content(envelope, PolicyPack, LINK)


def check(pack: PolicyPack) -> History:
    """The issuer's roles, once the pack is sound by itself. Raises :class:`PolicyInvalid`."""
    with _told():
        roles = open_document(pack.roles)
    if roles.organisation != pack.organisation:
        raise PolicyInvalid.at(LINK, "单位名单是别的单位的", "its roles document is another's")
    try:
        span = moment(pack.at), moment(pack.expires)
    except ValueError as error:
        raise PolicyInvalid.at(LINK, "时间无法解读", "a time in it cannot be read") from error
    if span[0] >= span[1]:
        raise PolicyInvalid.at(LINK, "在制作之前就已到期", "it ends before it begins")
    for name in pack.locked:
        if name not in Settings.__struct_fields__ or pack.sets(name) is None:
            raise PolicyInvalid.at(
                LINK, f"锁定了没有给出的设置 {name}", f"it locks {name}, which it does not set"
            )
    chosen = pack.settings.upload_platform
    if chosen is not None and chosen not in pack.platforms:
        raise PolicyInvalid.at(
            LINK, f"没有平台 {chosen}", f"it chooses the platform {chosen}, which it does not hold"
        )
    return roles


@functools.lru_cache(maxsize=8)
def _opened(data: bytes) -> Opened:
    """Every setting asks, and signatures take a while to verify."""
    envelope = read_envelope(data)
    pack = content(envelope)
    roles = check(pack)
    signers = _signers(envelope, pack)
    if len({card.person for card in signers}) < roles.newest.threshold:
        raise PolicyInvalid.at(LINK, "签署的管理员不够", "too few administrators have signed")
    ordered = tuple(sorted(signers, key=lambda card: card.name))
    return Opened(pack, roles, ordered, canonical.digest(pack))


def _signers(envelope: Envelope, pack: PolicyPack) -> frozenset[Card]:
    with _told():
        admins = open_document(pack.roles).newest.admins(moment(pack.at))
        return dsse.cosigners(envelope, admins, LINK)


def _schema(envelope: Envelope) -> int:
    """Which schema an envelope claims; nothing is verified. The first, where it cannot be told."""
    try:
        said = msgspec.json.decode(base64.b64decode(envelope.payload), type=_Claim)
    except (ValueError, msgspec.DecodeError):
        return SCHEMA  # what is wrong with it is told by whoever reads all of it
    return said.predicate.schema


@contextmanager
def _told() -> Iterator[None]:
    """What the foundations say of a chain, said of the policy."""
    try:
        yield
    except PolicyInvalid:
        raise
    except ChainBroken as error:
        raise PolicyInvalid(link=LINK, reason=error.params["reason"], rule="policy") from error


class _Predicate(msgspec.Struct):
    schema: int = SCHEMA


class _Claim(msgspec.Struct):
    predicate: _Predicate
