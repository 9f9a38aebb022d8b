"""CKAN: a dataset and its resources, by the action API. Source: CKAN 2.12, "API guide".

CKAN signs nothing and knows no transaction. So every step asks first what stands, and each resource is
downloaded again: what an earlier attempt has made is found by its name, and never made twice.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.failures import AccessRefused
from app.core.delivery.hours import Hours, check_hours, local_now
from app.core.delivery.multipart import Form
from app.core.delivery.options import read_options
from app.core.delivery.publisher import Item, Offer, OfferedFile, all_or_partly, publishers
from app.core.delivery.secret import Secret
from app.core.delivery.transport import Transport, failed
from app.core.errors import GongkaiError, OutsideError, PlatformRefused
from app.core.jobs import Job
from app.core.model import Profile
from app.core.text import Text

if TYPE_CHECKING:
    import requests

Data = dict[str, Any]


@dataclass(frozen=True)
class Options:
    """``organization``: its name on the portal, the provider's code in small letters if not given;
    ``create_organization``: make it where there is none, which asks for more rights.
    """

    token: Secret = field(default_factory=Secret)
    organization: str = ""
    create_organization: bool = False


@publishers.register
class CkanPublisher:
    """``address`` is the portal's."""

    id = "ckan"
    title = Text("CKAN 门户", "CKAN portal")
    version = "1"
    form = "ckan"

    def publish(self, offer: Offer, profile: Profile, folder: Path, job: Job) -> tuple[Item, ...]:
        options = read_options(profile, Options)
        dataset = json.loads(offer.description)
        described = {each["name"]: each for each in dataset.pop("resources")}
        dataset["owner_org"] = options.organization or dataset["owner_org"]
        with _portal(profile, options, folder) as portal:
            if portal.find("organization_show", dataset["owner_org"]) is None:
                _make_organization(portal, dataset, options)
            package = _have_package(portal, dataset)
            items = [Item(package["name"], package["id"], f"dataset/{package['name']}")]
            failures: list[tuple[str, GongkaiError]] = []
            for file in offer.files:
                try:
                    items.append(_have_resource(portal, package, described[file.name], file, job))
                except (OutsideError, PlatformRefused) as error:
                    failures.append((file.name, error))
        return all_or_partly(items, failures)

    def check_replaces(self, profile: Profile) -> None:
        """It does: a dataset has one name, and is written over."""

    def retract(self, items: Sequence[Item], profile: Profile, folder: Path) -> None:
        package = items[0].id
        with _portal(profile, read_options(profile, Options), folder) as portal:
            if _stands(portal.find("package_show", package)):
                portal.act("package_delete", {"id": package})
            if _stands(portal.find("package_show", package)):
                reason = Text("数据集仍在门户上", "the dataset still stands on the portal")
                raise PlatformRefused(reason=reason)


class _Portal:
    """One portal's action API."""

    def __init__(self, transport: Transport, token: str, bandwidth: Bandwidth) -> None:
        self._transport, self._bandwidth = transport, bandwidth
        self._headers = {"Authorization": token}

    def act(self, action: str, arguments: Data) -> Data:
        """The result of an action. Raises AccessRefused, PlatformRefused, PlatformFailed, PlatformUnreachable."""
        return _result(self._call(action, json=arguments), self._transport.address)

    def find(self, action: str, id: str) -> Data | None:
        """What a ``…_show`` action shows, or None for what is not there."""
        response = self._call(action, json={"id": id})
        return None if response.status_code == 404 else _result(response, self._transport.address)

    def upload(self, action: str, fields: dict[str, str], file: Path, job: Job) -> Data:
        """The result of an action that takes a file."""
        form = Form(fields, "upload", file, job, self._bandwidth)
        kind = {"Content-Type": form.content_type}
        response = self._call(action, data=form, size=len(form), headers=kind)
        return _result(response, self._transport.address)

    def digest(self, address: str, job: Job) -> str:
        """SHA-256 of what stands at an address of this portal, in hex."""
        return self._transport.digest(address, self._headers, job)

    def _call(
        self, action: str, headers: dict[str, str] | None = None, **body: Any
    ) -> "requests.Response":
        headers = self._headers | (headers or {})
        return self._transport.call("POST", f"api/3/action/{action}", headers=headers, **body)


@contextmanager
def _portal(profile: Profile, options: Options, folder: Path) -> Iterator[_Portal]:
    check_hours(Hours.parse(profile.hours), local_now())
    bandwidth = Bandwidth(profile.bytes_per_second)
    token = options.token.read("options.token", folder)
    transport = Transport(profile, folder)
    try:
        yield _Portal(transport, token, bandwidth)
    finally:
        transport.close()


def _result(response: "requests.Response", address: str) -> Data:
    try:
        answer = response.json()
    except ValueError:  # what is no JSON
        raise failed(response) from None
    if answer.get("success"):
        return dict(answer["result"] or {})
    error = answer.get("error", {})
    kind = error.pop("__type", "")
    words = "; ".join(f"{key}: {value}" for key, value in error.items())[:300]
    if response.status_code in (401, 403):
        reason = Text("令牌无效或没有权限", "the token is not valid, or has no right to this")
        raise AccessRefused(place=address, reason=reason)
    if kind == "Validation Error":
        raise PlatformRefused(reason=words)
    raise failed(response)


def _make_organization(portal: _Portal, dataset: Data, options: Options) -> None:
    name = dataset["owner_org"]
    if not options.create_organization:
        reason = Text(
            f"门户上没有机构 {name}；请门户管理员建立，或在平台配置中设 options.create_organization",
            f"it has no organization {name}; have it made, or set options.create_organization",
        )
        raise PlatformRefused(reason=reason)
    portal.act("organization_create", {"name": name, "title": dataset["author"]})


def _have_package(portal: _Portal, dataset: Data) -> Data:
    """The dataset under its name: made, or brought up to date. One of another organization is not ours."""
    standing = portal.find("package_show", dataset["name"])
    if standing is None:
        return portal.act("package_create", dataset)
    owner = standing.get("organization") or {}
    if dataset["owner_org"] not in (owner.get("name"), owner.get("id")):
        name, whose = dataset["name"], owner.get("name") or "–"
        reason = Text(f"名称 {name} 已被机构 {whose} 占用", f"the name {name} is taken by {whose}")
        raise PlatformRefused(reason=reason)
    return portal.act("package_patch", dataset | {"id": standing["id"], "state": "active"})


def _have_resource(
    portal: _Portal, package: Data, described: Data, file: OfferedFile, job: Job
) -> Item:
    """A file under its name in the dataset, once what the portal holds is what was sent."""
    named = [each for each in package.get("resources", []) if each["name"] == file.name]
    standing = named[0] if named else None
    if standing is None or not _holds(portal, standing, file, job):
        wanted = ("name", "format", "mimetype", "hash")
        fields = {key: str(described[key]) for key in wanted}
        if standing is None:
            action, fields["package_id"] = "resource_create", package["id"]
        else:
            action, fields["id"] = "resource_update", standing["id"]
        standing = portal.upload(action, fields, file.path, job)
        if not _holds(portal, standing, file, job):
            reason = Text(
                "门户上的内容与送出的不同", "the portal holds something else than was sent"
            )
            raise PlatformRefused(reason=reason)
    return Item(file.name, standing["id"], standing["url"], file.file.sha256)


def _holds(portal: _Portal, resource: Data, file: OfferedFile, job: Job) -> bool:
    if resource.get("url_type") != "upload" or resource.get("hash") != f"sha256:{file.file.sha256}":
        return False
    return portal.digest(resource["url"], job) == file.file.sha256


def _stands(package: Data | None) -> bool:
    """A deleted dataset is still shown to an administrator."""
    return package is not None and package.get("state") == "active"
