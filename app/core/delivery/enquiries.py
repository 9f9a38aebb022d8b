"""意见反馈与数据需求: what the public writes to an agency through the platform, and what it answers.

A platform that offers this has, beside the upload:
GET enquiries?to=ORGANISATION     every enquiry to an agency
PUT enquiries/{id}/reply          a signed reply: 200 taken, 422 refused, 404 unknown
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.delivery.transport import Transport, failed
from app.core.errors import PlatformRefused
from app.core.model import Card, Envelope, Profile
from app.core.text import Text
from app.core.trust import canonical, in_toto

EnquiryKind = Literal["feedback", "request"]
Outcome = Literal["accepted", "partly", "declined"]

KINDS: dict[EnquiryKind, Text] = {
    "feedback": Text("意见反馈", "feedback"),
    "request": Text("数据需求", "data request"),
}
OUTCOMES: dict[Outcome, Text] = {
    "accepted": Text("采纳", "accepted"),
    "partly": Text("部分采纳", "partly accepted"),
    "declined": Text("不予采纳", "declined"),
}


@dataclass(frozen=True)
class Enquiry:
    """``to``: the agency that it is for. ``dataset``: the code of the dataset that it is about, or "".

    ``contact``: how to reach who wrote it; a person's data, never to be shown in public.
    """

    id: str
    kind: EnquiryKind
    to: str
    dataset: str
    text: str
    contact: str
    received: str


@dataclass(frozen=True)
class Reply:
    """The agency's word on an enquiry, which the platform shows. ``digest``: of the enquiry."""

    enquiry: str
    digest: str
    outcome: Outcome
    text: str
    signer: Card
    at: str


@in_toto.digests.register
def _(reply: Reply) -> dict[str, str]:
    return {"enquiry": reply.digest}


def fetch(profile_file: Path, organisation: str) -> tuple[Enquiry, ...]:
    """All that was written to an agency.

    Raises FileMissing, DocumentInvalid, PlatformUnreachable, PlatformUntrusted, PlatformFailed.
    """
    with _transport(profile_file) as transport:
        response = transport.call("GET", "enquiries", params={"to": organisation})
    if response.status_code != 200:
        raise failed(response)
    return canonical.decode(response.content, tuple[Enquiry, ...], "enquiries")


def send(reply: Envelope, enquiry: str, profile_file: Path) -> None:
    """Give a signed reply to the platform; the same one again changes nothing.

    Raises what :func:`fetch` raises, and PlatformRefused.
    """
    with _transport(profile_file) as transport:
        body = canonical.encode(reply)
        response = transport.call("PUT", f"enquiries/{enquiry}/reply", data=body)
    if response.status_code == 422:
        raise PlatformRefused(reason=canonical.decode(response.content, Text, "refusal"))
    if response.status_code != 200:
        raise failed(response)


@contextmanager
def _transport(profile_file: Path) -> Iterator[Transport]:
    profile = canonical.read_document(profile_file, Profile)
    transport = Transport(profile, profile_file.parent)
    try:
        yield transport
    finally:
        transport.close()
