"""What holds on a computer, whatever lies there."""

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.core import span
from app.core.errors import FileUnreadable
from app.core.fleet.errors import PolicyExpired, PolicyInvalid, PolicyMissing, PolicyOlder
from app.core.fleet.places import FILE, Places, places
from app.core.fleet.signed import open_pack
from app.core.fleet.standing import UNPINNED, keep, standing
from app.core.trust import canonical
from tests.policies import AT, Bureau

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


def test_without_a_pack_there_is_no_policy(computer: Path) -> None:
    found = standing()
    assert (found.pack, found.trouble, found.days_left(NOW)) == (None, None, None)
    found.check_term(NOW)


def test_a_new_pack_counts_at_once(bureau: Bureau, computer: Path) -> None:
    for version in (1, 2):
        bureau.lay(computer, version)
        found = standing()
        assert found.pack is not None
        assert (found.pack.version, found.origin, found.trouble) == (version, "laid", None)


def test_what_was_never_good_stops_all_work(bureau: Bureau, computer: Path) -> None:
    bureau.lay(computer)
    file = computer / FILE
    file.write_bytes(file.read_bytes().replace(b"payload", b"pay1oad"))
    with pytest.raises(PolicyInvalid):
        _ = standing().pack


def test_a_pack_that_may_not_be_read_is_not_an_absent_one(
    bureau: Bureau, computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.lay(computer)
    readable = Path.stat

    def refuse(self: Path, **how: bool) -> os.stat_result:
        if self == computer / FILE:
            raise PermissionError
        return readable(self, **how)

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "read_bytes", lambda self: refuse(self) and b"")
    with pytest.raises(FileUnreadable):
        _ = standing().pack


@pytest.mark.parametrize("damage", ["damaged", "older", "gone"])
def test_the_last_good_one_holds_on(bureau: Bureau, computer: Path, damage: str) -> None:
    bureau.lay(computer, 5, settings={"language": "en"}, locked=("language",))
    keep()
    if damage == "damaged":
        (computer / FILE).write_bytes(b"{}")
    elif damage == "older":
        bureau.lay(computer, 4)
    else:
        (computer / FILE).unlink()
    found = standing()
    assert found.pack is not None
    assert (found.pack.version, found.origin) == (5, "kept")
    expected = {"damaged": PolicyInvalid, "older": PolicyOlder, "gone": PolicyMissing}
    assert type(found.trouble) is expected[damage]
    assert found.warnings(NOW)
    keep()  # changes nothing
    assert standing() == found or standing().pack == found.pack


def test_a_kept_copy_that_is_damaged_is_made_anew(bureau: Bureau, computer: Path) -> None:
    bureau.lay(computer, 2)
    keep()
    places().kept.write_bytes(b"\x00")
    assert standing().origin == "laid"
    keep()
    assert places().kept.read_bytes() == (computer / FILE).read_bytes()


def test_a_program_brings_a_pack_that_later_ones_must_follow(
    bureau: Bureau, computer: Path
) -> None:
    bureau.lay(computer / "built-in", 3)
    assert (standing().origin, standing().trouble) == ("built-in", None)
    bureau.lay(computer, 2)  # what an older program has left behind
    assert (standing().origin, standing().trouble) == ("built-in", None)
    Bureau().lay(computer, 4)
    assert (standing().origin, type(standing().trouble)) == ("built-in", PolicyInvalid)
    bureau.lay(computer, 4)
    assert standing().origin == "laid"


def test_after_its_end_the_locks_stay_and_nothing_is_sent(bureau: Bureau, computer: Path) -> None:
    bureau.lay(computer, expires=span.end("2026-05-30"), at=AT)
    found = standing()
    left = found.days_left(NOW)
    assert found.pack is not None and left is not None and left < 0
    with pytest.raises(PolicyExpired) as over:
        found.check_term(NOW)
    assert str(over.value.params["day"]) == "2026-05-30"
    early = NOW - datetime.timedelta(days=10)
    found.check_term(early)
    assert len(found.warnings(early)) == 1
    assert found.warnings(NOW - datetime.timedelta(days=60)) == ()


def test_an_installed_program_does_not_heed_the_variable(
    computer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.resources.ROOT", tmp_path)
    assert places().laid == computer / FILE
    (tmp_path / "built.json").write_text("{}")
    assert not places().laid.is_relative_to(tmp_path)


def issuer_of(bureau: Bureau) -> str:
    return open_pack(canonical.encode(bureau.sign(bureau.pack()))).issuer


def test_only_the_issuer_counts_whom_administrators_have_named(
    bureau: Bureau, computer: Path
) -> None:
    Bureau().lay(computer, 9)
    assert standing().pack is not None
    places().issuer.write_text(f"{issuer_of(bureau)}\n", encoding="utf-8")
    with pytest.raises(PolicyInvalid, match="another issuer"):
        _ = standing().pack
    bureau.lay(computer, 1)
    assert standing().origin == "laid"


def test_a_user_cannot_outweigh_administrators_with_a_pack_of_their_own(
    bureau: Bureau, computer: Path
) -> None:
    Bureau().lay(computer / "kept", 99)
    bureau.lay(computer, 1, settings={"language": "en"})
    found = standing()
    assert found.pack is not None
    assert (found.pack.version, found.origin, found.trouble) == (1, "laid", None)


class Computer(RuleBasedStateMachine):
    """Whatever is laid there in whatever order, the version in force never goes back."""

    bureau = Bureau()
    stranger = Bureau()
    folders: "pytest.TempPathFactory"

    def __init__(self) -> None:
        super().__init__()
        folder = self.folders.mktemp("computer")
        self.at = Places(folder / "b" / FILE, folder / FILE, folder / "k" / FILE)
        self.at.issuer.write_text(issuer_of(self.bureau), encoding="utf-8")
        self.best = 0
        self.ever = False

    @rule(version=st.integers(1, 4))
    def lay(self, version: int) -> None:
        self.bureau.lay(self.at.laid.parent, version)
        self.best = max(self.best, version)
        self.ever = True

    @rule(version=st.integers(1, 6))
    def lay_a_strangers(self, version: int) -> None:
        if self.ever:
            self.stranger.lay(self.at.laid.parent, version)

    @rule(content=st.sampled_from([b"", b"{}", b"\xff"]))
    def damage(self, content: bytes) -> None:
        if self.ever:
            self.at.laid.write_bytes(content)

    @rule()
    def remove(self) -> None:
        self.at.laid.unlink(missing_ok=True)

    @invariant()
    def the_best_holds(self) -> None:
        keep(self.at)
        pack = standing(self.at).pack
        assert (pack.version if pack else 0) == self.best


@pytest.fixture(autouse=True)
def folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    Computer.folders = tmp_path_factory


TestComputer = Computer.TestCase
TestComputer.settings = settings(max_examples=15, stateful_step_count=8, deadline=None)


def test_an_issuer_whom_nothing_names_is_told(computer: Path, bureau: Bureau) -> None:
    bureau.lay(computer)
    found = standing()
    assert found.origin == "laid" and found.advice(NOW) == (UNPINNED,)
    assert found.warnings(NOW) == ()
    places().issuer.write_text(found.opened.issuer)  # type: ignore[union-attr]
    assert standing().advice(NOW) == ()


def test_what_the_program_brings_names_its_issuer(computer: Path, bureau: Bureau) -> None:
    bureau.lay(computer / "built-in")
    bureau.lay(computer, 2)
    assert standing().advice(NOW) == ()
