"""What may leave the house when something does not work: versions, settings, acts; no names, no values.

A person reads it before it is saved. Chosen by what is let in, not by what is struck out: only what is
named here is ever taken.
"""

import importlib.metadata
import io
import json
import platform
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import __version__
from app.core import families, resources
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.workspace import database
from app.core.workspace.store import Workspace

# Settings whose values are words of ours. Of all others only their number is told.
SHOWN = (
    "catalog-platform", "province", "queue-paused", "retention-days", "route",
    "upload-bytes-per-second", "upload-hours",
)  # fmt: skip
_EVENT = ("seq", "at", "act", "release", "state")


def support_bundle(ws: Workspace, window: Mapping[str, str], job: Job) -> dict[str, str]:
    """The files of a bundle, by name. ``window``: what the window knows of itself, such as Qt's version."""
    parts: dict[str, Any] = {
        "versions.json": _versions() | {"window": dict(window)},
        "settings.json": _settings(ws),
        "acts.json": [_event(event) for event in ws.events()],
    }
    job.report(1, 2)
    parts["self-check.json"] = _checked(ws)
    job.report(2, 2)
    return {name: json.dumps(part, ensure_ascii=False, indent=1) for name, part in parts.items()}


def save_bundle(path: Path, parts: Mapping[str, str]) -> None:
    """Write a bundle as a zip archive, as it was shown. Raises OutputUnwritable."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    write_atomically(path, [content.getvalue()])


def _versions() -> dict[str, Any]:
    installed = {each.metadata["Name"]: each.version for each in importlib.metadata.distributions()}
    return {
        "gongkai": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "sqlcipher": database.version(),
        "packs": {pack.name: pack.version for pack in resources.packs()},
        "packages": dict(sorted(installed.items())),
    }


def _settings(ws: Workspace) -> dict[str, Any]:
    rows = {row["key"]: row["value"] for row in ws.query("SELECT key, value FROM settings")}
    return {
        **{key: rows[key] for key in SHOWN if key in rows},
        "others": sum(key not in SHOWN for key in rows),
    }


def _event(event: dict[str, Any]) -> dict[str, Any]:
    """What was done and when, by which role; not by whom, and with no further fact."""
    return {key: event[key] for key in _EVENT if key in event} | {"role": event["actor"]["role"]}


def _checked(ws: Workspace) -> dict[str, Any]:
    log = ws.verify_log()
    return {
        "lacking": [error.code for error in families.check()],
        "log": {
            "valid": log.valid,
            "checked": log.checked,
            "problems": [[problem.field, problem.code] for problem in log.problems],
        },
        "releases": Counter(release.state.value for release in ws.releases()),
        "people": Counter(card.role for card in ws.identities().values()),
    }
