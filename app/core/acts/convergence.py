"""汇聚比对: the release beside what this office has published and files that a person names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.core import rfc4180
from app.core.acts.risk import table_at_hand
from app.core.delivery.record import proof_of
from app.core.errors import Refusal
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Entry, Envelope, Kind
from app.core.pipeline import State
from app.core.review.linkage.converge import Convergence, Known, converge
from app.core.review.linkage.sketch import Sketch, sketch
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


class ConvergenceOutdated(Refusal):
    code = "convergence-outdated"
    message = Text(
        "汇聚比对之后，本单位又发布了 {count} 个数据集",
        "This office has published {count} more datasets since the release was compared",
    )
    hint = Text(
        "请由保密审查人重新做汇聚比对，看过结果再签署。",
        "Let the reviewer compare again, look at the result, then sign.",
    )


class ReasonMissing(Refusal):
    code = "reason-missing"
    message = Text(
        "汇聚比对的结论是“须处理”，同意公开必须写明理由",
        "The convergence report asks for care; an approval must say why it is given all the same",
    )
    hint = Text(
        "请写明为什么仍可公开，或退回承办人处理。",
        "Write down why it may be published, or return it to the clerk.",
    )


def compare(
    ws: Workspace, actor: Identity, release: str, files: Sequence[Path], job: Job
) -> Convergence:
    """Compare what was submitted once more, with files that the reviewer names, and file it.

    The files are read and not kept; what was told of others before stays in the report. Raises what
    import_file raises.
    """
    ws.admit("compare", release, actor.card)
    before = ws.load(release, Kind.CONVERGENCE, Convergence)
    report = look_around(ws, release, files, job).keeping(before)
    with ws.act("compare", release, actor.card, **facts(report)) as record:
        record.put(Kind.CONVERGENCE, report)
    return report


def look_around(ws: Workspace, release: str, files: Sequence[Path], job: Job) -> Convergence:
    """The same report without filing it, on what the release has come to: its output, else its table."""
    table = ws.load_table(release, table_at_hand(ws, release))
    others = [import_file(path, job, folder=ws.scratch()) for path in files]
    earlier = [
        (known, _is_same(ws, release, known)) for known in published(ws) if known.release != release
    ]
    return converge(
        table,
        rfc4180.digest(table.data),
        earlier,
        lambda known: ws.load(known.release, Kind.SKETCH, Sketch),
        others,
        linkage_key(ws),
        job,
    )


def published(ws: Workspace) -> tuple[Known, ...]:
    """What this office has published and remembers by a sketch, the latest first."""
    found = []
    for release in ws.releases():
        standing = ws.standing(release.id)
        if Kind.SKETCH not in standing:
            continue
        proof = proof_of(ws.load(release.id, Kind.RECEIPT, Envelope))
        name = ws.load(release.id, Kind.ENTRY, Entry).fields["name"]
        withdrawn = release.state is State.WITHDRAWN
        found.append(Known(name, standing[Kind.SKETCH], release.id, proof.received, withdrawn))
    return tuple(sorted(found, key=lambda known: known.at, reverse=True))


def remember(ws: Workspace, release: str, job: Job) -> Sketch:
    """The sketch to keep of a release that is being published."""
    name = ws.load(release, Kind.ENTRY, Entry).fields["name"]
    table = ws.load_table(release, Kind.OUTPUT)
    return sketch(table, linkage_key(ws), dataset=name, tick=lambda: job.report(0))


def check_weighed(report: Convergence, public: Sequence[Known], reason: str) -> None:
    """Raise unless a report may be signed for: it knows all that is ``public``, and what it
    warns of has a reason. Raises :class:`ConvergenceOutdated`, :class:`ReasonMissing`.
    """
    missing = {known.digest for known in public} - report.earlier
    if missing:
        raise ConvergenceOutdated(count=len(missing))
    if report.gate == "hold" and not reason.strip():
        raise ReasonMissing


def facts(report: Convergence) -> dict[str, Any]:
    """What the log tells of a report: no names and no content."""
    earlier = len(report.earlier)
    return {"gate": report.gate, "earlier": earlier, "files": len(report.beside) - earlier}


def linkage_key(ws: Workspace) -> bytes:
    """The key of all sketches of a workspace."""
    return ws.vault.derive("linkage")


def _is_same(ws: Workspace, release: str, known: Known) -> bool:
    """Whether a published release is an earlier one of the same dataset: of its line, its code or its name."""
    lines = [{each, *ws.earlier(each)} for each in (release, known.release)]
    return bool(lines[0] & lines[1]) or bool(_names(ws, release) & _names(ws, known.release))


def _names(ws: Workspace, release: str) -> set[str]:
    """What tells a dataset: before it is catalogued, the name that it came under."""
    if Kind.ENTRY not in ws.standing(release):
        return {ws.release(release).name}
    fields = ws.load(release, Kind.ENTRY, Entry).fields
    return {fields["code"], fields["name"]}
