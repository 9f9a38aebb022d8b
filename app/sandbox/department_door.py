"""The door for departments: mutual TLS, tus 1.0, receipts, notices, enquiries and their own page.

OPTIONS POST /files          HEAD PATCH DELETE /files/{id}     resumable upload
PUT /withdrawals/{sha256}    a signed notice: 200 taken down, 422 refused, 404 unknown
GET /enquiries?to={agency}   what the public has written to it, at another door: public_door.py
PUT /enquiries/{id}/reply    a signed reply: 200 taken, 422 refused, 404 unknown
GET /receipts/{sha256}       200 receipt, 202 verifying, 422 refused, 404 unknown
GET /catalog                 what is published
GET /datasets/{package}/{name}
GET / /en/                   a department's deliveries as a page, and the catalog
"""

import base64
import hashlib
import shutil
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from app.core.errors import DocumentInvalid
from app.core.model import Envelope
from app.core.text import Language
from app.core.trust import canonical
from app.sandbox import department
from app.sandbox.answering import Answering, number
from app.sandbox.open_platform import Refusal
from app.sandbox.portal.answer import Answer
from app.sandbox.portal.templates import style
from app.sandbox.uploads import ChecksumWrong, OffsetWrong, Upload, UploadBusy, UploadMissing

MAX_SIZE = 10 << 30  # bytes of one package
MAX_NOTICE = 1 << 20  # bytes of a notice of withdrawal

TUS = {
    "Tus-Resumable": "1.0.0",
    "Tus-Version": "1.0.0",
    "Tus-Extension": "creation,termination,checksum",
    "Tus-Checksum-Algorithm": "sha256",
    "Tus-Max-Size": str(MAX_SIZE),
}


class DepartmentDoor(Answering):
    """What a department with a certificate may ask of the platform."""

    server: Any  # whose ``sandbox`` is the platform behind this door

    # ── tus ──────────────────────────────────────────────────────────────────────────────

    def do_OPTIONS(self) -> None:
        self.answer(HTTPStatus.NO_CONTENT, TUS)

    def do_POST(self) -> None:
        length = number(self.headers.get("Upload-Length"))
        metadata = _metadata(self.headers.get("Upload-Metadata", ""))
        if self.path != "/files":
            self.answer(HTTPStatus.NOT_FOUND)
        elif length is None or metadata is None or not _is_digest(metadata.get("sha256", "")):
            self.answer(HTTPStatus.BAD_REQUEST)
        elif length > MAX_SIZE:
            self.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self.server.sandbox.platform.forget_refusal(metadata["sha256"])
            upload = self.server.sandbox.uploads.create(length, metadata, self._uploader())
            self.answer(HTTPStatus.CREATED, TUS | {"Location": f"/files/{upload.id}"})

    def do_HEAD(self) -> None:
        upload = self._upload()
        if upload is not None:
            headers = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
            self.answer(HTTPStatus.OK, TUS | headers | {"Cache-Control": "no-store"})

    def do_PATCH(self) -> None:
        upload = self._upload()
        if upload is None:
            return
        offset = number(self.headers.get("Upload-Offset"))
        size = number(self.headers.get("Content-Length"))
        checksum = _checksum(self.headers.get("Upload-Checksum"))
        if offset is None or size is None or checksum == b"":
            self.answer(HTTPStatus.BAD_REQUEST)
            return
        try:
            upload = self.server.sandbox.uploads.append(
                upload.id, offset, self.rfile, size, checksum
            )
        except (OffsetWrong, UploadBusy, ChecksumWrong) as error:
            self.answer(_FAILURES[type(error)])
            return
        if upload.offset == offset + size:
            self.was_read()
        # Before the answer, so that a client told of success can ask for the receipt at once.
        if upload.offset == upload.length:
            self.server.sandbox.completed(upload)
        self.answer(HTTPStatus.NO_CONTENT, TUS | {"Upload-Offset": str(upload.offset)})

    # ── withdrawals and replies ──────────────────────────────────────────────────────────

    def do_PUT(self) -> None:
        room, _, rest = self.path.lstrip("/").partition("/")
        body = self.body(MAX_NOTICE)
        try:
            notice = canonical.decode(body, Envelope, "notice") if body is not None else None
        except DocumentInvalid:
            notice = None
        if notice is not None and room == "withdrawals" and _is_digest(rest):
            self._say(self.server.sandbox.platform.withdraw(notice, rest), HTTPStatus.NOT_FOUND)
        elif notice is not None and room == "enquiries" and rest.endswith("/reply"):
            self._reply(notice, rest.removesuffix("/reply"))
        else:
            self.answer(HTTPStatus.BAD_REQUEST)

    def _reply(self, reply: Envelope, id: str) -> None:
        platform = self.server.sandbox.platform
        try:
            refused = platform.enquiries.reply(reply, id, platform.trusted())
        except KeyError:
            self.answer(HTTPStatus.NOT_FOUND)
            return
        if refused is None:
            self.answer(HTTPStatus.OK)
        else:
            self.json(HTTPStatus.UNPROCESSABLE_ENTITY, canonical.encode(refused))

    # ── uploads that are given up ────────────────────────────────────────────────────────

    def do_DELETE(self) -> None:
        upload = self._upload()
        if upload is not None:
            self.server.sandbox.uploads.remove(upload.id)
            self.answer(HTTPStatus.NO_CONTENT, TUS)

    # ── what is published ────────────────────────────────────────────────────────────────

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        room, _, rest = unquote(asked.path).lstrip("/").partition("/")
        if room == "receipts" and _is_digest(rest):
            self._receipt(rest)
        elif room == "catalog" and not rest:
            self.json(HTTPStatus.OK, canonical.encode(self.server.sandbox.platform.catalog()))
        elif room == "enquiries" and not rest:
            to = "".join(parse_qs(asked.query).get("to", []))
            enquiries = self.server.sandbox.platform.enquiries.to(to)
            self.json(HTTPStatus.OK, canonical.encode(enquiries))
        elif room == "datasets":
            self._download(*rest.partition("/")[::2])
        elif room in ("", "en") and not rest:
            sandbox = self.server.sandbox
            language: Language = "en" if room else "zh"
            uploader, portal = self._uploader(), sandbox.public_address
            self.send(department.page(sandbox.platform, uploader, portal, language))
        elif room == "style.css":
            self.send(Answer(type="text/css; charset=utf-8", body=style()))
        else:
            self.answer(HTTPStatus.NOT_FOUND)

    def _receipt(self, digest: str) -> None:
        self._say(self.server.sandbox.platform.answer(digest), HTTPStatus.ACCEPTED)

    def _say(self, answer: Envelope | Refusal | None, otherwise: HTTPStatus) -> None:
        """The platform's signed word, or its refusal; ``otherwise`` where it has neither."""
        if answer is None:
            self.answer(otherwise)
        elif isinstance(answer, Envelope):
            self.json(HTTPStatus.OK, canonical.encode(answer))
        else:
            self.json(HTTPStatus.UNPROCESSABLE_ENTITY, canonical.encode(answer))

    def _download(self, package: str, name: str) -> None:
        file = self.server.sandbox.platform.file(package, name)
        if file is None:
            self.answer(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Length", str(file.stat().st_size))
        self.send_header("Content-Type", "application/octet-stream")
        self.end_headers()
        with file.open("rb") as source:
            shutil.copyfileobj(source, self.wfile)

    # ── answers ──────────────────────────────────────────────────────────────────────────

    def _upload(self) -> Upload | None:
        """The upload that the path names; only its own uploader may touch it."""
        try:
            upload: Upload | None = self.server.sandbox.uploads.get(
                self.path.removeprefix("/files/")
            )
        except UploadMissing:
            upload = None
        if upload is None or upload.uploader != self._uploader():
            self.answer(HTTPStatus.NOT_FOUND, TUS)
            return None
        return upload

    def _uploader(self) -> str:
        certificate = self.connection.getpeercert(binary_form=True) or b""
        return hashlib.sha256(certificate).hexdigest()


_FAILURES = {OffsetWrong: HTTPStatus.CONFLICT, UploadBusy: HTTPStatus.LOCKED, ChecksumWrong: 460}


def _metadata(header: str) -> dict[str, str] | None:
    """``key base64, key base64``; None when it is malformed."""
    pairs: dict[str, str] = {}
    for pair in filter(None, header.split(",")):
        key, _, value = pair.strip().partition(" ")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode()
        except ValueError:
            return None
    return pairs


def _checksum(header: str | None) -> bytes | None:
    """The expected SHA-256; None when there is none, empty when it cannot be used."""
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except ValueError:
        return b""
    return digest if algorithm == "sha256" and len(digest) == 32 else b""


def _is_digest(text: str) -> bool:
    return len(text) == 64 and all(character in "0123456789abcdef" for character in text)
