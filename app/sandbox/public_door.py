"""The door for everybody: HTTPS without a client's certificate. What it leads to: portal/portal.py.

POST /enquiries          a form as JSON: kind, to, text, dataset, contact; 201 with its number
GET /enquiries/{id}      what has become of it, as JSON, or as a page for who wants HTML
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
        body = self.body(MAX_FORM)
        if body is None:
            self.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif self.headers.get_content_type() == "application/x-www-form-urlencoded":
            self.send(self.server.sandbox.portal.post(self.path, body))
        else:
            self._take(body)

    def do_GET(self) -> None:
        room, _, id = self.path.lstrip("/").partition("/")
        if room == "enquiries" and "text/html" not in self.headers.get("Accept", ""):
            self._show(id)
        else:
            self.send(self.server.sandbox.portal.get(self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _take(self, body: bytes) -> None:
        """An enquiry that a program has written."""
        enquiries = self.server.sandbox.platform.enquiries
        id = enquiries.put(body) if self.path == "/enquiries" else None
        if id is None:
            self.close_connection = True
            self.answer(HTTPStatus.BAD_REQUEST)
        else:
            self.json(HTTPStatus.CREATED, canonical.encode({"id": id}))

    def _show(self, id: str) -> None:
        try:
            shown = self.server.sandbox.platform.enquiries.shown(id)
        except KeyError:
            self.answer(HTTPStatus.NOT_FOUND)
            return
        self.json(HTTPStatus.OK, canonical.encode(shown))
