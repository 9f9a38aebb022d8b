"""账号, 用户名, 密码: what opens somebody's account. GB/T 35273-2020 annex B."""

import re

from app.core.review.detector import CuedDetector, detectors
from app.core.text import Text

_ID = r"[!-~]{3,64}"
_CUE = r"(?:支付宝(?:账号|帐号|账户)?|用户名|登录名|登录(?:账号|帐号)|登录密码|初始密码|密码)"


@detectors.register
class AccountDetector(CuedDetector):
    """An account can be any word, so a name or a cue and a colon must tell."""

    id = "account"
    title = Text("账号或密码", "account or password")
    precedence = 86
    needs = ("支付宝", "用户名", "登录", "密码")
    whole = _ID
    prefilter = rf"{_CUE}\s*[:：]\s*[!-~]{{3}}"
    pattern = re.compile(rf"{_CUE}\s*[:：]\s*(?P<it>[!-+\--:<-~]{{3,64}})")
