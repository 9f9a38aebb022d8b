"""The one place that resolves a setting: pack (locked), workspace or user, pack (default), built in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from app.core.errors import GongkaiError
from app.core.fleet.errors import SettingLocked
from app.core.fleet.standing import Keeper, policy
from app.core.text import Language, Text

T = TypeVar("T")


class Source(StrEnum):
    """Where a value comes from, the strongest first."""

    LOCKED = "locked"
    OWN = "own"
    POLICY = "policy"
    BUILT_IN = "built-in"


SOURCES = {
    Source.LOCKED: Text("策略锁定", "locked by the policy"),
    Source.OWN: Text("在本机选定", "chosen here"),
    Source.POLICY: Text("策略默认", "the policy's default"),
    Source.BUILT_IN: Text("程序默认", "the program's default"),
}


@dataclass(frozen=True)
class Resolved(Generic[T]):
    """A value, and where it comes from."""

    value: T
    source: Source

    @property
    def locked(self) -> bool:
        """Whether nobody here can change it."""
        return self.source is Source.LOCKED


@dataclass(frozen=True)
class Setting(Generic[T]):
    """``name``: in the pack; ``key``: in the workspace, whose text ``read`` understands; "" is not set.

    ``laid_down``: the pack's value as this program uses it; ``say``: a value in words.
    """

    name: str
    title: Text
    key: str
    built_in: T
    read: Callable[[str], T]
    laid_down: Callable[[Any], T] = lambda value: value
    say: Callable[[T], Text] = lambda value: Text.plain("–" if value is None else str(value))

    def of(self, ws: Keeper) -> Resolved[T]:
        """What counts in a workspace. Raises what policy() raises."""
        return self.resolve(ws.setting(self.key), ws)

    def resolve(self, own: str = "", ws: Keeper | None = None) -> Resolved[T]:
        """What counts where ``own`` was chosen, "" for nothing. Raises what policy() raises."""
        pack = policy(ws)
        laid = None if pack is None else pack.sets(self.name)
        if pack is not None and laid is not None and self.name in pack.locked:
            return Resolved(self.laid_down(laid), Source.LOCKED)
        if own:
            return Resolved(self.read(own), Source.OWN)
        if laid is not None:
            return Resolved(self.laid_down(laid), Source.POLICY)
        return Resolved(self.built_in, Source.BUILT_IN)

    def asked(self, value: T | None, ws: Keeper | None = None) -> T:
        """What counts where somebody asks for ``value``, None for nothing in particular.

        Raises :class:`SettingLocked` for another than the locked one, and what policy() raises.
        """
        stands = self.resolve() if ws is None else self.of(ws)
        if value is None or value == stands.value:
            return stands.value
        self.check_free(ws)
        return value

    def check_free(self, ws: Keeper | None = None) -> None:
        """Raises :class:`SettingLocked` where nobody here may change it."""
        pack = policy(ws)
        if pack is not None and self.name in pack.locked:
            raise SettingLocked(
                name=self.title, organisation=pack.organisation, version=pack.version
            )


def spoken(own: str = "") -> Language:
    """In which language to speak, even of what keeps a policy from holding. ``own``: what was chosen here."""
    try:
        return LANGUAGE.resolve(own).value
    except GongkaiError:
        return LANGUAGE.read(own)


def language_of(text: str) -> Language:
    """A language by its code; Chinese for anything else."""
    return "en" if text == "en" else "zh"


LANGUAGE = Setting[Language](
    "language",
    Text("语言", "language"),
    "language",
    "zh",
    language_of,
    say=lambda code: Text.plain("English" if code == "en" else "中文"),
)
