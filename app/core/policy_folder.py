"""An administrator's folder as a policy pack, checked by the rooms that will use it.

policy.toml            organisation, version, expires, [settings], locked, [restrictions]
roles.json             the issuer's roles document
platforms/ID/          profile.json, and the certificates that it names
rules/*.json           rule packs, as for an agency's own rules
routes.json            {"routes": […]}, as in the pack “routes”
agencies/*.json        roles documents of agencies
classes.csv            the classification of resources, or classes.xlsx
updates/               root.json, the first root of the source of updates, and its ca.pem
authorities/NAME/*.pem certificates of the authorities of the organisation NAME
"""

import datetime
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from app.core import span
from app.core.approval import routes
from app.core.catalog import platforms as catalog_platforms
from app.core.catalog.classes.table import Listed, parse_csv, read_classes, write_csv
from app.core.catalog.classes.tree import ClassTree
from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.connector import connectors
from app.core.delivery.hours import Hours
from app.core.delivery.publisher import publishers
from app.core.errors import DocumentInvalid, GongkaiError, PluginUnknown
from app.core.fleet.errors import PolicyInvalid, PolicyUnfit
from app.core.fleet.pack import OwnRoute, OwnRoutes, PolicyPack, PolicySource
from app.core.fleet.platforms import PROFILE
from app.core.fleet.signed import check
from app.core.model import Profile
from app.core.review import own_rules
from app.core.text import Text, listed
from app.core.trust import canonical
from app.core.trust.roles.history import Document, open_document
from app.core.trust.x509.subject import load
from app.core.updates.source import ROOT

KIND = Text("策略", "policy")
SOURCE = "policy.toml"


def read(place: Path, at: datetime.datetime) -> PolicyPack:
    """The pack that a folder, or the policy.toml in it, describes. ``at``: when it is made.

    Raises FileMissing, DocumentInvalid, PolicyInvalid, and what the rooms raise for what they cannot use.
    """
    folder = place.parent if place.is_file() else place
    source = _source(place if place.is_file() else place / SOURCE)
    pack = PolicyPack(
        organisation=source.organisation,
        version=source.version,
        at=at.isoformat(),
        expires=span.end(source.expires.isoformat()),
        roles=canonical.decode(canonical.read_bytes(folder / "roles.json"), Document, "roles.json"),
        settings=source.settings,
        locked=tuple(sorted(source.locked)),
        restrictions=source.restrictions,
        platforms=_platforms(folder / "platforms"),
        rules=_texts(sorted((folder / "rules").glob("*.json"))),
        routes=_routes(folder / "routes.json"),
        agencies=tuple(
            canonical.decode(canonical.read_bytes(file), Document, file.name)
            for file in sorted((folder / "agencies").glob("*.json"))
        ),
        authorities=_authorities(folder / "authorities"),
        classes=_classes(folder),
        updates=_texts(sorted((folder / "updates").glob("*"))),
    )
    try:
        check_all(pack)
    except PolicyInvalid as error:
        raise PolicyUnfit(reason=error.params["reason"]) from error
    return pack


def check_all(pack: PolicyPack) -> None:
    """Ask every room whether it can use what the pack says. Raises what :func:`read` raises."""
    check(pack)
    rules = own_rules.of({name: text.encode() for name, text in pack.rules.items()})
    for document in pack.agencies:
        open_document(document)
    more = pack.own_routes()
    routes.installed(more)
    known: dict[str, Callable[[Any], object]] = {
        "province": rules.of_province,
        "route": lambda id: routes.route(id, more=more),
        "catalog_platform": catalog_platforms.profile,
        "upload_bytes_per_second": Bandwidth,
        "upload_hours": Hours.parse,
    }
    for name, can_use in known.items():
        value = pack.sets(name)
        if value is not None:
            can_use(value)
    if pack.settings.update_source is not None and ROOT not in pack.updates:
        raise _wrong("updates", Text(f"缺少 {ROOT}", f"{ROOT} is missing"))
    if pack.classes:
        _check_classes("classes", parse_csv(pack.classes))
    ways = {**connectors.all(), **publishers.all()}
    for id in pack.restrictions.connectors or ():
        _check_way(id, ways)
    for id, beside in pack.platforms.items():
        _check_platform(id, beside, ways)


def _check_way(id: str, ways: Mapping[str, object]) -> None:
    if id not in ways:
        raise PluginUnknown(id=id, kind=connectors.title, known=", ".join(ways))


def _check_platform(id: str, beside: Mapping[str, str], ways: Mapping[str, object]) -> None:
    """Raises DocumentInvalid for a profile that lacks something, or a file that holds a private key."""
    name = f"platforms/{id}"
    if PROFILE not in beside:
        raise _wrong(name, Text(f"缺少 {PROFILE}", f"{PROFILE} is missing"))
    profile = canonical.decode(beside[PROFILE].encode(), Profile, name)
    _check_way(profile.connector, ways)
    if profile.ca and profile.ca not in beside:
        raise _wrong(name, Text(f"缺少 {profile.ca}", f"{profile.ca} is missing"))
    for file, text in beside.items():
        if "PRIVATE KEY" in text:
            reason = Text(f"{file} 含有私钥", f"{file} holds a private key")
            raise _wrong(name, reason)


def _source(file: Path) -> PolicySource:
    data = canonical.read_bytes(file)
    try:
        return msgspec.convert(tomllib.loads(data.decode()), PolicySource)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _wrong(file.name, Text.plain(str(error))) from error


def _platforms(folder: Path) -> dict[str, dict[str, str]]:
    places = sorted(place for place in folder.glob("*") if place.is_dir())
    return {place.name: _texts(sorted(place.iterdir())) for place in places}


def _texts(files: list[Path]) -> dict[str, str]:
    """Raises DocumentInvalid for a file that is no text."""
    found = {}
    for file in files:
        try:
            found[file.name] = canonical.read_bytes(file).decode()
        except UnicodeDecodeError as error:
            raise _wrong(file.name, Text("不是文本", "it is no text")) from error
    return found


def _classes(folder: Path) -> str:
    """Raises DocumentInvalid with every row that makes no tree."""
    files = [file for name in ("classes.xlsx", "classes.csv") if (file := folder / name).exists()]
    if not files:
        return ""
    found = read_classes(files[0], ClassTree(()))
    _check_classes(files[0].name, found)
    return write_csv(found.tree)


def _check_classes(name: str, found: Listed) -> None:
    """Raises DocumentInvalid for a table that is no tree."""
    if found.misfits:
        place = Text("{cell}（{column}）{told}", "{cell} ({column}) {told}")
        told = [
            place.format(cell=one.cell, column=one.column, told=one.problem.message)
            for one in found.misfits
        ]
        raise _wrong(name, listed(told))


def _routes(file: Path) -> tuple[OwnRoute, ...]:
    if not file.exists():
        return ()
    return canonical.decode(canonical.read_bytes(file), OwnRoutes, file.name).routes


def _authorities(folder: Path) -> dict[str, tuple[str, ...]]:
    found = {}
    for place in sorted(place for place in folder.glob("*") if place.is_dir()):
        files = sorted(place.glob("*.pem"))
        for file in files:
            load(file)
        found[place.name] = tuple(_texts(files).values())
    return found


def _wrong(name: str, reason: Text) -> GongkaiError:
    return DocumentInvalid(name=name, kind=KIND, reason=reason)
