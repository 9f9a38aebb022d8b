"""护照号码: ordinary (E, G, 14, 15), official and diplomatic ones, those of Hong Kong and Macao.

Source: 国家移民管理局, 普通护照 of 2012 and its second letter since 2017 (no I, no O).
"""

from app.core.review.detector import detectors
from app.core.review.documents import DocumentDetector
from app.core.text import Text


@detectors.register
class PassportDetector(DocumentDetector):
    """The old 14… and 15…, and the single letters of official passports, must be called passports."""

    id = "passport"
    title = Text("护照号码", "passport number")
    version = "1"
    precedence = 50
    needs = "EGMKegmk"
    form = r"E[ \-]?[0-9A-HJ-NP-Z][0-9]{7}|G[ \-]?[0-9]{8}|(?:PE|SE|DE|MA)[0-9]{7}|K[A-Z]?[0-9]{8}"
    weak = r"1[45][0-9]{7}|[PSD]\.?[0-9]{7,8}|K[A-Z]?[0-9]{7}"
    named = ("护照",)
    weakly_named = ("护照", "passport", "hzhm")
