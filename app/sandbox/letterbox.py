"""What comes in folders and not over the network: packages and notices from in/, answers to out/."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.delivery import parts
from app.core.delivery.letterbox import IN, NOTICE, OUT, RECEIPT, REFUSAL, TAKEN_DOWN
from app.core.errors import ChainBroken, DocumentInvalid
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Envelope
from app.core.trust import canonical
from app.sandbox.open_platform import Platform, Refusal

_NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?P<kind>gkp|gkp\.parts\.json|withdrawal\.json)")
_UPLOADER = ""  # nobody showed a certificate


@dataclass(frozen=True)
class Taken:
    """One answered letter. ``digest``: of its package; ``answer``: what was put into out/."""

    digest: str
    answer: str


def receive(platform: Platform, folder: Path) -> list[Taken]:
    """Take in everything that lies whole in a folder's in/; what was answered is removed from there."""
    taken = []
    for path in sorted((folder / IN).glob("*")):
        name = _NAME.fullmatch(path.name)
        if name is None:  # a part, or something half written
            continue
        digest = name["digest"]
        if name["kind"] == NOTICE:
            answer, kind = _withdraw(platform, path, digest), TAKEN_DOWN
        else:
            answer, kind = _package(platform, path, digest), RECEIPT
        kind = REFUSAL if isinstance(answer, Refusal) else kind
        write_atomically(folder / OUT / f"{digest}.{kind}", [canonical.encode(answer)])
        for done in _files(path):
            done.unlink()
        taken.append(Taken(digest, kind))
    return taken


def _package(platform: Platform, path: Path, digest: str) -> Envelope | Refusal:
    platform.forget_refusal(digest)
    with tempfile.TemporaryDirectory(dir=platform.folder / "staging") as scratch:
        whole = path
        if path.name.endswith(parts.INDEX):
            whole = Path(scratch) / "package.gkp"
            try:
                parts.join(path, whole, Job())
            except ChainBroken as error:
                return Refusal.of(error)
        platform.receive(whole, digest, _UPLOADER)
    unknown = Refusal("package", "与文件名中的摘要不符", "it is not what its name says")
    return platform.answer(digest) or unknown


def _withdraw(platform: Platform, path: Path, digest: str) -> Envelope | Refusal:
    try:
        notice = canonical.decode(path.read_bytes(), Envelope, "notice")
    except DocumentInvalid:
        return Refusal("withdrawal", "通知无法解读", "the notice cannot be read")
    unknown = Refusal("withdrawal", "没有收到过这个封装包", "this package was never here")
    return platform.withdraw(notice, digest) or unknown


def _files(path: Path) -> Iterator[Path]:
    """What a letter consists of."""
    yield path
    if path.name.endswith(parts.INDEX):
        yield from path.parent.glob(f"{path.name.removesuffix(parts.INDEX)}.[0-9]*")
