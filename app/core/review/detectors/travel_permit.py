"""港澳台通行证: 回乡证 (H, M), 往来港澳 (C, W), 往来台湾 (T, L), 台胞证 (8 or 10 digits).

Source: 公安部 2010 (H, M: eight digits for life, two for the renewals); 国家移民管理局.
"""

from app.core.review.detector import detectors
from app.core.review.documents import DocumentDetector
from app.core.text import Text


@detectors.register
class TravelPermitDetector(DocumentDetector):
    """Eight digits are a date or a telephone unless something calls them 台胞证."""

    id = "travel-permit"
    title = Text("港澳台通行证号码", "travel permit of or to Hong Kong, Macao or Taiwan")
    version = "1"
    precedence = 51
    needs = "HMCWTLhmcwtl"
    form = r"[HM][0-9]{8}(?:[0-9]{2})?|C[0-9A-HJ-NP-Z][0-9]{7}|[WTL][0-9]{8}"
    weak = r"(?:0[0-9]|1[0-8]|2[1-9]|[3-9][0-9])[0-9]{6}(?:[0-9]{2})?"  # 19… and 20… are dates
    named = ("通行证", "回乡证", "台胞证", "港澳", "台湾")
    weakly_named = ("台胞证", "台湾居民来往大陆", "tbz")
