"""An HTTPS interface as the profile describes it, on loopback: it checks signatures by its own arithmetic."""

import base64
import datetime
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.acts.emergency import NothingToStop
from app.core.delivery.connectors.https import HttpsPublisher
from app.core.delivery.diagnosis import diagnose
from app.core.delivery.failures import AccessRefused, PartlyDelivered, ProfileUnusable
from app.core.delivery.hours import OutsideHours, local_now
from app.core.delivery.publisher import Offer, OfferedFile
from app.core.delivery.record import DeliveryRecord
from app.core.errors import ParameterInvalid, PlatformFailed, PlatformRefused, PlatformUntrusted
from app.core.jobs import Job
from app.core.model import Entry, Kind, PackedFile, Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import retention
from app.core.workspace.store import Workspace
from tests import releases
from tests.core.delivery.connectors.tls_front import TlsFront

SECRET = "k3y"


class Interface(ThreadingHTTPServer):
    """A platform's own interface: files by number. ``mood`` changes how it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.fields: list[dict[str, str]] = []
        self.mood = ""
        self.clock = ""


class _Handler(BaseHTTPRequestHandler):
    server: Interface

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.mood != "trusting" and not self._signed():
            self._answer(401, {"code": "1"})
        elif self.server.mood == "broken":
            self._answer(500, {"code": "1"})
        elif self.server.mood == "full":
            self._answer(200, {"code": "7", "msg": "库容不足"})
        else:
            fields, name, content = self._read(body)
            if self.server.mood == "second" and len(self.server.files) == 1:
                self._answer(200, {"code": "7", "msg": "库容不足"})
                return
            kept = content + b"\n" if self.server.mood == "careless" else content
            key = self.headers["Idempotency-Key"][:12]
            self.server.files[key] = kept
            self.server.fields.append({**fields, "file": name})
            digest = hashlib.sha256(kept).hexdigest()
            place = f"/files/{key}" if self.server.mood != "elsewhere" else "https://example.org/x"
            self._answer(200, {"code": 0, "data": {"id": key, "sha256": digest, "url": place}})

    def do_GET(self) -> None:
        if not self._signed():
            self._answer(401, {})
            return
        content = self.server.files[self.path.removeprefix("/files/")]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_DELETE(self) -> None:
        if self.server.mood in ("broken", "stuck"):
            self._answer(500, {"code": "1"})
            return
        gone = self.server.files.pop(self.path.removeprefix("/files/"), None)
        self._answer(404 if gone is None else 200, {"code": 0})

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.server.clock or super().date_time_string(timestamp)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def _signed(self) -> bool:
        said = [self.headers.get(f"X-{name}", "") for name in ("Client-Id", "Timestamp", "Nonce")]
        code = hmac.new(SECRET.encode(), "".join(said).encode(), "sha256").digest()
        return base64.b64encode(code).decode() == self.headers.get("X-Signature")

    def _read(self, body: bytes) -> tuple[dict[str, str], str, bytes]:
        kind = self.headers["Content-Type"]
        if kind == "application/json":
            said = json.loads(body)
            return said, "", base64.b64decode(said.pop("content"))
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        parts: list[Message] = BytesParser(policy=HTTP).parsebytes(head + body).get_payload()  # type: ignore[assignment]
        fields = {}
        for part in parts:
            name = part.get_param("name", header="content-disposition")
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            if name == "content":
                return fields, str(part.get_filename()), data
            fields[str(name)] = data.decode()
        raise AssertionError("no file")

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        data = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def interface() -> Iterator[Interface]:
    server = Interface()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def front(interface: Interface, tmp_path: Path) -> Iterator[TlsFront]:
    front = TlsFront(interface.server_port, tmp_path / "tls")
    yield front
    front.close()


@pytest.fixture
def profile(front: TlsFront, tmp_path: Path) -> Profile:
    (tmp_path / "tls" / "secret").write_text(SECRET + "\n")
    return Profile(
        "省平台",
        "https",
        f"https://127.0.0.1:{front.port}",
        ca="ca.pem",
        options={
            "path": "files",
            "file_field": "content",
            "fields": {"title": "{title}", "digest": "{sha256}", "note": "{code}/{file}/{size}"},
            "signing": {
                "family": "shandong",
                "options": {"client_id": "c1"},
                "secret": {"file": "secret"},
            },
            "answer": {
                "success": {"code": "0"},
                "id": "data.id",
                "sha256": "data.sha256",
                "address": "data.url",
                "message": "msg",
            },
            "retraction": {"path": "files/{id}"},
        },
    )


@pytest.fixture
def offer(tmp_path: Path) -> Offer:
    files = []
    for name, content in (("data.csv", "名称\r\n低保\r\n".encode()), ("b.csv", b"x" * 3_000_000)):
        (tmp_path / name).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        files.append(OfferedFile(PackedFile(name, len(content), digest, "output"), tmp_path / name))
    return Offer(
        "0" * 64, Entry("1272", {"name": "低保", "code": "301/1"}, ()), b"{}", tuple(files)
    )


def changed(profile: Profile, **options: Any) -> Profile:
    return replace(profile, options=profile.options | options)


@pytest.mark.parametrize("body", ["multipart", "json"])
def test_files_are_sent_signed_and_compared(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path, body: str
) -> None:
    items = HttpsPublisher().publish(offer, changed(profile, body=body), tmp_path / "tls", Job())
    assert [item.sha256 for item in items] == [each.file.sha256 for each in offer.files]
    assert [interface.files[item.id] for item in items] == [
        each.path.read_bytes() for each in offer.files
    ]
    assert interface.fields[0] == {
        "title": "低保",
        "digest": offer.files[0].file.sha256,
        "note": f"301/1/data.csv/{offer.files[0].file.size}",
        "file": "data.csv" if body == "multipart" else "",
    }


def test_a_release_is_placed_and_taken_down(
    profile: Profile, interface: Interface, ws: Workspace, clerk: Identity, approved: str,
    tmp_path: Path, job: Job,
) -> None:  # fmt: skip
    file = tmp_path / "tls" / "profile.json"
    file.write_bytes(canonical.encode(profile))
    acts.seal(ws, clerk, approved, profile, job)
    record = acts.hand_over(ws, clerk, approved, file, job)
    assert isinstance(record, DeliveryRecord)
    assert ws.release(approved).state is State.PLACED
    (content,) = interface.files.values()
    assert hashlib.sha256(content).hexdigest() == ws.standing(approved)[Kind.OUTPUT]
    assert acts.published(ws)[0].at == record.received
    acts.withdraw(ws, clerk, approved, "误发", file)
    assert interface.files == {}
    assert ws.release(approved).state is State.WITHDRAWN
    assert ws.verify_log().valid


Seal = Callable[..., str]


@pytest.fixture
def seal(ws: Workspace, clerk: Identity, reviewer: Identity, profile: Profile, job: Job) -> Seal:
    """Bring a file until it is sealed, as one dataset; perhaps as a correction."""

    def bring(path: Path, corrects: str = "") -> str:
        release = releases.checked(ws, clerk, path, job)
        entry = ws.load(release, Kind.ENTRY, Entry)
        fields = entry.fields | {"code": "306/00001"}
        acts.catalogue(ws, clerk, release, replace(entry, fields=fields))
        acts.check_quality(ws, clerk, release, job)
        if corrects:
            acts.correct(ws, clerk, release, corrects, "少了一行")
        acts.submit(ws, clerk, release, job)
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "已公示过")
        acts.seal(ws, clerk, release, profile, job)
        return release

    return bring


def test_a_correction_takes_the_place_of_what_was_placed(
    profile: Profile, interface: Interface, ws: Workspace, clerk: Identity, seal: Seal,
    people_csv: Path, tmp_path: Path, job: Job,
) -> None:  # fmt: skip
    file = tmp_path / "tls" / "profile.json"
    file.write_bytes(canonical.encode(profile))
    wrong = seal(people_csv)
    old = acts.hand_over(ws, clerk, wrong, file, job)
    mended = tmp_path / people_csv.name
    mended.write_bytes(people_csv.read_bytes() + people_csv.read_bytes().splitlines(True)[-1])
    right = seal(mended, corrects=wrong)
    elsewhere = tmp_path / "tls" / "elsewhere.json"
    elsewhere.write_bytes(canonical.encode(replace(profile, address="https://127.0.0.1:1")))
    with pytest.raises(ParameterInvalid, match=f"stands at {profile.address}"):
        acts.hand_over(ws, clerk, right, elsewhere, job)
    interface.mood = (
        "stuck"  # the new one stands, and the old one does, too: nothing is recorded yet
    )
    with pytest.raises(PlatformFailed):
        acts.hand_over(ws, clerk, right, file, job)
    assert (len(interface.files), ws.release(right).state) == (2, State.SEALED)
    interface.mood = ""
    new = acts.hand_over(ws, clerk, right, file, job)
    assert isinstance(old, DeliveryRecord) and isinstance(new, DeliveryRecord)
    assert new.items[0].id != old.items[0].id
    assert list(interface.files) == [new.items[0].id]
    assert acts.replaced_by(ws, wrong) == right
    assert ws.verify_log().valid


def test_a_correction_is_refused_before_it_is_sent_where_nothing_can_be_taken_down(
    profile: Profile, interface: Interface, ws: Workspace, clerk: Identity, seal: Seal,
    people_csv: Path, tmp_path: Path, job: Job,
) -> None:  # fmt: skip
    file = tmp_path / "tls" / "profile.json"
    file.write_bytes(canonical.encode(profile))
    wrong = seal(people_csv)
    acts.hand_over(ws, clerk, wrong, file, job)
    right = seal(people_csv, corrects=wrong)
    bare = replace(profile, options=profile.options | {"retraction": None})
    file.write_bytes(canonical.encode(bare))
    interface.files.clear()
    with pytest.raises(ProfileUnusable, match="retraction"):
        acts.hand_over(ws, clerk, right, file, job)
    assert (interface.files, ws.release(right).state) == ({}, State.SEALED)
    with pytest.raises(ProfileUnusable, match="retraction"):
        acts.seal(ws, clerk, right, bare, job)
    acts.choose_upload_profile(ws, file)
    with pytest.raises(
        ProfileUnusable, match="retraction"
    ):  # while it is prepared, before the review
        seal(people_csv, corrects=wrong)
    file.write_bytes(canonical.encode(changed(bare, overwrites=True)))
    acts.hand_over(ws, clerk, right, file, job)
    assert ws.release(right).state is State.PLACED


def test_to_withdraw_what_was_written_over_leaves_what_stands(
    profile: Profile, interface: Interface, ws: Workspace, clerk: Identity, seal: Seal,
    people_csv: Path, tmp_path: Path, job: Job,
) -> None:  # fmt: skip
    """The interface names a file by its content, so that the same table again is the same item."""
    file = tmp_path / "tls" / "profile.json"
    file.write_bytes(canonical.encode(profile))
    first, second = seal(people_csv), seal(people_csv)
    for release in (first, second):
        acts.hand_over(ws, clerk, release, file, job)
    acts.withdraw(ws, clerk, first, "误发", file)
    assert len(interface.files) == 1
    acts.withdraw(ws, clerk, second, "误发", file)
    assert interface.files == {}


def test_what_is_placed_ages_and_is_stopped_like_what_is_delivered(
    profile: Profile, interface: Interface, ws: Workspace, clerk: Identity, approved: str,
    tmp_path: Path, job: Job,
) -> None:  # fmt: skip
    file = tmp_path / "tls" / "profile.json"
    file.write_bytes(canonical.encode(profile))
    acts.seal(ws, clerk, approved, profile, job)
    acts.hand_over(ws, clerk, approved, file, job)

    retention.set_retention(ws, clerk.card, 30)
    over = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30.1)
    assert retention.due(ws, over - datetime.timedelta(days=0.2)) == ()
    assert [due.release for due in retention.due(ws, over)] == [approved]
    retention.shred(ws, clerk.card, approved)
    assert retention.due(ws, over) == ()

    elsewhere = tmp_path / "tls" / "elsewhere.json"
    elsewhere.write_bytes(canonical.encode(replace(profile, address="https://127.0.0.1:1")))
    with pytest.raises(NothingToStop):
        acts.emergency_stop(ws, clerk, acts.Scope(), "发现泄露", elsewhere, job)
    interface.mood = "broken"
    (stopped,) = acts.emergency_stop(ws, clerk, acts.Scope(), "发现泄露", file, job)
    assert stopped.error is not None and ws.release(approved).state is State.PLACED
    interface.mood = ""
    (stopped,) = acts.emergency_stop(ws, clerk, acts.Scope(), "发现泄露", file, job)
    assert stopped.error is None and interface.files == {}
    assert ws.release(approved).state is State.WITHDRAWN
    assert ws.verify_log().valid


@pytest.mark.parametrize(
    ("mood", "error", "match"),
    [
        ("broken", PlatformFailed, "500"),
        ("full", PlatformRefused, "库容不足"),
        ("careless", PlatformRefused, "something else"),
        ("elsewhere", PlatformUntrusted, "another address"),
    ],
)
def test_what_does_not_go_well_is_no_delivery(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path, mood: str,
    error: type[Exception], match: str,
) -> None:  # fmt: skip
    interface.mood = mood
    with pytest.raises(error, match=match):
        HttpsPublisher().publish(offer, profile, tmp_path / "tls", Job())


def test_nothing_is_sent_outside_the_hours(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path
) -> None:
    now = local_now()
    opens, closes = (now + datetime.timedelta(hours=each) for each in (2, 3))
    told = replace(profile, hours=f"{opens:%H:%M}-{closes:%H:%M}")
    with pytest.raises(OutsideHours):
        HttpsPublisher().publish(offer, told, tmp_path / "tls", Job())
    assert interface.files == {}


def test_a_part_that_fails_is_named_and_nothing_is_doubled(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path
) -> None:
    interface.mood = "second"
    with pytest.raises(PartlyDelivered) as caught:
        HttpsPublisher().publish(offer, profile, tmp_path / "tls", Job())
    assert "b.csv" in caught.value.told("zh") and caught.value.params["done"] == "data.csv"
    interface.mood = ""
    assert len(HttpsPublisher().publish(offer, profile, tmp_path / "tls", Job())) == 2
    assert len(interface.files) == 2


def test_a_wrong_secret_is_told_and_never_shown(
    profile: Profile, offer: Offer, tmp_path: Path
) -> None:
    (tmp_path / "tls" / "secret").write_text("wr0ng")
    with pytest.raises(AccessRefused, match="401") as caught:
        HttpsPublisher().publish(offer, profile, tmp_path / "tls", Job())
    assert "wr0ng" not in str(caught.value) + caught.value.advice("en")


@pytest.mark.parametrize(
    ("clock", "word"),
    [("Sat, 28 Nov 2020 08:00:00 GMT", "fast"), ("Sat, 28 Nov 2099 08:00:00 GMT", "slow")],
)
def test_a_clock_that_is_off_is_the_reason_that_is_told(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path, clock: str, word: str
) -> None:
    interface.clock = clock
    (tmp_path / "tls" / "secret").write_text("wr0ng")
    with pytest.raises(AccessRefused, match=word):
        HttpsPublisher().publish(offer, profile, tmp_path / "tls", Job())


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"path": 3}, "path"),
        ({"answer": {"id": "data.id"}}, "answer: sha256 or address"),
        ({"fields": {"a": "{person}"}}, "fields.a"),
        ({"signing": {"family": "shandong", "secret": {"file": "secret"}}}, "client_id"),
        ({"methods": "PUT"}, "options.methods"),
        (
            {
                "signing": {
                    "family": "anyfabric",
                    "options": {"appid": "x"},
                    "secret": {"file": "secret"},
                }
            },
            "needs body json",
        ),
    ],
)
def test_a_profile_that_cannot_be_used_names_the_key(
    profile: Profile, interface: Interface, offer: Offer, tmp_path: Path,
    options: dict[str, Any], key: str,
) -> None:  # fmt: skip
    with pytest.raises(ProfileUnusable, match=key):
        HttpsPublisher().publish(offer, changed(profile, **options), tmp_path / "tls", Job())
    assert interface.files == {}


def test_the_way_there_can_be_looked_at(profile: Profile, tmp_path: Path) -> None:
    steps = diagnose(profile, tmp_path / "tls", datetime.datetime.now(datetime.UTC))
    assert [step.layer for step in steps if step.verdict != "ok"] == []
    assert "answer" in [step.layer for step in steps]
