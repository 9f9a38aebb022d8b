"""机动车号牌, GA 36-2018: province, authority, five characters, six of a vehicle of new energy.

Those of the armed police and the army are of their own series.
"""

import re
import string

from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.headers import header_says, level_told
from app.core.review.patterns import matches
from app.core.review.signs import sought
from app.core.review.spans import NONE, Places, Spans, joined
from app.core.text import Text

_PROVINCES = sought("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新")
_ANY = "".join(_PROVINCES)
_PROVINCE = f"[{_ANY}]"
_LETTERS = sought(string.ascii_letters)
_GAP = r"[ ·•\-]?"
_SIGN = "[A-HJ-NP-Za-hj-np-z0-9]"
_NEW_ENERGY = rf"(?:[A-HJKa-hjk]{_SIGN}[0-9]{{4}}|[0-9]{{5}}[A-HJKa-hjk])"
_BEHIND_PROVINCE = (
    rf"[A-HJ-Za-hj-z]{_GAP}"
    rf"(?:{_NEW_ENERGY}|{_SIGN}(?: ?{_SIGN}){{3}} ?(?:{_SIGN}|[挂学警港澳领试超]))"
)
_BEHIND_W = rf"J{_GAP}{_PROVINCE}{_GAP}[0-9]{{4}}[0-9XBTSHJD]"
_CIVIL, _POLICE = _PROVINCE + _BEHIND_PROVINCE, "W" + _BEHIND_W
_OF_EQUIPMENT = "[锅容管瓶梯起索游车][0-9]{2}"  # 特种设备使用登记证, TSG 08: 梯11浙A00001(23)
_ARMY = r"^[VZKHBSLJNGCEFO][A-DKORV][ ·•\-]?[0-9]{5}$"
_DIGITS = "[0-9].*[0-9].*[0-9]"  # no series has more than two letters behind the authority's
_ARMED = r"^(?:WJ|[VZKHBSLJNGCEFO][A-DKORV])"


@detectors.register
class PlateDetector(PatternDetector):
    """A plate leads to who keeps the car. Two letters and five digits, as the army's are, count only
    under a name that speaks of plates."""

    id = "plate"
    title = Text("车牌号码", "number plate")
    precedence = 50
    whole = rf"^(?:{_PROVINCE} ?{_BEHIND_PROVINCE}|{_POLICE})$"
    prefilter = rf"{_CIVIL}|{_POLICE}|^{_PROVINCE} {_BEHIND_PROVINCE}$"
    pattern = re.compile(  # the sign first: Python leaps from one of a set to the next
        rf"[{_ANY}W](?:(?<!W)(?<![更全创最翻].)(?<!{_OF_EQUIPMENT}.){_BEHIND_PROVINCE}(?![0-9A-Za-z]|\-[0-9])"
        rf"|(?<=W)(?<![0-9A-Za-z].){_BEHIND_W}(?![0-9A-Za-z]))"
    )

    def among(self, column: Column) -> Places:
        """Values with a province and a letter: those of the armed police hold both, too."""
        return column.holding(_PROVINCES, _LETTERS)

    def candidates(self, column: Column) -> Candidates:
        civil = NONE if column.is_ascii else super().candidates(column).spans
        if len(civil):
            civil = civil.where(matches(column.texts(civil), _DIGITS))
        if header_says(self.id, column.name) != "says":
            return Candidates(civil, {})
        return Candidates(joined(civil, column.whole(column.matching(_ARMY))), {})

    def level(self, column: Column, spans: Spans) -> Level | None:
        armed = matches(column.texts(spans), _ARMED)
        return "secret" if armed.any() else level_told(self.id, column)
