"""A repository of updates: ``python installer/repository.py new|add|renew FOLDER --keys KEYS``.

    metadata/    root, targets, snapshot, timestamp: The Update Framework, with consistent snapshots
    targets/     for each system the list of its tree; every piece of every tree once; the installers

``new`` makes the four keys and signs an empty repository; ``add`` puts in a tree (``build.py --trees``) or a
Debian package; ``renew`` signs anew what would expire; ``rotate`` gives a role a new key. The folder goes to a
share, a stick or a web server as it is.
"""

import argparse
import datetime
import os
import shutil
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.hazmat.primitives import serialization
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from app.core.updates import tree
from app.core.updates.offered import PACKAGE
from app.core.updates.tree import Digests, Piece
from installer import moment
from installer.errors import BuildStopped
from installer.payload import Say
from installer.program import __version__
from installer.target import TARGETS
from installer.tree import differences

ROLES = (Root.type, Targets.type, Snapshot.type, Timestamp.type)
DAYS = {Root.type: 3 * 365, Targets.type: 365, Snapshot.type: 90, Timestamp.type: 90}
"""How long each role's word holds. A stick may lie for weeks, so no role ends within days."""


def _nothing(step: str) -> None:
    """Nobody is told."""


class Repository:
    """The metadata of a folder, and the keys that sign them."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.metadata, self.targets = folder / "metadata", folder / "targets"
        self._keys = keys

    @classmethod
    def new(cls, folder: Path, keys: Path) -> "Repository":
        """An empty one; keys that are there already are used. Raises :class:`BuildStopped`."""
        if (folder / "metadata").exists():
            raise BuildStopped(f"{folder} is a repository already", "add to it, or renew it")
        keys.mkdir(parents=True, exist_ok=True)
        for role in ROLES:
            if not (keys / f"{role}.pem").exists():
                _make_key(keys / f"{role}.pem")
        made = cls(folder, keys)
        root = Root(consistent_snapshot=True)
        for role in ROLES:
            root.add_key(_signer(keys / f"{role}.pem").public_key, role)
        for place in (made.metadata, made.targets):
            place.mkdir(parents=True)
        made._write(Metadata(root))
        made._sign(Metadata(Targets()), first=True)
        return made

    def add(self, payload: Path, system: str, version: str, say: Say = _nothing) -> int:
        """Offer a tree as the newest for its system; returns how many pieces are new.

        ``say`` is told of each that is packed: a whole tree takes a while.
        Raises :class:`BuildStopped` for a folder that is not what its list says.
        """
        files = _listed(payload)
        known = self._newest(Targets)
        fresh = [p for p in tree.pieces(files).values() if p.target not in known.signed.targets]
        at = moment.of_source()
        with tempfile.TemporaryDirectory() as name:
            for number, piece in enumerate(fresh, 1):
                say(f"{number} of {len(fresh)}: {piece.name}")
                packed = Path(name) / "piece.zip"
                _pack(piece, payload, packed, at)
                self._target(known.signed, piece.target, packed)
        self._target(known.signed, f"{system}/{tree.MANIFEST}", payload / tree.MANIFEST, version)
        self._sign(known)
        return len(fresh)

    def add_installer(self, file: Path, target: str, version: str) -> None:
        """Offer an installer as a whole, for systems that have a package manager of their own."""
        known = self._newest(Targets)
        self._target(known.signed, target, file, version)
        self._sign(known)

    def rotate(self, role: str) -> None:
        """Give a role a new key; the root's own is signed for by both, so that every computer follows."""
        file = self._keys / f"{role}.pem"
        before, former_root = _signer(file), _signer(self._keys / "root.pem")
        file.rename(file.with_suffix(f".until-{moment_of_now()}.pem"))
        _make_key(file)
        root = self._newest(Root)
        root.signed.revoke_key(before.public_key.keyid, role)
        root.signed.add_key(_signer(file).public_key, role)
        root.signed.version += 1
        self._write(root, former_root)
        self._sign(self._newest(Targets))

    def renew(self) -> None:
        """Sign targets, snapshot and timestamp anew, each for its full time."""
        self._sign(self._newest(Targets))

    def _target(self, targets: Targets, path: str, file: Path, version: str = "") -> None:
        told = TargetFile.from_file(path, str(file), ["sha256"])
        if version:
            told.unrecognized_fields["custom"] = {"version": version}
        place = self.targets / path
        place = place.with_name(f"{told.hashes['sha256']}.{place.name}")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        targets.targets[path] = told

    def _sign(self, targets: Metadata[Targets], *, first: bool = False) -> None:
        """Write targets, then the snapshot that names them, then the timestamp that names that."""
        snapshot = Metadata(Snapshot()) if first else self._newest(Snapshot)
        timestamp = Metadata(Timestamp()) if first else self._read(Timestamp, "timestamp.json")
        for each in () if first else (targets, snapshot, timestamp):
            each.signed.version += 1
        snapshot.signed.meta["targets.json"] = MetaFile(targets.signed.version)
        timestamp.signed.snapshot_meta = MetaFile(snapshot.signed.version)
        for each in (targets, snapshot, timestamp):
            self._write(each)

    def _write(self, metadata: Metadata, *also: CryptoSigner) -> None:
        signed = metadata.signed
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        signed.expires = now + datetime.timedelta(days=DAYS[signed.type])
        metadata.sign(_signer(self._keys / f"{signed.type}.pem"))
        for signer in also:
            metadata.sign(signer, append=True)
        numbered = "" if signed.type == Timestamp.type else f"{signed.version}."
        file = self.metadata / f"{numbered}{signed.type}.json"
        part = file.with_suffix(".part")
        metadata.to_file(str(part))
        part.replace(file)

    def _newest(self, kind: type) -> Metadata:
        files = self.metadata.glob(f"*.{kind.type}.json")
        newest = max(files, key=lambda file: int(file.name.split(".")[0]))
        return self._read(kind, newest.name)

    def _read(self, kind: type, name: str) -> Metadata:
        return Metadata[kind].from_file(str(self.metadata / name))


def _listed(payload: Path) -> Digests:
    try:
        files = tree.of(payload)
    except (OSError, ValueError) as error:
        raise BuildStopped(
            f"{payload} holds no {tree.MANIFEST} that can be read", "build.py --trees"
        ) from error
    changed = differences(payload)
    if changed:
        raise BuildStopped(
            f"{payload} has changed since it was built: {changed[0]}", "build.py --trees"
        )
    return files


def _pack(piece: Piece, payload: Path, archive: Path, at: int) -> None:
    """The same bytes for the same files: one time (seconds since 1970), one order, plain modes."""
    time = datetime.datetime.fromtimestamp(at, datetime.UTC).timetuple()[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in piece.files:
            runs = (payload / path).stat().st_mode & 0o100
            entry = zipfile.ZipInfo(path, time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if runs else 0o100644) << 16
            packed.writestr(entry, (payload / path).read_bytes())


def moment_of_now() -> str:
    """A name for what was replaced now."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")


def _make_key(file: Path) -> None:
    secret = CryptoSigner.generate_ed25519().private_bytes
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as sink:
        sink.write(secret)


def _signer(file: Path) -> CryptoSigner:
    try:
        return CryptoSigner(serialization.load_pem_private_key(file.read_bytes(), password=None))
    except (OSError, ValueError, TypeError) as error:
        raise BuildStopped(
            f"{file} is no private key that can be read", "see docs/updates.md"
        ) from error


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 if the repository was written."""
    args = _parser().parse_args(arguments)
    try:
        if args.what == "new":
            Repository.new(args.folder, args.keys)
            return 0
        repository = Repository(args.folder, args.keys)
        if args.what == "renew":
            repository.renew()
        elif args.what == "rotate":
            repository.rotate(args.role)
        elif args.deb:
            repository.add_installer(args.deb, f"{args.system or 'deb'}/{PACKAGE}", args.version)
        else:
            system = args.system or "windows"
            say = partial(print, flush=True)
            say(f"{repository.add(args.payload, system, args.version, say)} new pieces")
    except BuildStopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="repository.py", description="updates for a fleet")
    actions = parser.add_subparsers(dest="what", required=True)
    for name, told in (
        ("new", "an empty repository, and its four keys"),
        ("add", "a version"),
        ("renew", "sign anew what would expire"),
        ("rotate", "a new key for a role; the old one is renamed"),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("folder", type=Path)
        action.add_argument(
            "--keys",
            type=Path,
            required=True,
            help="their folder; root.pem lies in a safe after new",
        )
        if name == "rotate":
            action.add_argument("role", choices=ROLES)
        if name == "add":
            what = action.add_mutually_exclusive_group(required=True)
            what.add_argument("--payload", type=Path, help="an installed tree with payload.sha256")
            what.add_argument("--deb", type=Path, help="a Debian package")
            action.add_argument(
                "--system", choices=[*TARGETS], help="windows, or deb with --deb, if not said"
            )
            action.add_argument("--version", default=__version__)
    return parser


if __name__ == "__main__":
    sys.exit(main())
