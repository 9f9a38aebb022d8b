"""CKAN 2.12 itself, with the data read back and compared. ``ckan_instance.py`` says how to have one."""

import hashlib
import os
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.catalog.format import formats
from app.core.delivery.connectors.ckan import CkanPublisher
from app.core.delivery.failures import (
    AccessRefused,
    PartlyDelivered,
    ProfileUnusable,
    SecretMissing,
)
from app.core.delivery.publisher import Item, Offer, OfferedFile
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.errors import ChainBroken, PlatformRefused
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Entry, Envelope, Kind, PackedFile, Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.delivery.connectors.ckan_instance import MAX_RESOURCE, PLAIN, TLS
from tests.core.delivery.connectors.tls_front import TlsFront
from tests.relay import Relay


@dataclass(frozen=True)
class Portal:
    """A running CKAN behind TLS. ``profile``: how to reach it, as a file; ``line``: what can be cut."""

    folder: Path
    line: Relay

    def profile(self, **options: Any) -> Path:
        told = {"token": {"file": "admin.token"}, "create_organization": True} | options
        profile = Profile("门户", "ckan", f"https://127.0.0.1:{TLS}", ca="ca.pem", options=told)
        file = self.folder / "profile.json"
        write_atomically(file, [canonical.pretty(profile)])
        return file


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    home = os.environ.get("GONGKAI_TEST_CKAN")
    if home is None:
        pytest.skip("NOT TESTED: GONGKAI_TEST_CKAN names no CKAN; see ckan_instance.py")
    with urllib.request.urlopen(f"http://127.0.0.1:{PLAIN}/api/3/action/status_show") as answer:
        assert b'"2.12' in answer.read()
    folder = tmp_path_factory.mktemp("portal")
    for user in ("admin", "stranger"):
        write_atomically(
            folder / f"{user}.token", [(Path(home) / f"{user}.token").read_bytes()], private=True
        )
    line = Relay(PLAIN)
    front = TlsFront(line.port, folder, TLS)
    yield Portal(folder, line)
    front.close()
    line.close()


def offer(folder: Path, files: dict[str, bytes], **fields: str) -> Offer:
    """A dataset of its own name, as if it had been opened from a package."""
    told = {
        "name": "低保对象统计", "code": f"t/{uuid.uuid4().hex[:12]}", "abstract": "按乡镇",
        "provider": "清溪县民政局", "provider_code": "11330000002482090Q", "use_terms": "无条件",
        "open_department": "清溪县民政局", "open_type": "无条件开放", "theme": "社会救助",
    }  # fmt: skip
    entry = Entry("1272", told | fields, ())
    offered = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        packed = PackedFile(
            f"data/{name}", len(content), hashlib.sha256(content).hexdigest(), "output"
        )
        offered.append(OfferedFile(packed, path))
    described = formats.get("ckan").render(entry, tuple(each.file for each in offered))
    return Offer("0" * 64, entry, described, tuple(offered))


def publish(portal: Portal, given: Offer, **options: Any) -> tuple[Item, ...]:
    profile = canonical.read_document(portal.profile(**options), Profile)
    return CkanPublisher().publish(given, profile, portal.folder, Job())


def shown(portal: Portal, id: str) -> dict[str, Any]:
    from app.core.delivery.connectors import ckan

    profile = canonical.read_document(portal.profile(), Profile)
    options = ckan.read_options(profile, ckan.Options)
    with ckan._portal(profile, options, portal.folder) as known:
        found = known.find("package_show", id)
    assert found is not None
    return found


# ── the whole way ────────────────────────────────────────────────────────────────────────────


def test_an_approved_release_is_published_checked_and_taken_down(
    portal: Portal, ws: Workspace, clerk: Identity, approved: str, job: Job
) -> None:
    file = portal.profile()
    acts.seal(ws, clerk, approved, canonical.read_document(file, Profile), job)
    record = acts.hand_over(ws, clerk, approved, file, job)
    assert isinstance(record, DeliveryRecord)
    assert ws.release(approved).state is State.PLACED
    filed = proof_of(ws.load(approved, Kind.RECEIPT, Envelope))
    assert filed == record and filed.signer == clerk.card
    dataset, data = record.items
    assert data.sha256 == ws.standing(approved)[Kind.OUTPUT]
    found = shown(portal, dataset.id)
    assert found["title"] == ws.load(approved, Kind.ENTRY, Entry).fields["name"]
    assert [resource["hash"] for resource in found["resources"]] == [f"sha256:{data.sha256}"]
    assert ws.verify_log().valid
    assert len(acts.published(ws)) == 1
    assert list(ws.scratch().iterdir()) == []

    acts.withdraw(ws, clerk, approved, "误发", file)
    assert ws.release(approved).state is State.WITHDRAWN
    assert shown(portal, dataset.id)["state"] == "deleted"
    assert ws.verify_log().valid


def test_nothing_leaves_from_a_package_that_is_not_the_one_sealed(
    portal: Portal, ws: Workspace, clerk: Identity, approved: str, job: Job
) -> None:
    file = portal.profile()
    path = acts.seal(ws, clerk, approved, canonical.read_document(file, Profile), job)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ChainBroken):
        acts.hand_over(ws, clerk, approved, file, job)
    assert ws.release(approved).state is State.SEALED


# ── what stands already ──────────────────────────────────────────────────────────────────────


def test_publishing_again_doubles_nothing_and_a_new_content_replaces_the_old(
    portal: Portal, tmp_path: Path
) -> None:
    given = offer(tmp_path, {"data.csv": b"a\r\n1\r\n"})
    first = publish(portal, given)
    (uploaded,) = shown(portal, first[0].id)["resources"]
    assert publish(portal, given) == first
    (standing,) = shown(portal, first[0].id)["resources"]
    assert standing["last_modified"] == uploaded["last_modified"]  # it was not sent again
    changed = offer(tmp_path, {"data.csv": b"a\r\n2\r\n"}, code=given.entry.fields["code"])
    second = publish(portal, changed)
    assert [item.id for item in second] == [item.id for item in first]
    resources = shown(portal, first[0].id)["resources"]
    assert [each["hash"] for each in resources] == [f"sha256:{second[1].sha256}"]


def test_a_file_that_is_too_large_leaves_the_rest_and_the_rest_is_not_doubled(
    portal: Portal, tmp_path: Path
) -> None:
    large = bytes((MAX_RESOURCE << 20) + 4096)
    given = offer(tmp_path, {"large.csv": large, "small.csv": b"a\r\n"})
    with pytest.raises(PartlyDelivered) as caught:
        publish(portal, given)
    assert "large.csv" in caught.value.told("zh") and "too large" in caught.value.told("en")
    assert "small.csv" in str(caught.value.params["done"])
    (tmp_path / "large.csv").write_bytes(b"now small")
    mended = offer(
        tmp_path, {"large.csv": b"now small", "small.csv": b"a\r\n"},
        code=given.entry.fields["code"],
    )  # fmt: skip
    items = publish(portal, mended)
    resources = shown(portal, items[0].id)["resources"]
    assert sorted(each["name"] for each in resources) == ["large.csv", "small.csv"]


def test_a_line_cut_within_a_file_is_taken_up_where_the_dataset_stands(
    portal: Portal, tmp_path: Path
) -> None:
    publish(portal, offer(tmp_path, {"first.csv": b"a"}))  # there is an organization
    given = offer(tmp_path, {"data.csv": os.urandom(600_000)})
    whole = 1 << 40
    portal.line.cut_next(whole, whole, whole, 200_000)  # a connection a request: the fourth uploads
    with pytest.raises(PartlyDelivered) as caught:
        publish(portal, given)
    assert portal.line.cut == 1 and "data.csv" in caught.value.told("en")
    items = publish(portal, given)
    assert len(shown(portal, items[0].id)["resources"]) == 1


def test_a_name_of_another_organization_is_not_taken_over(portal: Portal, tmp_path: Path) -> None:
    given = offer(tmp_path, {"data.csv": b"a\r\n"})
    publish(portal, given)
    with pytest.raises(PlatformRefused, match="taken by 11330000002482090q"):
        publish(portal, given, organization=f"other-{uuid.uuid4().hex[:8]}")


def test_an_organization_is_made_only_where_the_profile_says_so(
    portal: Portal, tmp_path: Path
) -> None:
    given = offer(tmp_path, {"data.csv": b"a\r\n"})
    nobody = f"nobody-{uuid.uuid4().hex[:8]}"
    with pytest.raises(PlatformRefused, match="create_organization"):
        publish(portal, given, organization=nobody, create_organization=False)
    assert len(publish(portal, given, organization=nobody)) == 2


# ── who we are ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["forged", "stranger"])
def test_a_token_without_the_right_is_told(portal: Portal, tmp_path: Path, token: str) -> None:
    (portal.folder / "forged.token").write_text("eyJhbGciOiJIUzI1NiJ9.e30.x")
    publish(portal, offer(tmp_path, {"data.csv": b"a\r\n"}))  # there is an organization
    with pytest.raises(AccessRefused) as caught:
        publish(portal, offer(tmp_path, {"x.csv": b"a\r\n"}), token={"file": f"{token}.token"})
    assert "eyJ" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "error", "match"),
    [
        ({"token": {}}, SecretMissing, "options.token"),
        ({"token": {"file": "nowhere"}}, SecretMissing, "file"),
        ({"token": "eyJ"}, ProfileUnusable, "token"),
        ({"tokens": {}}, ProfileUnusable, "options.tokens"),
    ],
)
def test_a_profile_that_cannot_be_used_names_the_key(
    tmp_path: Path, options: dict[str, Any], error: type[Exception], match: str
) -> None:
    """Needs no CKAN: nothing is asked of it."""
    profile = Profile("门户", "ckan", "https://127.0.0.1:1", options=options)
    given = offer(tmp_path, {"data.csv": b"a\r\n"})
    with pytest.raises(error, match=match):
        CkanPublisher().publish(given, profile, tmp_path, Job())
