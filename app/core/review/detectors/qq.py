"""QQ 号: 5 to 11 digits."""

import re

from app.core.review.column import Column
from app.core.review.detector import CuedDetector, detectors
from app.core.review.spans import NO_PLACES, Places
from app.core.text import Text

_NUMBER = r"[1-9][0-9]{4,10}"
_CUE = r"(?:[Qq]{2}(?:号码|账号|帐号|号)?|扣扣号?)"
_CODE = r"^(?:Q?[A-PR-Z][0-9A-Z]*)?[0-9]+$"  # with letters or without, but not of the cue


@detectors.register
class QqDetector(CuedDetector):
    """Any number has the form, so a name or a cue must tell. A group's number is nobody's, and
    QQ465331 is one code among others where most values are such."""

    id = "qq"
    title = Text("QQ 号", "QQ number")
    precedence = 84
    needs = ("QQ", "qq", "Qq", "qQ", "扣扣")
    whole = _NUMBER
    prefilter = rf"{_CUE}\s*[:：是为]?\s*{_NUMBER}"
    pattern = re.compile(
        rf"(?<![A-Za-z0-9]){_CUE}\s*[:：是为]?\s*(?P<it>{_NUMBER})(?![0-9A-Za-z@])"
    )

    def among(self, column: Column) -> Places | None:
        """Values with a cue; none where most are codes."""
        found = super().among(column)
        if found is not None and len(found) and column.share_of_sample(_CODE) >= 0.5:
            return NO_PLACES
        return found
