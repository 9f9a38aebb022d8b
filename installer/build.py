"""Build the installers: ``python installer/build.py --target all --out dist``.

Run by the project's own environment (``pip install -e .[installer]``), on Debian or its kin. What was
fetched or compiled once lies in the cache and is not fetched or compiled again.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installer import policy, sums, wheels
from installer.errors import BuildStopped
from installer.linux import deb
from installer.payload import Say, Supplies
from installer.target import DEB, DEB_ARM64, TARGETS
from installer.windows import nsis
from installer.windows.authenticode import Certificate

BUILDERS: dict[str, Callable[[Path, Supplies, Say], Path]] = {
    "windows": nsis.build,
    "deb": partial(deb.build, DEB),
    "deb-arm64": partial(deb.build, DEB_ARM64),
}


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 if all was built."""
    args = _parser().parse_args(arguments)
    started = time.monotonic()

    def say(step: str) -> None:
        print(f"[{time.monotonic() - started:5.0f} s] {step}", flush=True)

    try:
        if args.relock:
            for target in TARGETS.values():
                say(f"lock {target.name}")
                wheels.relock(target)
            return 0
        key = sums.signing_key(args.sign_with) if args.sign_with else None
        brought = policy.check(args.policy) if args.policy else None
        supplies = Supplies(
            args.cache, args.wheelhouse, args.offline, brought, args.trees, _certificate(args)
        )
        built = []
        for name in TARGETS if args.target == "all" else [args.target]:
            built.append(
                BUILDERS[name](args.out, supplies, lambda step, of=name: say(f"{of}: {step}"))
            )
        listed = sums.write(args.out, built)
        if key:
            sums.sign(listed, key)
    except BuildStopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    for file in built:
        say(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


def _certificate(args: argparse.Namespace) -> Certificate | None:
    if not args.authenticode:
        return None
    if not args.authenticode_password:
        raise BuildStopped("a certificate needs its password", "--authenticode-password FILE")
    return Certificate(args.authenticode, args.authenticode_password, args.timestamp)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="build Gongkai's installers")
    parser.add_argument("--target", choices=[*BUILDERS, "all"], default="all")
    parser.add_argument("--out", type=Path, default=Path("dist"))
    parser.add_argument("--wheelhouse", type=Path, help="a folder of wheels to look in first")
    parser.add_argument(
        "--sign-with", type=Path, metavar="KEY", help="an Ed25519 key, for SHA256SUMS"
    )
    parser.add_argument(
        "--authenticode", type=Path, metavar="PFX", help="a certificate for the Windows programs"
    )
    parser.add_argument(
        "--authenticode-password", type=Path, metavar="FILE", help="holds the password of PFX"
    )
    parser.add_argument("--timestamp", default="", metavar="URL", help="an RFC 3161 authority")
    parser.add_argument(
        "--policy",
        type=Path,
        metavar="DIR",
        help="the signed policy.json, or the folder it lies in",
    )
    parser.add_argument(
        "--trees", type=Path, metavar="DIR", help="keep the trees, for repository.py"
    )
    parser.add_argument("--offline", action="store_true", help="fetch nothing")
    parser.add_argument(
        "--relock", action="store_true", help="lock the dependencies anew, build nothing"
    )
    cache = Path.home() / ".cache" / "gongkai-build"
    parser.add_argument("--cache", type=Path, default=cache, help=f"default: {cache}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
