"""The systems that something is built for."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
PYTHON = "3.13"  # the one whose Windows build the Python index also offers


@dataclass(frozen=True)
class Target:
    """One system: the wheels that it takes (``platform``, in uv's words) and their lock.

    ``architecture``: of its processor, as dpkg names it.
    """

    name: str
    platform: str
    architecture: str = "amd64"

    @property
    def lock(self) -> Path:
        """The hash-locked requirements."""
        return HERE / "locks" / f"{self.name}.txt"


WINDOWS = Target("windows", "x86_64-pc-windows-msvc")
DEB = Target("deb", "x86_64-manylinux_2_28")  # UOS 20 has glibc 2.28
DEB_ARM64 = Target(
    "deb-arm64", "aarch64-manylinux_2_31", "arm64"
)  # Kylin V10; Qt's wheels ask for it
TARGETS = {target.name: target for target in (WINDOWS, DEB, DEB_ARM64)}
