"""What a request brings, filed as it came and compared with the chain that the clerk has signed."""

import tarfile
from collections.abc import Iterator

import msgspec
import pyarrow as pa

from app.core.approval.values import Request
from app.core.delivery.package import read_part
from app.core.errors import ChainBroken
from app.core.handover.letter import DOCUMENTS, SOURCE, TABLES, Letter
from app.core.model import Entry, Findings, Kind, PackedFile, Recipe, Report, Source, Table
from app.core.trust import canonical
from app.core.workspace import originals, table_codec
from app.core.workspace.record import Record

Files = Iterator[tuple[PackedFile, Iterator[bytes]]]

_MODELS: dict[str, type] = {
    DOCUMENTS[Kind.FINDINGS]: Findings,
    DOCUMENTS[Kind.RECIPE]: Recipe,
    DOCUMENTS[Kind.RESIDUAL]: Findings,
    DOCUMENTS[Kind.ENTRY]: Entry,
    DOCUMENTS[Kind.QUALITY]: Report,
}
_KINDS = {name: kind for kind, name in {**DOCUMENTS, **TABLES}.items()}


def put_artefacts(record: Record, letter: Letter, asked: Request, files: Files) -> None:
    """File what came, and compare it with the signed chain. Raises :class:`ChainBroken`."""
    links = {link.kind: link.digest for link in asked.links}
    source = None
    for file, chunks in files:
        kind = _KINDS.get(file.name, Kind.SOURCE)
        if file.name in _MODELS:
            data = b"".join(chunks)
            read_part(data, _MODELS[file.name], file.name)
            record.put_bytes(kind, [data])
        elif kind in TABLES:
            table = _table(b"".join(chunks), file.name)
            source = table.source if kind is Kind.TABLE else source
            if kind in letter.withheld:
                record.put_withheld(kind, links[kind], table)
            else:
                record.put_table(kind, table)
        elif file.name == SOURCE and source is not None:
            _put_source(record, source, chunks)
        else:
            raise ChainBroken.at(file.name, "不该在信里", "it has no place in a letter")
    if Kind.SOURCE in letter.withheld:
        record.put_withheld(Kind.SOURCE, links[Kind.SOURCE])
    for kind, digest in links.items():
        if kind not in record.made:
            raise ChainBroken.at(kind, "没有移交", "it was not handed over")
        if record.made[kind][0] != digest:
            raise ChainBroken.at(kind, "内容与送审时不同", "it differs from what was submitted")


def _put_source(record: Record, source: Source, chunks: Iterator[bytes]) -> None:
    """The files as they came; several of them by the list that makes their digest."""
    if not source.members:
        record.put_bytes(Kind.SOURCE, chunks, source.sha256)
        return
    if canonical.digest_sources(source.members) != source.sha256:
        raise ChainBroken.at(Kind.SOURCE, "与清单不符", "it is not what its list says")
    try:
        record.put_source(source, (each for _, each in originals.unpacked(chunks)))
    except (tarfile.TarError, ValueError) as error:
        raise ChainBroken.at(Kind.SOURCE, "内容无法解读", "it cannot be read") from error


def _table(data: bytes, name: str) -> Table:
    """A table that came from elsewhere: whatever it says of its buffers is looked at first."""
    try:
        table = table_codec.decode(data)
        table.data.validate(full=True)
    except (pa.ArrowException, OSError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise ChainBroken.at(name, "内容无法解读", "its content cannot be read") from error
    return table
