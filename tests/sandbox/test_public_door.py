"""The public door over HTTPS, with a dataset that came in a package."""

import hashlib
import http.client
import re
import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest
import requests

from app.core import acts
from app.core.jobs import Job
from app.core.model import Receipt
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

Get = Callable[..., requests.Response]


@pytest.fixture
def get(sandbox: Sandbox) -> Get:
    def get(path: str, method: str = "GET", **more: object) -> requests.Response:
        ca = sandbox.profile.with_name("ca.pem")
        address = path if path.startswith("https") else sandbox.public_address + path
        return requests.request(method, address, verify=str(ca), timeout=20, **more)  # type: ignore[arg-type]

    return get


def test_a_delivered_dataset_is_found_previewed_and_downloaded(
    ws: Workspace, sandbox: Sandbox, delivered: str, get: Get
) -> None:
    page = get("/?q=people")
    (key,) = set(re.findall(r"/datasets/([0-9a-f]{16})", page.text))
    dataset = get(f"/datasets/{key}")
    assert "青石镇" in dataset.text
    assert "王小伟" not in dataset.text
    (listed,) = get("/catalog.json").json()
    (edition,) = listed["editions"]
    csv = get(edition["files"]["csv"])
    assert hashlib.sha256(csv.content).hexdigest() == edition["csv"]["sha256"]
    assert edition["csv"]["sha256"] in dataset.text
    envelope = sandbox.platform.answer(edition["sha256"])
    assert canonical.digest(envelope) in dataset.text
    receipt = canonical.decode(
        get(f"/receipts/{edition['sha256']}").content, type(envelope), "receipt"
    )
    assert (
        dsse.verify(receipt, Receipt, "receipt", (sandbox.platform.identity.card,)).sha256
        == edition["sha256"]
    )


def test_every_answer_guards_the_browser(sandbox: Sandbox, delivered: str, get: Get) -> None:
    for path in ("/", "/en/", "/nothing", "/style.css", "/catalog.json"):
        headers = get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "script-src" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_head_is_get_without_its_body(sandbox: Sandbox, delivered: str, get: Get) -> None:
    (listed,) = get("/catalog.json").json()
    for path in ("/api", listed["editions"][0]["files"]["csv"]):
        head, whole = get(path, "HEAD"), get(path)
        assert head.headers["Content-Length"] == str(len(whole.content))
        assert head.content == b""


def test_a_form_from_a_page_reaches_the_agencys_inbox(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, delivered: str, get: Get
) -> None:
    (listed,) = get("/catalog.json").json()
    form = {"kind": "feedback", "to": listed["organisation"], "dataset": listed["fields"]["code"],
            "text": "第三行有误\r\n请核对", "contact": ""}  # fmt: skip
    seen = get("/enquiries", "POST", data=form, headers={"Accept": "text/html"})
    assert "还没有答复" in seen.text  # the page that it leads to
    acts.pull_inbox(ws, clerk, sandbox.profile)
    (item,) = acts.inbox_items(ws)
    assert item.enquiry.text == "第三行有误\r\n请核对"


@pytest.mark.parametrize("length", [{"Content-Length": str((64 << 10) + 1)}, {}])
def test_too_much_of_a_form_is_not_read(sandbox: Sandbox, length: dict[str, str]) -> None:
    """Nor one that does not say how much it is."""
    context = ssl.create_default_context(cafile=str(sandbox.profile.with_name("ca.pem")))
    host = sandbox.public_address.removeprefix("https://")
    with closing(http.client.HTTPSConnection(host, context=context, timeout=20)) as line:
        line.putrequest("POST", "/enquiries")
        for name, value in length.items():
            line.putheader(name, value)
        line.endheaders()
        answer = line.getresponse()
        assert (answer.status, answer.getheader("Connection")) == (413, "close")
        answer.read()


def test_a_withdrawn_dataset_vanishes_from_every_door_at_once(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, delivered: str, get: Get, job: Job
) -> None:
    (listed,) = get("/catalog.json").json()
    places = [
        *listed["editions"][0]["files"].values(),
        f"/browse/{listed['editions'][0]['sha256'][:16]}/rows.json",
    ]
    pytest.importorskip("datasette", reason="the extra gongkai[sandbox] is not installed")
    assert [get(place).status_code for place in places] == [200] * 5
    acts.withdraw(ws, clerk, delivered, "误发", sandbox.profile)
    assert [get(place).status_code for place in places] == [404] * 5
    assert get("/catalog.json").json() == []
    gone = get(f"/datasets/{listed['key']}")
    assert (gone.status_code, "误发" in gone.text) == (410, True)


@pytest.mark.parametrize("how", ["Content-Length: 28", "Transfer-Encoding: chunked"])
def test_what_is_brought_unasked_is_not_taken_for_a_request(sandbox: Sandbox, how: str) -> None:
    """Nobody can put a second request into the body of a first, for whoever shares the connection."""
    hidden = b"GET /hidden HTTP/1.1\r\nA: b\r\n\r\n"[:28]
    address = urlsplit(sandbox.public_address)
    context = ssl.create_default_context(cafile=str(sandbox.profile.with_name("ca.pem")))
    host = address.hostname or ""
    with (
        socket.create_connection((host, address.port or 443), timeout=20) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(f"GET /style.css HTTP/1.1\r\nHost: x\r\n{how}\r\n\r\n".encode() + hidden)
        answered = b""
        with suppress(OSError):  # the platform may hang up on what it does not read
            while block := line.recv(65536):
                answered += block
    assert answered.count(b"HTTP/1.1 ") == 1
    assert b"Connection: close" in answered
