"""Third-party code: locked by hash for each target, and laid into the payload.

uv judges markers for the target and not for the machine that builds, as pip would.
"""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from installer import tools
from installer.errors import BuildStopped
from installer.target import PROJECT, PYTHON, Target

# Requirements of requirements that nothing of ours runs: sqlite-utils asks for pip to install plug-ins.
UNUSED = ("pip",)


def relock(target: Target) -> None:
    """Write the target's lock anew from ``pyproject.toml``; only wheels are accepted."""
    target.lock.parent.mkdir(exist_ok=True)
    tools.run(
        [
            *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-header", "--no-annotate"),
            *("--python-platform", target.platform, "--python-version", PYTHON),
            *("--only-binary", ":all:", "--generate-hashes"),
            *(word for name in UNUSED for word in ("--no-emit-package", name)),
            *("--upgrade", "--output-file", target.lock),
        ],
        cwd=PROJECT,
    )


def locked(target: Target) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Version and SHA-256 digests of every locked package, by name."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    text = target.lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if match := re.match(r"([a-z0-9-]+)==(\S+)", line):
            found[match[1]] = (match[2], tuple(re.findall(r"sha256:([0-9a-f]{64})", line)))
    return found


def check_lock(target: Target) -> None:
    """Raises :class:`BuildStopped` unless every direct dependency is locked and hashed."""
    there = locked(target) if target.lock.exists() else {}
    bare = [name for name, (_, hashes) in there.items() if not hashes]
    missing = sorted(requirements(target) - there.keys())
    if bare or missing:
        raise BuildStopped(
            f"{target.lock.name} does not answer pyproject.toml: {', '.join(bare + missing)}",
            "python installer/build.py --relock",
        )


def requirements(target: Target) -> set[str]:
    """The names that ``pyproject.toml`` asks for on this target."""
    windows = target.platform.endswith("windows-msvc")
    environment = {
        "platform_machine": "AMD64" if windows else target.platform.partition("-")[0],
        "sys_platform": "win32" if windows else "linux",
    }
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    return {
        re.sub(r"[-_.]+", "-", one.name).lower()
        for one in asked
        if one.marker is None or one.marker.evaluate(environment)
    }


def install(target: Target, folder: Path, wheelhouse: Path | None, *, offline: bool) -> None:
    """Lay the locked wheels into ``folder``; a wheel with another hash stops the build."""
    # Copies, not links: what follows changes files, and must not change uv's cache.
    tools.run(
        [
            *("uv", "pip", "install", "--quiet", "--link-mode", "copy", "--target", folder),
            *("--python-platform", target.platform, "--python-version", PYTHON),
            *("--only-binary", ":all:", "--require-hashes", "--no-deps"),
            *(("--offline",) if offline else ()),
            *(("--find-links", wheelhouse) if wheelhouse else ()),
            *("--requirements", target.lock),
        ]
    )
