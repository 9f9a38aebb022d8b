"""Verifying a package: the outside by anyone, the inside by whoever holds a key to it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.approval.values import Request, Route, Verdict
from app.core.delivery.package import Outside, can_open, read_inside, read_outside, read_part
from app.core.errors import ChainBroken, FileMissing
from app.core.jobs import Job
from app.core.model import (
    Card,
    Check,
    Entry,
    Envelope,
    Kind,
    Manifest,
    PackedFile,
    Problem,
    Receipt,
)
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import LINK, Checkpoint
from app.core.trust.sealing import SealingKey, sealings
from app.core.trust.statements import check_approval, check_links

MANIFEST, REQUEST, VERDICT, ENTRY = "manifest.json", "request.json", "verdict.json", "entry.json"
CHECKPOINT = "checkpoint.json"
DATA = "data/data.csv"
DOCUMENTS = (MANIFEST, REQUEST, VERDICT, CHECKPOINT, ENTRY)
CONTENTS = (*DOCUMENTS, DATA)
"""Exactly this: whatever the reviewer did not sign for has no place in a package."""
MAX_DOCUMENT = 16 << 20

Sink = Callable[[PackedFile, Iterator[bytes]], None]
"""Takes each data file of a package as it is read; nothing is proven until the whole is."""


@dataclass(frozen=True)
class Opened:
    """A package whose every link holds. ``documents``: all that is not data, as it was packed."""

    manifest: Manifest
    request: Request
    verdicts: tuple[Verdict, ...]
    checkpoint: Checkpoint
    entry: Entry
    documents: dict[str, bytes]


def verify_package(
    path: Path,
    job: Job,
    *,
    key: SealingKey | None = None,
    trusted: Collection[Card] | None = None,
) -> Check:
    """Every problem that can be seen with what is at hand; ``unchecked`` says what could not be.

    Raises :class:`FileMissing`; a broken package is an answer, not an error.
    """
    if not path.is_file():
        raise FileMissing(name=path.name)
    unchecked = [] if trusted is not None else ["signers"]
    checked: list[str] = []
    try:
        outside = read_outside(path, job)
        checked += ["header", "payload", "seal"]
        if trusted is not None and outside.seal.signer not in trusted:
            raise ChainBroken.at("seal", "封装人不在受信名单中", "its signer is not a trusted one")
        if key is None or not can_open(outside, key):
            unchecked.append("contents")
        else:
            open_package(path, outside, key, trusted=trusted)
            checked += ["manifest", "files", "entry", "request", "verdict", "chain", "checkpoint"]
    except ChainBroken as error:
        problem = Problem(
            str(error.params["link"]), error.code, error.message.format(**error.params)
        )
        return Check(False, (problem,), tuple(checked), tuple(unchecked))
    return Check(True, (), tuple(checked), tuple(unchecked))


def open_package(
    path: Path,
    outside: Outside,
    key: SealingKey,
    *,
    trusted: Collection[Card] | None,
    demanded: Route | None = None,
    sink: Sink | None = None,
) -> Opened:
    """Read and prove the inside of a package whose outside holds.

    ``demanded``: what the route of signatures must ask for at least; None takes any.

    Raises :class:`ChainBroken`, naming the first link that does not hold.
    """
    documents: dict[str, bytes] = {}
    found: dict[str, PackedFile] = {}
    declared: dict[str, PackedFile] = {}
    sm3 = sealings.get(outside.header.suite).sm3
    for member in read_inside(path, outside, key):
        name = member.name
        if name not in CONTENTS:
            raise ChainBroken.at("manifest", f"不应有文件 {name}", f"{name} does not belong here")
        measured = canonical.Measured(member.chunks, sm3=sm3)
        if name == MANIFEST:
            documents[name] = _bounded(name, measured)
            manifest = dsse.verify(_envelope(documents, MANIFEST), Manifest, "manifest", trusted)
            declared = {file.name: file for file in manifest.files}
            continue
        # The signed manifest comes first: what it does not announce is not even looked at.
        announced = declared.get(name)
        if announced is None or announced.size != member.size:
            raise ChainBroken.at(_link(name), f"{name} 与清单不符", f"{name} is not as listed")
        if name in DOCUMENTS:
            documents[name] = _bounded(name, measured)
        elif sink is not None:
            sink(announced, iter(measured))
        for _ in measured:  # whatever the sink left
            pass
        found[name] = PackedFile(name, measured.size, measured.sha256, announced.kind, measured.sm3)
    return _prove(outside, documents, found, trusted, demanded)


def verify_receipt(envelope: Envelope, path: Path, platform: Card) -> Receipt:
    """The receipt, once it is the platform's word for exactly this package.

    Raises :class:`ChainBroken` at link "receipt".
    """
    return check_receipt(envelope, canonical.digest_file(path), path.stat().st_size, platform)


def check_receipt(envelope: Envelope, sha256: str, size: int, platform: Card) -> Receipt:
    """The same for a package that is known by its digest and size. Raises :class:`ChainBroken`."""
    receipt = dsse.verify(envelope, Receipt, Kind.RECEIPT, (platform,))
    if receipt.signer.role != "platform":
        raise ChainBroken.at(Kind.RECEIPT, "不是平台签发的", "it was not signed by a platform")
    if (receipt.sha256, receipt.size) != (sha256, size):
        raise ChainBroken.at(Kind.RECEIPT, "是另一份封装包的回执", "it is for another package")
    return receipt


def _prove(
    outside: Outside,
    documents: dict[str, bytes],
    found: dict[str, PackedFile],
    trusted: Collection[Card] | None,
    demanded: Route | None,
) -> Opened:
    manifest_envelope = _envelope(documents, MANIFEST)
    manifest = dsse.verify(manifest_envelope, Manifest, "manifest", trusted)
    if manifest.package != outside.seal.package or manifest.signer != outside.seal.signer:
        raise ChainBroken.at("manifest", "与封签不符", "it does not agree with the seal")
    if manifest.signer.role != "clerk":
        raise ChainBroken.at("manifest", "须由承办人封装", "it was not sealed by a clerk")
    for file in manifest.files:
        if found.get(file.name) != file:
            raise ChainBroken.at(
                file.kind, f"{file.name} 与清单不符", f"{file.name} is not as listed"
            )
    missing = sorted(set(CONTENTS) - set(found) - {MANIFEST})
    if missing:
        raise ChainBroken.at(_link(missing[0]), "缺失", "it is missing")
    if {file.name for file in manifest.files} | {MANIFEST} != set(CONTENTS):
        raise ChainBroken.at("manifest", "文件清单有误", "it lists other files")
    request = _envelope(documents, REQUEST)
    verdicts = _document(documents, VERDICT, tuple[Envelope, ...])
    entry = _document(documents, ENTRY, Entry)
    digests = {Kind.OUTPUT: found[DATA].sha256, Kind.ENTRY: canonical.digest(entry)}
    answered = check_approval(request, verdicts, digests, trusted, demanded)
    asked = answered.request
    if not answered.round.lets_send(manifest.signer):
        raise ChainBroken.at(
            "manifest", "封装人审查过这份数据", "it was sealed by one who judged it"
        )
    named = entry.fields.get("name"), entry.fields.get("code")
    if (manifest.title, manifest.dataset) != named:
        raise ChainBroken.at("manifest", "名称或代码与目录不符", "it names another dataset")
    check_links(manifest.links)
    signed = {
        Kind.REQUEST: canonical.digest(request),
        Kind.CONVERGENCE: answered.convergence,
        Kind.VERDICT: canonical.digest(verdicts),
    }
    expected = canonical.chain({link.kind: link.digest for link in asked.links} | signed)
    if manifest.links != expected or manifest.release != asked.release:
        raise ChainBroken.at("manifest", "证据链与审查的不同", "its chain is not the one reviewed")
    checkpoint = dsse.verify(_envelope(documents, CHECKPOINT), Checkpoint, LINK, trusted)
    stood = (checkpoint.size, checkpoint.head, checkpoint.signer)
    if stood != (manifest.log_position, manifest.log_head, manifest.signer):
        raise ChainBroken.at(LINK, "与清单不符", "it does not agree with the manifest")
    return Opened(manifest, asked, answered.verdicts, checkpoint, entry, documents)


def _bounded(name: str, chunks: Iterable[bytes]) -> bytes:
    document = b""
    for chunk in chunks:
        document += chunk
        if len(document) > MAX_DOCUMENT:
            raise ChainBroken.at(_link(name), "过大", "it is too large")
    return document


def _envelope(documents: dict[str, bytes], name: str) -> Envelope:
    return _document(documents, name, Envelope)


def _document(documents: dict[str, bytes], name: str, kind: type[canonical.T]) -> canonical.T:
    if name not in documents:
        raise ChainBroken.at(_link(name), "缺失", "it is missing")
    return read_part(documents[name], kind, _link(name))


def _link(name: str) -> str:
    """The link that a file of the package stands for."""
    return Kind.OUTPUT.value if name == DATA else name.removesuffix(".json")
