"""The guide's pages as lines of the palette, found by their titles in both languages."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from app.core.pinyin import initials
from app.core.text import Language
from app.ui.dialogs.palette import Choice
from app.ui.help.guide import guide


def of_guide(language: Language, show: Callable[[str], object]) -> Iterator[Choice]:
    """Every page of the guide; ``show`` opens one by its topic."""
    where = QCoreApplication.translate("help", "使用指南")
    titles = {other: _titles(other) for other in ("zh", "en")}
    for page in guide(language).pages:
        both = [named[page.topic] for named in titles.values()]
        words = " ".join((*both, initials(both[0]), where)).casefold()
        yield Choice(
            f"guide {page.topic}", page.title, where, words, "", "", lambda it=page.topic: show(it)
        )


def _titles(language: Language) -> dict[str, str]:
    return {page.topic: page.title for page in guide(language).pages}
