"""One scene of a drill: what is tried, what has to come of it, and what came."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.core.errors import GongkaiError
from app.core.text import Text


@dataclass(frozen=True)
class Scene:
    """``play`` does it and says what came of it. ``refusal``: the error that must end it, or None
    where it must go well. ``fault``: something is made to go wrong, be it withstood without an error.
    """

    title: Text
    play: Callable[[], Text]
    refusal: type[GongkaiError] | None = None
    fault: bool = False

    @property
    def is_fault(self) -> bool:
        return self.fault or self.refusal is not None


@dataclass(frozen=True)
class Result:
    """``told``: what came of it. ``seconds``: how long it took."""

    title: Text
    is_fault: bool
    good: bool
    told: Text
    seconds: float


class Unexpected(Exception):
    """Something went otherwise than a drill demands."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


def run(scene: Scene) -> Result:
    """Play a scene and judge it; a refusal is good where it is what the scene demands."""
    started = time.monotonic()
    good = scene.refusal is None
    try:
        told = scene.play()
    except Unexpected as failure:
        good, told = False, failure.told
    except GongkaiError as error:
        good = scene.refusal is not None and isinstance(error, scene.refusal)
        told = Text(error.told("zh"), error.told("en"))
    return Result(scene.title, scene.is_fault, good, told, time.monotonic() - started)
