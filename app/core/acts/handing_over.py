"""移交: a release goes to whoever reviews it on another computer; their verdicts come back."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.acts.correspondents import address_of, own_address
from app.core.acts.handed_over import SENT, home_of, log_origin, stand
from app.core.acts.originals_policy import granted
from app.core.delivery.archive import Content
from app.core.delivery.package import measured
from app.core.errors import ActRefused, ParameterInvalid, SamePerson
from app.core.handover import sealed
from app.core.handover.address import Address
from app.core.handover.letter import (
    CHECKPOINT,
    CONVERGENCE,
    DOCUMENTS,
    LETTER,
    REQUEST,
    SOURCE,
    SUFFIXES,
    TABLES,
    VERDICTS,
    Letter,
)
from app.core.jobs import Job
from app.core.model import KIND_NAMES, Kind
from app.core.pipeline import STATE_NAMES, State
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.recipients import Readers
from app.core.workspace import table_codec
from app.core.workspace.answers import answered, verdicts
from app.core.workspace.ledger import now
from app.core.workspace.retention import bare
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class Written:
    """A letter that lies at ``path``, and to whom."""

    release: str
    letter: Letter
    path: Path
    to: tuple[Address, ...]


def request_letter(
    ws: Workspace,
    actor: Identity,
    release: str,
    to: Sequence[str],
    path: Path,
    job: Job,
    *,
    original: bool = False,
    overwrite: bool = False,
) -> Written:
    """Write what reviewers need to judge a submitted release, sealed for them, as a ``.gkrequest``.

    ``to``: correspondents by name or fingerprint. ``original``: with the data as it came in; else its
    digest goes, and the columns of its table. It counts as sent once :func:`note_sent` says so. Raises
    ActRefused where nobody is awaited, OriginalsStay where they do not travel, SamePerson for who has
    handled the data, AddressMissing, OutputExists, ParameterInvalid.
    """
    if ws.release(release).state is not State.SUBMITTED or home_of(ws, release):
        raise _refused(ws, release)
    original = granted(ws, original)
    addresses = tuple(address_of(ws, name) for name in to)
    suites = {address.suite for address in addresses}
    if len(suites) != 1:
        raise _invalid("收件人的算法不同，请分别移交", "their suites differ: write to each apart")
    round = answered(ws, release).round
    for address in addresses:
        if round.has_handled(address.signer):
            raise SamePerson(name=address.signer.name)
    (suite,) = suites
    contents = [
        _filed(ws, release, Kind.REQUEST, REQUEST, suite),
        *_answers(ws, actor, release, suite),
        *(_filed(ws, release, kind, name, suite) for kind, name in DOCUMENTS.items()),
        *_tables(ws, release, suite, original=original),
    ]
    letter = _letter(ws, actor, release, addresses, contents)
    if not original:
        letter = replace(letter, withheld=(Kind.SOURCE, Kind.TABLE))
    return _write(actor, Written(release, letter, path, addresses), contents, job, overwrite)


def verdict_letter(
    ws: Workspace,
    actor: Identity,
    release: str,
    path: Path,
    job: Job,
    *,
    overwrite: bool = False,
) -> Written:
    """Write the verdicts on a received release, sealed for who sent it, as a ``.gkverdict``.

    Raises ActRefused for a release that was not received, or on which nobody has signed.
    """
    home = home_of(ws, release)
    if home is None or Kind.VERDICT not in ws.standing(release):
        raise _refused(ws, release)
    address = address_of(ws, home.sender)
    contents = _answers(ws, actor, release, address.suite)
    letter = _letter(ws, actor, release, (address,), contents)
    return _write(actor, Written(release, letter, path, (address,)), contents, job, overwrite)


def note_sent(ws: Workspace, actor: Identity, written: Written) -> None:
    """The letter is where its receiver will find it."""
    letter = written.letter
    facts = stand(ws, written.release) | {"letter": letter.id, "kind": letter.kind}
    to = [fingerprint(address.signer) for address in written.to]
    original = not letter.withheld
    with ws.recording(SENT, actor.card, written.release, to=to, original=original, **facts):
        pass


def _letter(
    ws: Workspace,
    actor: Identity,
    release: str,
    to: Sequence[Address],
    contents: Iterable[Content],
) -> Letter:
    home = home_of(ws, release)
    return Letter(
        id=uuid.uuid4().hex,
        kind="verdict" if home else "request",
        origin=home.origin if home else log_origin(ws),
        release=home.release if home else release,
        name=ws.release(release).name,
        request=ws.standing(release)[Kind.REQUEST],
        receivers=tuple(dict.fromkeys(address.key for address in to)),
        files=tuple(content.file for content in contents),
        withheld=(),
        reply=own_address(ws, actor),
        signer=actor.card,
        at=now(),
    )


def _write(
    actor: Identity, written: Written, contents: list[Content], job: Job, overwrite: bool
) -> Written:
    letter, path, suite = written.letter, written.path, written.to[0].suite
    suffix = SUFFIXES[letter.kind]
    if path.suffix.lower() != suffix:
        raise _invalid(f"文件名须以 {suffix} 结尾", f"its name ends with {suffix}")
    front = _document(LETTER, "letter", dsse.sign(letter, actor), suite)
    readers = Readers(suite, letter.receivers)
    sealed.write(path, letter.id, [front, *contents], readers, job, overwrite=overwrite)
    return written


def _answers(ws: Workspace, actor: Identity, release: str, suite: str) -> list[Content]:
    """What both kinds of letters carry: verdicts, the report that they weighed, where our log stands."""
    return [
        _document(VERDICTS, Kind.VERDICT, verdicts(ws, release), suite),
        _filed(ws, release, Kind.CONVERGENCE, CONVERGENCE, suite),
        _document(CHECKPOINT, "checkpoint", ws.checkpoint(actor, ()), suite),
    ]


def _tables(ws: Workspace, release: str, suite: str, *, original: bool) -> list[Content]:
    output = _filed(ws, release, Kind.OUTPUT, TABLES[Kind.OUTPUT], suite)
    if original:
        table = _filed(ws, release, Kind.TABLE, TABLES[Kind.TABLE], suite)
        return [table, output, _filed(ws, release, Kind.SOURCE, SOURCE, suite)]
    front = b"".join(table_codec.encode(bare(ws.load_front(release))))
    kind = Kind.TABLE
    return [measured(TABLES[kind], kind, lambda: [front], suite), output]


def _filed(ws: Workspace, release: str, kind: Kind, name: str, suite: str) -> Content:
    """An artefact byte for byte as it is filed."""
    return measured(name, kind, lambda: ws.content(release, kind), suite)


def _document(name: str, kind: str, value: object, suite: str) -> Content:
    data = canonical.encode(value)
    return measured(name, kind, lambda: [data], suite)


def _refused(ws: Workspace, release: str) -> ActRefused:
    state = STATE_NAMES[ws.release(release).state]
    return ActRefused(state=state, act=Text("移交", "hand over"), allowed=KIND_NAMES[Kind.REQUEST])


def _invalid(zh: str, en: str) -> ParameterInvalid:
    return ParameterInvalid(name=Text("移交", "hand over"), reason=Text(zh, en))
