"""Files from outside, pinned by digest: taken from a cache, else fetched once and kept there."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from installer import tools, tree
from installer.errors import BuildStopped
from installer.target import HERE


def pins() -> dict[str, Any]:
    """What ``runtime.toml`` says."""
    return tomllib.loads((HERE / "runtime.toml").read_text(encoding="utf-8"))


def from_mirror(place: str, sha256: str, cache: Path, *, offline: bool) -> Path:
    """A file of a Debian archive, fetched from the mirrors that this machine's apt uses."""
    file = cache / Path(place).name
    if _good(file, sha256):
        return file
    cache.mkdir(parents=True, exist_ok=True)
    for mirror in [] if offline else _mirrors():
        command = [
            *("/usr/lib/apt/apt-helper", "-oAPT::Sandbox::User=root", "download-file"),
            *(f"{mirror}{place}", str(file), f"SHA256:{sha256}"),
        ]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return file
    raise _lacking(file, sha256)


def from_index(requirement: str, sha256: str, cache: Path, *, offline: bool) -> Path:
    """A source distribution of the Python index."""
    name, version = requirement.split("==")
    file = cache / f"{name.replace('-', '_')}-{version}.tar.gz"
    if _good(file, sha256):
        return file
    if offline:
        raise _lacking(file, sha256)
    cache.mkdir(parents=True, exist_ok=True)
    wanted = cache / "wanted.txt"
    wanted.write_text(f"{requirement} --hash=sha256:{sha256}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    tools.run([*pip, "--require-hashes", "--dest", cache, "--requirement", wanted])
    wanted.unlink()
    return file


def _mirrors() -> list[str]:
    said = tools.run(["apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI)"])
    return sorted({line.split()[1] for line in said.splitlines() if line.startswith("Debian ")})


def _good(file: Path, sha256: str) -> bool:
    return file.is_file() and tree.sha256(file) == sha256


def _lacking(file: Path, sha256: str) -> BuildStopped:
    return BuildStopped(
        f"{file.name} is not to be had, or is not the one that runtime.toml pins",
        f"lay the file with SHA-256 {sha256} into {file.parent}, or pin its successor in runtime.toml",
    )
