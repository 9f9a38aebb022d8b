"""案号: （2021）最高法知民终123号. Source: 最高人民法院《关于人民法院案件案号的若干规定》, 法〔2018〕335号."""

import re

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.spans import NONE
from app.core.text import Text

_YEAR = r"[\(\[〔](?:19|20)[0-9]{2}[\)\]〕]"
_COURT = (
    r"(?:最高法|[京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军][0-9]{0,4})"
)
_KIND = (
    r"(?:知|商|海|环|少|金|破|行|刑|民|执)?(?:民初|民终|民再|民申|民辖|民监|民特|民撤|民催|民督|民抗|刑初|刑终|刑再|刑申|刑更"
    r"|刑核|刑医|刑监|刑没|刑抗|刑他|行初|行终|行再|行申|行审|行赔|行监|行抗|委赔|法赔|司赔|司惩|司救|财保|诉前调|民诉前调"
    r"|执恢|执异|执复|执监|执保|执协|执他|执|破申|破终|破|强清|清申|认港|认台|协外|协他|请示)"
)
_OLD = r"[\x{4e00}-\x{9fff}]{1,4}(?:民|刑|行|执|商|知)[初终再审监提执]?[一二三四五]?字第"


@detectors.register
class CaseNumberDetector(PatternDetector):
    """Year in brackets, court, kind of case, serial. Documents of agencies have no kind of case."""

    id = "case-number"
    title = Text("案号", "court case number")
    version = "1"
    precedence = 55
    needs = ("(19", "(20", "[19", "[20", "〔19", "〔20")
    prefilter = rf"{_YEAR} ?(?:{_COURT}{_KIND}|{_OLD}) ?[0-9]{{1,7}} ?号"
    pattern = re.compile(
        rf"{_YEAR} ?(?:{_COURT}{_KIND}|{_OLD.replace('x{4e00}', 'u4e00').replace('x{9fff}', 'u9fff')})"
        r" ?[0-9]{1,7} ?号(?:之[一二三四五六七八九十]{1,2})?",
        re.ASCII,
    )

    def candidates(self, column: Column) -> Candidates:
        return Candidates(NONE, {}) if column.is_ascii else super().candidates(column)
