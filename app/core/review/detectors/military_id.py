"""军官证, 士兵证, 文职干部证: 南字第12345678号."""

import re

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.headers import header_says
from app.core.review.spans import NONE
from app.core.text import Text

_BODIES = "南北沈兰成济广海空军政后装武参总战联东西中火"
_CALLED = (
    "军官证",
    "士兵证",
    "军人证",
    "士官证",
    "警官证",
    "干部证",
    "证件",
    "证号",
    "号码",
    "编号",
    "现役",
)
_PAPERS = r"房权|房产|房屋|产权|房证|土地|国用|集用|林权|农地|文件|批复|通知"  # 京房权证海字第…号


@detectors.register
class MilitaryIdDetector(PatternDetector):
    """One is enough to stop: who serves where is no matter for an open table.

    Title deeds and official documents are numbered 字第 too, but with more words before it.
    """

    id = "military-id"
    title = Text("军人证件号码", "military identity number")
    version = "1"
    precedence = 45
    needs = ("字第",)
    prefilter = rf"[{_BODIES}][文士官兵]?字第 ?[0-9A-Za-z]{{6}}"
    pattern = re.compile(
        rf"(?:(?<![\u4e00-\u9fff)\]〕】])|{'|'.join(f'(?<={word})' for word in _CALLED)})"
        rf"[{_BODIES}][文士官兵]?字第 ?[0-9A-Za-z]{{6,8}}(?![0-9A-Za-z])(?: ?号)?",
        re.ASCII,
    )

    def candidates(self, column: Column) -> Candidates:
        if column.is_ascii or header_says(self.id, column.name) == "denies":
            return Candidates(NONE, {})
        found = super().candidates(column)
        if not len(found.spans):
            return found
        papers = column.which(column.values_of(found.spans), _PAPERS)
        return Candidates(found.spans.where(~papers), {})
