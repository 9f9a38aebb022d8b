"""Authenticode, by osslsigncode: what Windows shows as the publisher of a program.

The administrators' certificate signs both launchers, the uninstaller and the installer. Without a
timestamp the time of the source is signed, and an RSA key gives the same bytes in every build.
"""

import shlex
from dataclasses import dataclass
from pathlib import Path

from installer import moment, tools
from installer.errors import BuildStopped

TOOL = "osslsigncode"
NAME = "Gongkai"


@dataclass(frozen=True)
class Certificate:
    """A PKCS#12 file and the file that holds its password; ``timestamp``: an RFC 3161 authority, or ""."""

    file: Path
    password: Path
    timestamp: str = ""

    def __post_init__(self) -> None:
        """Raises :class:`BuildStopped` where a file is missing, before the long work."""
        for file in (self.file, self.password):
            if not file.is_file():
                raise BuildStopped(f"{file} is not there", "see docs/admin.md, Authenticode")


def sign(program: Path, certificate: Certificate) -> None:
    """Sign in place. Raises :class:`BuildStopped`, with osslsigncode's words."""
    signed = program.with_name(f"{program.name}.signed")
    tools.run(_command(certificate, str(program), str(signed)))
    signed.replace(program)


def for_nsis(certificate: Certificate) -> str:
    """The shell's line by which NSIS signs the uninstaller, whose file it calls ``%1``."""
    return f"{shlex.join(_command(certificate, '%1', '%1.signed'))} && mv %1.signed %1"


def _command(certificate: Certificate, source: str, target: str) -> list[str]:
    stamp = certificate.timestamp
    return [
        *(TOOL, "sign", "-h", "sha256", "-n", NAME),
        *("-pkcs12", str(certificate.file.resolve())),
        *("-readpass", str(certificate.password.resolve())),
        *(("-ts", stamp) if stamp else ("-time", str(moment.of_source()))),
        *("-in", source, "-out", target),
    ]
