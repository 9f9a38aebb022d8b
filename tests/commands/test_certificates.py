"""Cards by the agency's certificate authority, from the request to the revocation."""

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests import softhsm
from tests.commands.conftest import Call
from tests.pki import Ca, text

WHO = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
SPAN = (NOW - DAY, NOW + 20 * DAY)


@pytest.fixture
def root() -> Ca:
    return Ca(span=(NOW - 2 * DAY, NOW + 400 * DAY))


def made(call: Call, folder: Path, name: str, person: str, role: str, *more: object) -> Identity:
    """A new identity that asks for a certificate; without its key, which stays in the workspace."""
    where = ("--workspace", folder / "own")
    said = ("--name", name, "--person", person, "--role", role, "--csr", folder / f"{name}.csr")
    status, _ = call("key", "new", *said, *WHO, *where, *more)
    assert status == 0
    with Workspace.open(folder / "own", "pw") as ws:
        return ws.unlock(name, softhsm.PIN if "--token" in more else "a")


def put(path: Path, *things: x509.Certificate | x509.CertificateRevocationList) -> Path:
    path.write_text("".join(map(text, things)), encoding="ascii")
    return path


def test_who_has_a_certificate_acts_until_it_is_revoked(
    call: Call, tmp_path: Path, root: Ca
) -> None:
    clerk = made(call, tmp_path, "张敏", "001", "clerk")
    made(call, tmp_path, "王芳", "009", "clerk")
    asked = x509.load_pem_x509_csr((tmp_path / "张敏.csr").read_bytes())
    assert asked.is_signature_valid
    where = ("--as", "张敏", "--workspace", tmp_path / "own")
    middle = Ca(name="清溪县文化", above=root, span=root.span)
    certificate = middle.issue(clerk, span=SPAN)
    importing = ("key", "certificate", "import")
    alone = call(*importing, put(tmp_path / "c.pem", certificate), *where)
    assert (alone[0], alone[1]["error"]["code"]) == (2, "certificate-invalid")
    authority = ("key", "certificate", "authority", put(tmp_path / "ca.pem", root.certificate))
    adopted = call(*authority, "--organisation", WHO[1], *where)[1]
    assert adopted["sha256"] == [root.certificate.fingerprint(hashes.SHA256()).hex()]
    table = tmp_path / "t.csv"
    table.write_text("名称,图书数量\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    refused = call("review", "new", table, *where)
    assert (refused[0], refused[1]["error"]["code"]) == (1, "card-refused")

    chain = put(tmp_path / "chain.pem", certificate, middle.certificate)
    status, card = call(*importing, chain, *where)
    assert (status, card["person"]) == (0, "001")
    assert call("review", "new", table, *where)[0] == 0
    other = ("--as", "王芳", "--workspace", tmp_path / "own")
    assert call("review", "new", table, *other)[1]["error"]["code"] == "card-refused"
    listed = {each["name"]: each for each in call("key", "list", *where[2:])[1]}
    assert (listed["张敏"]["days"], listed["张敏"]["warning"]) == (19, 30)
    assert listed["王芳"]["refused"] and listed["张敏"]["refused"] is None
    told = call("status", *where[2:])[1]["cards"]
    assert {each["name"]: each["warning"] for each in told} == {"张敏": 30, "王芳": None}

    revoking = ("key", "certificate", "revocations")
    gone = (certificate, NOW - DAY, None)
    forged = Ca(name=middle.name, span=root.span).revocations(gone, made=NOW, until=NOW + DAY)
    refused = call(*revoking, put(tmp_path / "f.pem", forged), *where)
    assert (refused[0], refused[1]["error"]["code"]) == (2, "certificate-invalid")
    newer = middle.revocations(gone, made=NOW, until=NOW + DAY)
    der = tmp_path / "crl.der"
    der.write_bytes(newer.public_bytes(Encoding.DER))
    assert call(*revoking, der, *where)[0] == 0
    refused = call("review", "new", table, *where)
    assert (refused[0], refused[1]["error"]["code"]) == (1, "card-refused")
    older = middle.revocations(made=NOW - DAY, until=NOW + DAY)
    assert call(*revoking, put(tmp_path / "o.pem", older), *where)[0] == 2


def test_a_certificate_for_a_key_on_a_token(
    call: Call, tmp_path: Path, root: Ca, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pkcs11")
    token = softhsm.fresh(tmp_path, monkeypatch)
    monkeypatch.setenv("GONGKAI_TOKEN_PIN", softhsm.PIN)
    clerk = made(call, tmp_path, "张敏", "001", "clerk", "--token", token.module)
    asked = x509.load_pem_x509_csr((tmp_path / "张敏.csr").read_bytes())
    assert asked.is_signature_valid
    where = ("--as", "张敏", "--workspace", tmp_path / "own")
    authority = ("key", "certificate", "authority", put(tmp_path / "ca.pem", root.certificate))
    assert call(*authority, "--organisation", WHO[1], *where)[0] == 0
    bound = put(tmp_path / "c.pem", root.issue(clerk, span=SPAN))
    assert call("key", "certificate", "import", bound, *where)[0] == 0
    (listed,) = call("key", "list", *where[2:])[1]
    assert (listed["token"], listed["refused"]) == (True, None)
