"""社会保障卡号, 医保卡号: nine characters, or as many digits as the local fund gives."""

from app.core.review.detector import HeaderDetector, detectors
from app.core.text import Text


@detectors.register
class SocialSecurityDetector(HeaderDetector):
    """An identity number under such a name is an identity number."""

    id = "social-security"
    title = Text("社会保障卡号", "social security number")
    precedence = 86
    shape = r"^['\s]*[0-9A-Za-z][0-9]{5,19}\s*$"
