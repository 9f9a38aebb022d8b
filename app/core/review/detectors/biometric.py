"""生物识别: stored templates and pictures of fingerprints, faces, irises and voices."""

from app.core.review.detector import HeaderDetector, detectors
from app.core.text import Text


@detectors.register
class BiometricDetector(HeaderDetector):
    """A name that speaks of a body, over base64, hexadecimal digits or files of pictures."""

    id = "biometric"
    title = Text("生物识别信息", "biometric data")
    precedence = 5
    shape = (
        r"^(?:[0-9A-Za-z+/_\-]{32,}={0,2}|data:image/.+"
        r"|(?i:\S+\.(?:jpe?g|png|bmp|gif|tiff?|wsq|fpt|fmr|dat|bin|wav|mp3)))$"
    )
