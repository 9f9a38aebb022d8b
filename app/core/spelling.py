"""How names and numbers are spelled, so that two that look alike are alike.

Source: Unicode Standard Annex 15 (NFKC) and Technical Standard 39 (confusable and invisible characters).
"""

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})  # general categories
_BLANK = re.compile("[\u115f\u1160\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # fillers, selectors


def normal(text: str) -> str:
    """The one spelling of a name: full-width digits are digits, and blanks around it are none of it."""
    return unicodedata.normalize("NFKC", text).strip()


def shows(text: str) -> bool:
    """Whether nothing in a text is invisible or changes how the rest is read."""
    return not (_BLANK.search(text) or _HIDDEN.intersection(map(unicodedata.category, text)))
