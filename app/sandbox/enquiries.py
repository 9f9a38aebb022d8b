"""What the public writes to agencies, and what they answer.

enquiries/{id}.json          an enquiry as it came
enquiries/{id}.reply.json    the agency's signed reply
"""

import datetime
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.delivery.enquiries import Enquiry, EnquiryKind, Reply
from app.core.errors import ChainBroken, DocumentInvalid
from app.core.files import write_atomically
from app.core.model import Card, Envelope
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.sandbox.in_office import check_in_office

LONGEST = 4000  # characters of an enquiry
LINE = 200  # of each of its other fields
_ID = re.compile("[0-9a-f]{32}")
_LINK = "reply"


@dataclass(frozen=True)
class Form:
    """What someone fills in."""

    kind: EnquiryKind
    to: str
    text: str
    dataset: str = ""
    contact: str = ""


class Enquiries:
    """The platform's postbox, in a folder. Safe for many threads: a file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, body: bytes) -> str | None:
        """Take a form in; the number by which its writer can ask, or None where it is malformed."""
        try:
            form = canonical.decode(body, Form, "form")
        except DocumentInvalid:
            return None
        texts = (form.to, form.dataset, form.contact)
        if not form.to or not 0 < len(form.text.strip()) <= LONGEST:
            return None
        if any(len(text) > LINE for text in texts):
            return None
        # Unguessable: the number is all that someone needs to read the reply.
        id = uuid.uuid4().hex
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        enquiry = Enquiry(
            id, form.kind, form.to, form.dataset, form.text.strip(), form.contact, now
        )
        write_atomically(self._file(id), [canonical.encode(enquiry)], private=True)
        return id

    def to(self, organisation: str) -> list[Enquiry]:
        """All that was written to an agency, the oldest first."""
        files = (file for file in self._folder.glob("*.json") if "." not in file.stem)
        found = (canonical.read_document(file, Enquiry) for file in files)
        mine = [enquiry for enquiry in found if enquiry.to == organisation]
        return sorted(mine, key=lambda enquiry: (enquiry.received, enquiry.id))

    def reply(self, envelope: Envelope, id: str, trusted: Collection[Card]) -> Text | None:
        """Take a signed reply; why it is refused, or None. Raises KeyError for an unknown number."""
        enquiry = self._enquiry(id)
        try:
            said = dsse.verify(envelope, Reply, _LINK, trusted)
            check_in_office(trusted, said.signer, _LINK)
            if (said.enquiry, said.digest) != (id, canonical.digest(enquiry)):
                raise ChainBroken.at(_LINK, "答复的是另一件", "it answers another enquiry")
            if said.signer.organisation != enquiry.to or said.signer.role != "clerk":
                raise ChainBroken.at(_LINK, "不是写给该单位的", "it was not written to this agency")
        except ChainBroken as error:
            return error.message.format(**error.params)
        write_atomically(self._reply_file(id), [canonical.encode(envelope)])
        return None

    def shown(self, id: str) -> dict[str, Any]:
        """What who wrote an enquiry may see of it. Raises KeyError."""
        enquiry = self._enquiry(id)
        seen: dict[str, Any] = {"id": id, "received": enquiry.received, "reply": None}
        file = self._reply_file(id)
        if file.exists():
            said = dsse.verify(canonical.read_document(file, Envelope), Reply, _LINK)
            seen["reply"] = {"outcome": said.outcome, "text": said.text, "at": said.at}
        return seen

    def _enquiry(self, id: str) -> Enquiry:
        if not _ID.fullmatch(id) or not self._file(id).exists():
            raise KeyError(id)
        return canonical.read_document(self._file(id), Enquiry)

    def _file(self, id: str) -> Path:
        return self._folder / f"{id}.json"

    def _reply_file(self, id: str) -> Path:
        return self._folder / f"{id}.reply.json"
