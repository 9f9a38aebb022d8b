"""微信号: 6 to 20 letters, digits, hyphens and underscores; or a mobile or QQ number."""

import re

from app.core.review.detector import CuedDetector, detectors
from app.core.text import Text

_ID = r"(?:[A-Za-z][\-_A-Za-z0-9]{5,19}|[1-9][0-9]{4,10})"
_APP = r"(?:微信|[Ww]e[Cc]hat|\b[Vv][Xx])"
_CUE = rf"(?:{_APP}\s*[:：]|{_APP}(?:号码|账号|帐号|号)\s*[:：是为]?)\s*"
_OWN = "wxid_[0-9a-z]{8}"
_BARE = r"微信\s*1[3-9][0-9]{9}"


@detectors.register
class WechatDetector(CuedDetector):
    """Only a name or a cue tells it from any word; ``wxid_`` is the platform's own."""

    id = "wechat"
    title = Text("微信号", "WeChat account")
    precedence = 84
    needs = ("微信", "echat", "eChat", "VX", "Vx", "vX", "vx", "wxid")
    whole = _ID
    prefilter = rf"{_CUE}{_ID}|{_BARE}|{_OWN}"
    pattern = re.compile(
        rf"(?:{_CUE}|(?<![0-9A-Za-z])(?={_OWN})|微信\s*(?=1[3-9][0-9]{{9}}))(?P<it>{_ID})(?![\-_0-9A-Za-z])",
        re.ASCII,
    )
