"""QQ 号: 5 to 11 digits."""

import re

from app.core.review.detector import CuedDetector, detectors
from app.core.text import Text

_NUMBER = r"[1-9][0-9]{4,10}"
_CUE = r"(?:[Qq]{2}(?:号码|账号|帐号|号)?|扣扣号?)"


@detectors.register
class QqDetector(CuedDetector):
    """Any number has the form, so a name or a cue must tell. A group's number is nobody's."""

    id = "qq"
    title = Text("QQ 号", "QQ number")
    precedence = 84
    needs = ("QQ", "qq", "Qq", "qQ", "扣扣")
    whole = _NUMBER
    prefilter = rf"{_CUE}\s*[:：是为]?\s*{_NUMBER}"
    pattern = re.compile(
        rf"(?<![A-Za-z0-9]){_CUE}\s*[:：是为]?\s*(?P<it>{_NUMBER})(?![0-9A-Za-z@])"
    )
