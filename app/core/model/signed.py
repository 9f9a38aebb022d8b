"""Who signs, and what a signature covers."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from app.core.model.artefacts import Kind
from app.core.spelling import normal, shows
from app.core.text import Text

Role = Literal["clerk", "head", "reviewer", "approver", "admin", "platform"]
Opinion = Literal["公开", "免于公开", "需报审", "退回"]

ROLES: dict[Role, Text] = {
    "clerk": Text("承办人", "clerk"),
    "head": Text("处室负责人", "head of division"),
    "reviewer": Text("保密审查人", "confidentiality reviewer"),
    "approver": Text("审批领导", "approving leader"),
    "admin": Text("管理员", "administrator"),
    "platform": Text("开放平台", "platform"),
}


FIRST_SUITE = "ed25519"


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """The public half of an identity. ``key``: the public key in its suite's form, base64.

    ``person`` names the human being (a staff number); two cards of one person count once. So names and
    numbers have one spelling, and nothing in a card is invisible: whoever looks like another is no second
    person. Raises ValueError for any other. The first suite is not written, so that cards and signatures
    older than suites keep their bytes.
    """

    name: str
    person: str
    role: Role
    organisation: str
    key: str
    suite: str = FIRST_SUITE

    def __post_init__(self) -> None:
        """What is omitted is told by identity; a card that was read must be like one that was made."""
        if any(normal(word) != word for word in (self.name, self.person)):
            raise ValueError("its name or number is not in normal form")
        if not shows(self.name + self.person + self.organisation):
            raise ValueError("it holds characters that do not show")
        if self.suite == FIRST_SUITE:
            msgspec.structs.force_setattr(self, "suite", FIRST_SUITE)


@dataclass(frozen=True)
class Link:
    """One link of the chain: an artefact's digest and the digest of the link before."""

    kind: Kind
    digest: str
    previous: str


@dataclass(frozen=True)
class Envelope:
    """A DSSE v1 envelope as stored: the payload and its signatures, base64."""

    payload: str
    payloadType: str  # noqa: N815 — the name that DSSE gives it
    signatures: tuple[dict[str, str], ...]
