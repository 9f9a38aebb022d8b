"""Colleagues with a key of their own, and their own program, against the two computers."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.correspondents import letter_key
from app.core.approval.values import Verdict
from app.core.delivery.package import measured
from app.core.errors import ChainBroken
from app.core.handover import sealed
from app.core.handover.errors import RequestChanged
from app.core.handover.letter import LETTER, Letter
from app.core.jobs import Job
from app.core.model import Envelope, Kind
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.recipients import Readers
from app.core.workspace import table_codec
from app.core.workspace.store import Workspace
from tests import releases
from tests.offices import Desk, acquainted, desk

Files = dict[str, bytes]


@pytest.fixture
def desks(tmp_path: Path, people_csv: Path) -> Iterator[tuple[Desk, Desk]]:
    clerk, reviewer = (
        desk(tmp_path, "张敏", "001", "clerk"),
        desk(tmp_path, "李静", "002", "reviewer"),
    )
    acquainted(clerk, reviewer)
    releases.submitted(clerk.ws, clerk.who, people_csv, Job())
    yield clerk, reviewer
    for one in (clerk, reviewer):
        one.ws.close()


def forged(
    path: Path, to: Desk, signer: Identity, change: Callable[[Files], None], **said: object
) -> Path:
    """A letter opened by its receiver, or by who wrote it, changed, and signed again."""
    key = letter_key(to.ws, to.who.card)
    opened = sealed.open_letter(path, [key], to.ws.trusted(), Job())
    files = {file.name: b"".join(chunks) for file, chunks in opened.files}
    change(files)
    packed = [
        measured(name, "x", lambda data=data: [data], key.suite)  # type: ignore[misc]
        for name, data in files.items()
    ]
    listed = tuple(each.file for each in packed)
    letter = dataclasses.replace(opened.letter, files=listed, **said)  # type: ignore[arg-type]
    data = canonical.encode(dsse.sign(letter, signer))
    front = measured(LETTER, "letter", lambda: [data], key.suite)
    readers = Readers(key.suite, letter.receivers)
    sealed.write(path, letter.id, [front, *packed], readers, Job(), overwrite=True)
    return path


def other_json(name: str) -> Callable[[Files], None]:
    """The same document with one text in it changed."""

    def change(files: Files) -> None:
        for before, after in (
            (b"\xe6\xb0\x91\xe6\x94\xbf", b"\xe5\x85\xac\xe5\xae\x89"),
            (b"1", b"2"),
        ):
            if before in files[name]:
                files[name] = files[name].replace(before, after, 1)
                return
        files[name] = files[name].replace(b":0", b":1", 1)

    return change


def other_rows(files: Files) -> None:
    table = table_codec.decode(files["output.arrow"])
    files["output.arrow"] = b"".join(
        table_codec.encode(dataclasses.replace(table, data=table.data.slice(1)))
    )


def no_arrow(files: Files) -> None:
    files["output.arrow"] = files["output.arrow"][:100]


def one_more(files: Files) -> None:
    files["more.json"] = b"{}"


def one_less(files: Files) -> None:
    del files["quality.json"]


@pytest.mark.parametrize(
    "change",
    [
        *(other_json(f"{name}.json") for name in ("findings", "recipe", "residual", "entry", "quality")),
        other_rows, no_arrow, one_more, one_less,
    ],
)  # fmt: skip
def test_the_clerk_cannot_show_the_reviewer_something_else_than_was_signed(
    desks: tuple[Desk, Desk], change: Callable[[Files], None]
) -> None:
    clerk, reviewer = desks
    letter = forged(clerk.sends("R0001", reviewer), reviewer, clerk.who, change)
    with pytest.raises(ChainBroken):
        reviewer.takes(letter)
    assert reviewer.ws.releases() == []
    assert reviewer.ws.vault.names() == set()


def test_nor_keep_back_what_is_to_be_published(desks: tuple[Desk, Desk]) -> None:
    clerk, reviewer = desks
    withheld = (Kind.SOURCE, Kind.TABLE, Kind.OUTPUT)
    letter = forged(
        clerk.sends("R0001", reviewer), reviewer, clerk.who, lambda _: None, withheld=withheld
    )
    with pytest.raises(ChainBroken, match="handed over"):
        reviewer.takes(letter)
    assert reviewer.ws.releases() == []


def test_a_reviewer_cannot_answer_for_another(tmp_path: Path, desks: tuple[Desk, Desk]) -> None:
    clerk, reviewer = desks
    stranger = Identity.new("钱七", "010", "reviewer", "清溪县民政局")
    here = reviewer.takes(clerk.sends("R0001", reviewer)).release
    reviewer.says(here)

    def sign_as_stranger(files: Files) -> None:
        (mine,) = canonical.decode(files["verdicts.json"], tuple[Envelope, ...], "verdicts")
        verdict = dsse.verify(mine, Verdict, Kind.VERDICT)
        other = dsse.sign(dataclasses.replace(verdict, signer=stranger.card), stranger)
        files["verdicts.json"] = canonical.encode((other,))

    letter = forged(reviewer.answers(here), clerk, reviewer.who, sign_as_stranger)
    with pytest.raises(ChainBroken, match="trusted"):
        clerk.takes(letter)
    assert Kind.VERDICT not in clerk.ws.standing("R0001")


def test_a_verdict_counts_for_its_own_release_only(
    desks: tuple[Desk, Desk], people_csv: Path
) -> None:
    clerk, reviewer = desks
    people_csv.write_text(
        people_csv.read_text(encoding="utf-8").replace("青石镇", "白沙乡"), encoding="utf-8"
    )
    second = releases.submitted(clerk.ws, clerk.who, people_csv, Job())
    here = reviewer.takes(clerk.sends("R0001", reviewer)).release
    reviewer.says(here)
    letter = forged(
        reviewer.answers(here), clerk, reviewer.who, lambda _: None,
        release=second, request=clerk.ws.standing(second)[Kind.REQUEST],
    )  # fmt: skip
    (conflict,) = clerk.takes(letter).merged.conflicts
    assert isinstance(conflict.reason, RequestChanged)
    assert Kind.VERDICT not in clerk.ws.standing(second)
    assert Kind.VERDICT not in clerk.ws.standing("R0001")


def test_a_log_that_was_told_anew_is_found_at_the_next_letter(
    tmp_path: Path, desks: tuple[Desk, Desk], people_csv: Path
) -> None:
    clerk, reviewer = desks
    clerk.ws.close()
    copy = tmp_path / "copy"
    shutil.copytree(clerk.ws.folder, copy)
    first = reopened(clerk, clerk.ws.folder)
    for _ in range(2):  # the second one vouches for the event of the first
        reviewer.takes(first.sends("R0001", reviewer))
    other = reopened(clerk, copy)
    other.ws.note("something-else", other.who.card)
    letter = other.sends("R0001", reviewer)
    with pytest.raises(ChainBroken, match="log"):
        reviewer.takes(letter)
    for one in (first, other):
        one.ws.close()


def reopened(one: Desk, folder: Path) -> Desk:
    ws = Workspace.open(folder, "pw")
    return Desk(ws, ws.unlock(one.who.card.name, "k"), one.folder)


def test_a_letter_says_who_sent_it_and_to_whom(desks: tuple[Desk, Desk]) -> None:
    clerk, reviewer = desks
    path = clerk.sends("R0001", reviewer)
    key = letter_key(reviewer.ws, reviewer.who.card)
    letter: Letter = sealed.open_letter(path, [key], reviewer.ws.trusted(), Job()).letter
    assert letter.signer == clerk.who.card
    assert len(letter.receivers) == 1
    sent = [event for event in clerk.ws.events("R0001") if event["act"] == "handed-over"]
    assert [event["letter"] for event in sent] == [letter.id]
    assert acts.with_whom(clerk.ws, "R0001") == (reviewer.who.card,)
