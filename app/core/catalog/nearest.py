"""The known word that comes nearest to one that is not known, as a question."""

import difflib
from collections.abc import Sequence

from app.core.text import Text


def near(word: str, known: Sequence[str]) -> Text:
    """A question after what was perhaps meant; nothing if no known word is like it."""
    return question(nearest(word, known))


def nearest(word: str, known: Sequence[str]) -> str:
    """What was perhaps meant; "" if no known word is like it."""
    close = difflib.get_close_matches(word, known, 1) if word else []
    return close[0] if close else ""


def question(guess: str) -> Text:
    """A guess as a question; nothing for none."""
    if not guess:
        return Text("", "")
    return Text("；是否“{word}”？", "; is it “{word}”?").format(word=guess)
