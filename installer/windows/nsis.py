"""The Windows installer: the payload with its launchers, packed by NSIS on Linux."""

import os
import shutil
import tempfile
from pathlib import Path

from installer import moment, payload, tools, tree
from installer.payload import Say, Supplies
from installer.program import __version__
from installer.target import HERE, WINDOWS
from installer.windows import authenticode
from installer.windows.authenticode import Certificate

TOOLS = ("makensis", "uv", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres")
FILES = HERE / "windows"
LAUNCHERS = {"Gongkai.exe": ("-mwindows",), "gongkai-cli.exe": ("-DCONSOLE",)}


def build(out: Path, supplies: Supplies, say: Say) -> Path:
    """Write ``gongkai-VERSION-setup.exe`` into ``out``."""
    certificate = supplies.certificate
    tools.require(TOOLS if certificate is None else (*TOOLS, authenticode.TOOL))

    def finish(root: Path) -> None:
        compile_launchers(root)
        for launcher in LAUNCHERS if certificate else ():
            authenticode.sign(root / launcher, certificate)

    with tempfile.TemporaryDirectory(prefix="gongkai-windows-") as name:
        root = Path(name) / "payload"
        payload.assemble(WINDOWS, root, supplies, say, finish)
        return pack(root, out, say, certificate)


def compile_launchers(folder: Path) -> None:
    """Gongkai.exe for the window and gongkai-cli.exe for the command line."""
    with tempfile.TemporaryDirectory() as name:
        resource = Path(name) / "gongkai.res"
        numbers = numbered(__version__).replace(".", ",")
        tools.run(
            [
                *(
                    "x86_64-w64-mingw32-windres",
                    "--output-format=coff",
                    f"-DVERSION_NUMBERS={numbers}",
                ),
                *(f'-DVERSION_TEXT=\\"{__version__}\\"', "gongkai.rc", resource),
            ],
            cwd=FILES,
        )
        for launcher, flags in LAUNCHERS.items():
            tools.run(
                [
                    *("x86_64-w64-mingw32-gcc", "-municode", "-O2", "-Wall", "-s", *flags),
                    *(
                        "-static-libgcc",
                        "-Wl,--no-insert-timestamp",
                        "-Wl,--dynamicbase,--nxcompat",
                    ),
                    *("launcher.c", resource, "-o", folder / launcher),
                ],
                cwd=FILES,
            )


def numbered(version: str) -> str:
    """A version as the four numbers that Windows wants: 1.2.3 → 1.2.3.0."""
    numbers = version.split(".")
    return ".".join((numbers + ["0"] * 4)[:4])


def pack(root: Path, out: Path, say: Say, certificate: Certificate | None = None) -> Path:
    """Close the payload into an installer, signed where there is a certificate."""
    say("packing")
    epoch = moment.of_source()
    tree.stamp(root, epoch)
    installer = out.resolve() / f"gongkai-{__version__}-setup.exe"
    out.mkdir(parents=True, exist_ok=True)
    script = Path(shutil.copytree(FILES, root.parent / "script")) / "installer.nsi"
    defined = {
        "VERSION": __version__,
        "NUMBERS": numbered(__version__),
        "PAYLOAD": root,
        "OUTPUT": installer,
        "KILOBYTES": tree.size(root) // 1024,
    }
    if certificate:
        defined["SIGN"] = authenticode.for_nsis(certificate)
    tools.run(
        [
            "makensis",
            "-V2",
            "-WX",
            *(f"-D{name}={value}" for name, value in defined.items()),
            script,
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    )
    if certificate:
        say("signing")
        authenticode.sign(installer, certificate)
    return installer
