"""The door for everybody: HTTPS without a client's certificate.

POST /enquiries          a form: kind, to, text, dataset, contact; 201 with its number
GET /enquiries/{id}      what has become of it
"""

from http import HTTPStatus
from typing import Any

from app.core.trust import canonical
from app.sandbox.answering import Answering

MAX_FORM = 64 << 10  # bytes


class PublicDoor(Answering):
    """What anyone may ask of the platform."""

    server: Any  # whose ``sandbox`` is the platform behind this door

    def do_POST(self) -> None:
        body = self.body(MAX_FORM) if self.path == "/enquiries" else None
        id = self.server.sandbox.platform.enquiries.put(body) if body is not None else None
        if id is None:
            self.close_connection = True
            self.answer(HTTPStatus.BAD_REQUEST)
        else:
            self.json(HTTPStatus.CREATED, canonical.encode({"id": id}))

    def do_GET(self) -> None:
        room, _, id = self.path.lstrip("/").partition("/")
        try:
            if room != "enquiries":
                raise KeyError(room)
            shown = self.server.sandbox.platform.enquiries.shown(id)
        except KeyError:
            self.answer(HTTPStatus.NOT_FOUND)
            return
        self.json(HTTPStatus.OK, canonical.encode(shown))
