"""The known word that comes nearest to one that is not known, as a question."""

import difflib
from collections.abc import Sequence

from app.core.text import Text


def near(word: str, known: Sequence[str]) -> Text:
    """A question after what was perhaps meant; nothing if no known word is like it."""
    close = difflib.get_close_matches(word, known, 1) if word else []
    if not close:
        return Text("", "")
    return Text("；是否“{word}”？", "; is it “{word}”?").format(word=close[0])
