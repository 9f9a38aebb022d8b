"""不动产单元号 (28 characters), 不动产权证号, 不动产登记证明号, and 房屋所有权证号 of before.
GB/T 37346-2019; 不动产登记暂行条例实施细则; 房屋登记办法 (2008).
"""

import re

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, cut_out, detectors
from app.core.review.evidence import Candidates
from app.core.review.signs import sought
from app.core.review.spans import NONE, Places, joined
from app.core.text import Text

_UNIT = r"[0-9]{6} ?[0-9]{3} ?[0-9]{3} ?[GJZ][ABSXCDEFLNHGWY] ?[0-9]{5} ?[FLQW] ?[0-9]{4} ?[0-9]{4}"
_UNIT_DIGITS = 25
_DEED_DIGITS = 4
_DEED = r"[\(\[〔][0-9]{4}[\)\]〕] ?[\x{4e00}-\x{9fff}]{0,12}不动产(?:权|证明)第? ?[0-9]{7}"
_TITLED = sought(("动产权", "动产证明"))
_HOUSE = r"(?:房权证|房地权证|房地证|房产证)"  # before 2015
_NUMBER = r" ?[A-Za-z]{0,2}[0-9]{4,13}(?:-[0-9]{1,4})?(?: ?号)?"
_OLD = rf"{_HOUSE}[\x{{4e00}}-\x{{9fff}}]{{0,10}}[字第]{_NUMBER}"
_OLD_TITLED = sought(("权证", "地证", "产证"))
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"


@detectors.register
class RealEstateIdDetector(PatternDetector):
    """All forms leave chance no room; all lead to an owner."""

    id = "real-estate-id"
    title = Text("不动产单元号或权证号", "real estate unit or certificate number")
    version = "2"
    precedence = 7  # its twelve digits are no card and no date
    needs = "FLQWflqw"
    whole = rf"(?i)^{_UNIT}$"
    prefilter = rf"(?i){_UNIT}"
    pattern = re.compile(rf"(?i)(?<![0-9A-Za-z]){_UNIT}(?![0-9A-Za-z])", re.ASCII)
    deed = re.compile(
        rf"[{_PROVINCES}]? ?[(\[〔][0-9]{{4}}[)\]〕] ?[\u4e00-\u9fff]{{0,12}}"
        r"不动产(?:权|证明)第? ?[0-9]{7,8}(?: ?号)?",
        re.ASCII,
    )
    old = re.compile(
        rf"[\u4e00-\u9fff]{{0,2}}{_HOUSE}[\u4e00-\u9fff]{{0,10}}[字第]{_NUMBER}", re.ASCII
    )

    def among(self, column: Column) -> Places:
        """Values with the letters and the digits of a unit."""
        return column.holding(self.needs, digits=_UNIT_DIGITS)

    def candidates(self, column: Column) -> Candidates:
        units = super().candidates(column).spans if len(column.runs.lengths) else NONE
        found = [units]
        for titles, form, pattern in ((_TITLED, _DEED, self.deed), (_OLD_TITLED, _OLD, self.old)):
            titled = column.holding(titles, digits=_DEED_DIGITS)
            if len(titled):
                found.append(cut_out(column, column.matching(form, titled), pattern))
        return Candidates(joined(*found), {})
