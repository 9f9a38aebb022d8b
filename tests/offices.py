"""Two computers of one office, and more where they are wanted: each a workspace of its own."""

from dataclasses import dataclass
from pathlib import Path

from app.core import acts
from app.core.handover import address
from app.core.jobs import Job
from app.core.model import Role
from app.core.trust import canonical
from app.core.trust.identity import Identity, fingerprint
from app.core.workspace.store import Workspace

OFFICE = "清溪县民政局"


@dataclass(frozen=True)
class Desk:
    """A workspace and who works in it."""

    ws: Workspace
    who: Identity
    folder: Path

    @property
    def card(self) -> str:
        return fingerprint(self.who.card)

    def address_file(self) -> Path:
        path = self.folder / f"{self.card[:8]}.gkcard"
        path.write_bytes(canonical.encode(acts.own_address(self.ws, self.who)))
        return path

    def knows(self, other: "Desk") -> None:
        """The two have compared the code of the other's card."""
        file = other.address_file()
        code = address.read(file.read_bytes(), file.name).code
        acts.trust_card(self.ws, self.who, file, code)

    def sends(self, release: str, *to: "Desk", original: bool = False) -> Path:
        """A request on a stick."""
        path = self.folder / f"{len(list(self.folder.iterdir()))}.gkrequest"
        cards = [desk.card for desk in to]
        written = acts.request_letter(
            self.ws, self.who, release, cards, path, Job(), original=original
        )
        acts.note_sent(self.ws, self.who, written)
        return path

    def answers(self, release: str) -> Path:
        """The verdicts on a stick."""
        path = self.folder / f"{len(list(self.folder.iterdir()))}.gkverdict"
        acts.note_sent(
            self.ws, self.who, acts.verdict_letter(self.ws, self.who, release, path, Job())
        )
        return path

    def takes(self, letter: Path) -> acts.TakenOver:
        return acts.take_over(self.ws, self.who, letter, Job())

    def says(self, release: str, opinion: str = "公开") -> None:
        acts.review(self.ws, self.who, release, opinion, "条例第十三条", "看过")  # type: ignore[arg-type]


def desk(
    folder: Path,
    name: str,
    person: str,
    role: Role,
    organisation: str = OFFICE,
    suite: str = "ed25519",
) -> Desk:
    ws = Workspace.create(folder / f"ws-{person}", "pw")
    ws.set_setting("provider", organisation)
    ws.set_setting("provider_code", "11330000002482090Q")
    letters = folder / f"letters-{person}"
    letters.mkdir()
    return Desk(ws, ws.new_identity(name, person, role, organisation, "k", suite), letters)


def acquainted(*desks: Desk) -> None:
    """Everyone has compared everyone's card."""
    for one in desks:
        for other in desks:
            if one is not other:
                one.knows(other)
