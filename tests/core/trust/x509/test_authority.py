"""Certificates by a generated authority: every way in which one does not vouch for a signature."""

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.core.errors import ParameterInvalid
from app.core.trust.identity import Identity
from app.core.trust.roster import Roster
from app.core.trust.x509.authority import CertificateAuthority, Certified, read_list
from app.core.trust.x509.path import DOCUMENT_SIGNING
from app.core.trust.x509.subject import CertificateInvalid, card_of, load, parse, request
from tests.pki import END, START, Ca, text

AGENCY = "清溪县民政局"
APRIL, MAY, JUNE = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (4, 5, 6))
DAY = datetime.timedelta(days=1)


def person(suite: str = "p256", organisation: str = AGENCY) -> Identity:
    return Identity.new("张敏", "001", "clerk", organisation, suite)


def authority(root: Ca, *certificates: x509.Certificate, lists: Any = ()) -> CertificateAuthority:
    pems = tuple(map(text, certificates))
    return CertificateAuthority(Certified(AGENCY, (root.pem,), pems, tuple(map(text, lists))))


@pytest.mark.parametrize("suite", ["p256", "ed25519"])
def test_a_certificate_vouches_for_its_card(suite: str) -> None:
    root, who = Ca(), person(suite)
    known = authority(root, root.issue(who))
    assert known.cards == {who.card}
    assert known.refusal(who.card, MAY, JUNE) is None
    assert known.ends(who.card) == END
    roster = Roster((known,), JUNE)
    assert who.card in roster and roster.refusal(who.card, MAY.isoformat()) is None


@pytest.mark.parametrize("suite", ["p256", "ed25519"])
def test_openssl_reads_the_request(suite: str, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here: requests are checked by cryptography only")
    file = tmp_path / "csr.pem"
    file.write_bytes(request(person(suite)))
    command = ["openssl", "req", "-in", str(file), "-verify", "-noout", "-subject"]
    command += ["-nameopt", "utf8"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "001" in told.stdout and "张敏" in told.stdout


def test_a_suite_without_certificates() -> None:
    with pytest.raises(ParameterInvalid):
        request(person("sm2"))
    with pytest.raises(ParameterInvalid):  # RFC 5280 has it a PrintableString
        request(Identity.new("张敏", "工号一", "clerk", AGENCY, "p256"))


def ends(**how: Any) -> tuple[Ca, x509.Certificate, Identity]:
    root, who = Ca(), person()
    return root, root.issue(who, **how), who


FAULTY: dict[str, dict[str, Any]] = {
    "expired": {"span": (START, APRIL)},
    "not yet valid": {"span": (JUNE, END)},
    "for TLS": {"purposes": (ExtendedKeyUsageOID.CLIENT_AUTH,)},
    "for nothing": {"purposes": ()},
    "not for signing": {"signing": False},
    "critical and unknown": {
        "critical": x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    },
}


@pytest.mark.parametrize("how", FAULTY.values(), ids=FAULTY)
def test_a_certificate_that_is_faulty(how: dict[str, Any]) -> None:
    root, certificate, who = ends(**how)
    assert authority(root, certificate).refusal(who.card, MAY, MAY) is not None


def test_what_was_signed_while_it_was_valid_counts_later() -> None:
    root, certificate, who = ends(span=(START, JUNE))
    known = authority(root, certificate)
    assert known.refusal(who.card, MAY, END) is None
    assert known.refusal(who.card, JUNE + DAY, END) is not None


def test_a_rogue_authority_of_the_same_name() -> None:
    root, rogue, who = Ca(), Ca(), person()
    assert authority(root, rogue.issue(who)).refusal(who.card, MAY, MAY) is not None
    assert authority(root, rogue.issue(who), rogue.certificate).refusal(who.card, MAY, MAY)


def test_another_key_in_the_same_name() -> None:
    root, who, twin = Ca(), person(), person()
    known = authority(root, root.issue(who))
    assert twin.card not in known.cards and known.refusal(twin.card, MAY, MAY) is not None


def below(root: Ca, **how: Any) -> Ca:
    return Ca(name="清溪县民政", above=root, **how)


@pytest.mark.parametrize(
    ("root", "middle", "good"),
    [
        ({}, {}, True),
        ({"path_length": 1}, {"path_length": 0}, True),
        ({"path_length": 0}, {}, False),
        ({}, {"ca": False}, False),
        ({}, {"ca": None}, False),
        ({}, {"cert_sign": False}, False),
        ({}, {"span": (START, APRIL)}, False),
        ({"span": (START, APRIL)}, {}, False),
    ],
)
def test_an_authority_between(root: dict[str, Any], middle: dict[str, Any], *, good: bool) -> None:
    top = Ca(**root)
    between, who = below(top, **middle), person()
    known = authority(top, between.issue(who), between.certificate)
    assert (known.refusal(who.card, MAY, MAY) is None) is good
    without = authority(top, between.issue(who))
    assert without.refusal(who.card, MAY, MAY) is not None


def test_who_has_a_certificate_issues_none() -> None:
    root, who = Ca(), person()
    clerk = Ca(name="张敏", above=root, ca=False)
    known = authority(root, clerk.issue(who), clerk.certificate)
    assert known.refusal(who.card, MAY, MAY) is not None


@pytest.mark.parametrize(
    ("reason", "at", "seen", "good"),
    [
        (x509.ReasonFlags.key_compromise, APRIL, JUNE, False),
        (None, APRIL, JUNE, False),
        (x509.ReasonFlags.key_compromise, APRIL, APRIL + DAY, True),
        (x509.ReasonFlags.superseded, APRIL, JUNE, True),
        (x509.ReasonFlags.superseded, MAY, JUNE, False),
        (x509.ReasonFlags.cessation_of_operation, JUNE, JUNE, False),
    ],
)
def test_a_certificate_that_was_revoked(
    reason: x509.ReasonFlags | None, at: Any, seen: Any, *, good: bool
) -> None:
    root, certificate, who = ends()
    known = authority(root, certificate, lists=[root.revocations((certificate, MAY, reason))])
    assert (known.refusal(who.card, at, seen) is None) is good


def test_lists_of_others_and_of_another_time() -> None:
    root, certificate, who = ends()
    gone = (certificate, MAY, None)
    forged = authority(root, certificate, lists=[Ca().revocations(gone)])
    assert forged.refusal(who.card, JUNE, JUNE) is None
    assert not forged.signed(Ca().revocations(gone)) and forged.signed(root.revocations(gone))
    stale = authority(root, certificate, lists=[root.revocations(until=APRIL)])
    assert stale.refusal(who.card, MAY, MAY) is not None
    assert stale.refusal(who.card, START + DAY, START + DAY) is None


@pytest.mark.parametrize("missing", [NameOID.SERIAL_NUMBER, NameOID.TITLE, NameOID.COMMON_NAME])
def test_a_subject_that_does_not_say_who(missing: x509.ObjectIdentifier) -> None:
    root, who = Ca(), person()
    whole = root.issue(who).subject
    assert card_of(root.issue(who), "x") == who.card
    told = x509.Name([each for each in whole if each.oid != missing])
    twice = x509.Name([*whole, x509.NameAttribute(missing, "2")])
    boss = x509.Name([*told, x509.NameAttribute(NameOID.TITLE, "boss")])
    for subject in (told, twice, boss):
        with pytest.raises(CertificateInvalid):
            card_of(root.issue(who, subject=subject), "x")


@pytest.mark.parametrize(
    ("spelled", "person"), [("张敏 ", "张敏"), ("张敏\u3000", "张敏"), ("张\u200b敏", "")]
)
def test_a_name_has_one_spelling_in_certificates_too(spelled: str, person: str) -> None:
    root, who = Ca(), Identity.new("张敏", "001", "clerk", AGENCY, "p256")
    told = [each for each in root.issue(who).subject if each.oid != NameOID.COMMON_NAME]
    subject = x509.Name([*told, x509.NameAttribute(NameOID.COMMON_NAME, spelled)])
    certificate = root.issue(who, subject=subject)
    if person:
        assert card_of(certificate, "x") == who.card
    else:
        with pytest.raises(CertificateInvalid, match="do not show"):
            card_of(certificate, "x")


def test_what_is_no_certificate(tmp_path: Path) -> None:
    file = tmp_path / "x.pem"
    for content in (b"", b"-----BEGIN CERTIFICATE-----\n", b"\x30\x03\x02\x01\x00"):
        file.write_bytes(content)
        with pytest.raises(CertificateInvalid):
            load(file)
        with pytest.raises(CertificateInvalid):
            read_list(content)


def test_an_sm2_certificate_is_refused_and_says_why(tmp_path: Path) -> None:
    """Made by OpenSSL, whose SM2 the library here can neither load nor check."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to make an SM2 certificate")
    name = "/O=清溪县民政局/CN=张敏/serialNumber=001/title=clerk"
    command = [
        "openssl", "req", "-x509", "-newkey", "sm2", "-sm3", "-nodes", "-utf8", "-subj", name,
        "-keyout", str(tmp_path / "k.pem"), "-out", str(tmp_path / "c.pem"),
    ]  # fmt: skip
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this openssl makes no SM2 certificates")
    (certificate,) = load(tmp_path / "c.pem")
    with pytest.raises(CertificateInvalid, match="SM2"):
        card_of(certificate, "c.pem")
    assert parse((tmp_path / "c.pem").read_bytes(), "c.pem") == [certificate]
    known = CertificateAuthority(Certified(AGENCY, (text(certificate),), (text(certificate),)))
    assert known.cards == frozenset()


def test_document_signing_is_rfc_9336s() -> None:
    assert DOCUMENT_SIGNING.dotted_string == "1.3.6.1.5.5.7.3.36"
