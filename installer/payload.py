"""The installed tree of either system, laid out in a folder.

runtime/   the interpreter                 program/        main.py, app, resources
site/      third-party packages, trimmed   licences/       their texts, and sbom.cdx.json
payload.sha256                             what all of it must be
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer import imports, licences, policy, program, sbom, tree, trim, wheels
from installer.linux import runtime as linux_runtime
from installer.target import DEB, DEB_ARM64, PYTHON, WINDOWS, Target
from installer.windows import runtime as windows_runtime
from installer.windows.authenticode import Certificate

RUNTIMES = {WINDOWS: windows_runtime, DEB: linux_runtime, DEB_ARM64: linux_runtime}
INSTALLED_AT = {WINDOWS: "Gongkai", DEB: "/usr/lib/gongkai", DEB_ARM64: "/usr/lib/gongkai"}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Supplies:
    """Where files from outside come from: ``cache`` keeps them; ``wheelhouse`` holds wheels.

    ``policy``: the pack that the program brings, signed. ``trees``: where each target's tree is kept, for
    the repository of updates. ``certificate``: signs what Windows runs.
    """

    cache: Path
    wheelhouse: Path | None = None
    offline: bool = False
    policy: Path | None = None
    trees: Path | None = None
    certificate: Certificate | None = None


def assemble(
    target: Target, root: Path, supplies: Supplies, say: Say, finish: Callable[[Path], None]
) -> None:
    """Lay the payload into ``root``, which does not exist yet.

    ``finish`` adds what only this system has, before the manifest closes the tree.
    """
    wheels.check_lock(target)
    site = root / "site"
    say("runtime")
    RUNTIMES[target].unpack(target, root / "runtime", supplies.cache, offline=supplies.offline)
    say("packages")
    wheels.install(target, site, supplies.wheelhouse, offline=supplies.offline)
    say("licences, SBOM")
    licences.gather(site, root / "licences")
    sbom.write(target, site, root / "licences" / "sbom.cdx.json")
    say("trimming")
    untrimmed = imports.modules(site)
    trim.trim(site)
    program.copy(root / "program")
    imports.check(root, untrimmed, target)
    if supplies.policy:
        policy.embed(supplies.policy, root / "program" / "resources")
    finish(root)
    tree.only_programs_run(root)
    say("bytecode")
    program.compile_all(root, interpreter(supplies), INSTALLED_AT[target])
    tree.write_manifest(root)
    if supplies.trees:
        shutil.rmtree(supplies.trees / target.name, ignore_errors=True)
        shutil.copytree(root, supplies.trees / target.name)


def interpreter(supplies: Supplies) -> Path:
    """A Python that runs here and writes the bytecode of the one that ships, whatever it ships for."""
    home = linux_runtime.native(supplies.cache, offline=supplies.offline)
    return home / "bin" / f"python{PYTHON}"
