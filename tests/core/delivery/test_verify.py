"""Verifying a real package: every link that an insider could exchange is named."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.delivery import package as packaging
from app.core.delivery.archive import Content
from app.core.delivery.verify import verify_package, verify_receipt
from app.core.errors import ChainBroken, FileMissing, SuiteRefused
from app.core.jobs import Job
from app.core.model import Card, Check, Entry, Envelope, Manifest, PackedFile, Receipt
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.sealing import FIRST, sealings
from app.core.workspace.store import Workspace

Documents = dict[str, bytes]


def check(ws: Workspace, path: Path, trusted: tuple[Card, ...] | None = None) -> Check:
    known = trusted if trusted is not None else tuple(ws.identities().values())
    return verify_package(path, Job(), key=ws.vault.sealing_key(), trusted=known)


def reseal(
    ws: Workspace,
    clerk: Identity,
    path: Path,
    change: Callable[[Documents], Documents],
    **fields: Any,
) -> Path:
    """What an insider with the clerk's key could make: other contents under a good seal.

    The manifest is written anew for the changed files.
    """
    outside = packaging.read_outside(path, Job())
    key = ws.vault.sealing_key()
    documents = {m.name: b"".join(m.chunks) for m in packaging.read_inside(path, outside, key)}
    envelope = canonical.decode(documents["manifest.json"], Envelope, "m")
    manifest = dsse.verify(envelope, Manifest, "manifest")
    documents = change(documents)
    kinds = {file.name: file.kind for file in manifest.files}
    files = tuple(
        PackedFile(name, len(data), canonical.digest_bytes([data]), kinds.get(name, "x"))
        for name, data in documents.items()
        if name != "manifest.json"
    )
    manifest = dataclasses.replace(manifest, files=files, **fields)
    documents["manifest.json"] = canonical.encode(dsse.sign(manifest, clerk))
    contents = [
        Content(PackedFile(name, len(data), "", ""), lambda data=data: [data])
        for name, data in documents.items()
    ]
    forged = path.with_name("forged.gkp")
    readers = packaging.Readers(key.suite, (packaging.public_text(key),))
    packaging.write(forged, manifest.package, contents, readers, clerk, Job())
    return forged


def test_a_sealed_release_holds_inside_and_out(ws: Workspace, package: Path) -> None:
    answer = check(ws, package)
    assert answer.valid
    assert {"payload", "verdict", "chain", "entry"} <= set(answer.checked)
    assert answer.unchecked == ()


def test_without_a_key_the_outside_is_checked_and_the_rest_is_said(package: Path) -> None:
    answer = verify_package(package, Job())
    assert answer.valid
    assert set(answer.unchecked) == {"contents", "signers"}
    strangers = verify_package(package, Job(), key=sealings.get(FIRST).key(bytes(32)))
    assert "contents" in strangers.unchecked


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        verify_package(tmp_path / "none.gkp", Job())


def test_strangers_signatures_are_refused(ws: Workspace, package: Path) -> None:
    assert not check(ws, package, trusted=()).valid


def _other_data(documents: Documents) -> Documents:
    return documents | {"data/data.csv": documents["data/data.csv"] + b"x\r\n"}


def _other_entry(documents: Documents) -> Documents:
    entry = canonical.decode(documents["entry.json"], Entry, "e")
    fields = entry.fields | {"name": "另一个名称"}
    return documents | {"entry.json": canonical.encode(dataclasses.replace(entry, fields=fields))}


def _no_verdict(documents: Documents) -> Documents:
    return {name: data for name, data in documents.items() if name != "verdict.json"}


def _more_data(documents: Documents) -> Documents:
    return documents | {"data/everything.csv": b"330199194912310020"}


def _request_as_verdict(documents: Documents) -> Documents:
    return documents | {"verdict.json": documents["request.json"]}


@pytest.mark.parametrize(
    ("change", "link"),
    [
        (_other_data, "output"),
        (_other_entry, "entry"),
        (_no_verdict, "verdict"),
        (_request_as_verdict, "verdict"),
        (_more_data, "manifest"),
    ],
)
def test_an_insiders_exchange_is_named(
    ws: Workspace,
    clerk: Identity,
    package: Path,
    change: Callable[[Documents], Documents],
    link: str,
) -> None:
    answer = check(ws, reseal(ws, clerk, package, change))
    assert not answer.valid
    assert [problem.field for problem in answer.problems] == [link]


@pytest.mark.parametrize("change", [{"title": "另一个名称"}, {"dataset": "301/999999"}])
def test_a_manifest_that_names_another_dataset_is_refused(
    ws: Workspace, clerk: Identity, package: Path, change: dict[str, str]
) -> None:
    answer = check(ws, reseal(ws, clerk, package, lambda documents: documents, **change))
    assert [problem.field for problem in answer.problems] == ["manifest"]


def test_a_reviewers_key_does_not_seal(ws: Workspace, reviewer: Identity, package: Path) -> None:
    forged = reseal(ws, reviewer, package, lambda d: d, signer=reviewer.card)
    assert [problem.field for problem in check(ws, forged).problems] == ["manifest"]


def test_whoever_judged_the_data_does_not_seal_it_with_another_card(
    ws: Workspace, reviewer: Identity, package: Path
) -> None:
    card = reviewer.card
    second = ws.new_identity("李静（承办）", card.person, "clerk", card.organisation, "c")
    answer = check(ws, reseal(ws, second, package, lambda d: d, signer=second.card))
    assert [(p.field, "judged" in p.message.en) for p in answer.problems] == [("manifest", True)]


def test_a_strangers_seal_is_refused_even_when_the_inside_cannot_be_read(
    ws: Workspace, package: Path
) -> None:
    answer = verify_package(package, Job(), trusted=())
    assert [problem.field for problem in answer.problems] == ["seal"]


def test_resealing_without_a_change_still_holds(
    ws: Workspace, clerk: Identity, package: Path
) -> None:
    """So that the tests above fail for what they change, not for how they do it."""
    assert check(ws, reseal(ws, clerk, package, lambda documents: documents)).valid


def test_a_receipt_counts_for_its_package_and_platform_only(package: Path, tmp_path: Path) -> None:
    platform = Identity.new("平台", "p", "platform", "")
    receipt = Receipt(
        package="id",
        sha256=canonical.digest_file(package),
        size=package.stat().st_size,
        dataset="301/000001",
        received="2026-01-01",
        uploader="",
        log_head="",
        signer=platform.card,
    )
    envelope = dsse.sign(receipt, platform)
    assert verify_receipt(envelope, package, platform.card) == receipt
    with pytest.raises(ChainBroken):
        verify_receipt(envelope, package, Identity.new("x", "x", "platform", "").card)
    other = tmp_path / "other.gkp"
    other.write_bytes(b"other")
    with pytest.raises(ChainBroken):
        verify_receipt(envelope, other, platform.card)


@pytest.mark.parametrize(("pinned", "answered"), [("sm2", "ed25519"), ("p256", "sm2")])
def test_a_receipt_of_another_suite_than_the_profiles_is_refused(
    tmp_path: Path, pinned: str, answered: str
) -> None:
    """Even by the same platform: it has said in which suite it signs."""
    package = tmp_path / "p.gkp"
    package.write_bytes(b"package")
    platform = Identity.new("平台", "p", "platform", "", pinned)
    other = Identity.new("平台", "p", "platform", "", answered)
    digest = canonical.digest_file(package)
    receipt = Receipt("id", digest, 7, "301/000001", "2026-01-01", "", "", other.card)
    with pytest.raises(SuiteRefused, match=pinned):
        verify_receipt(dsse.sign(receipt, other), package, platform.card)
