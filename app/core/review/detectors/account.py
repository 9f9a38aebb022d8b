"""账号, 用户名, 密码: what opens somebody's account. GB/T 35273-2020 annex B."""

import re

from app.core import resources
from app.core.review.column import Column, folded_name
from app.core.review.detector import CuedDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.spans import NONE
from app.core.text import Text

_ID = r"[!-~]{3,64}"
_CUE = r"(?:支付宝(?:账号|帐号|账户)?|用户名|登录名|登录(?:账号|帐号)|登录密码|初始密码|密码)"
_SUM = r"^\s*[0-9]{1,6}(?:\.[0-9]+)?\s*$"


@detectors.register
class AccountDetector(CuedDetector):
    """An account can be any word, so a name or a cue and a colon must tell. The pack lists under ``sums``
    the names that also head what is paid into an account."""

    id = "account"
    title = Text("账号或密码", "account or password")
    precedence = 86
    needs = ("支付宝", "用户名", "登录", "密码")
    whole = _ID
    prefilter = rf"{_CUE}\s*[:：]\s*[!-~]{{3}}"
    pattern = re.compile(rf"{_CUE}\s*[:：]\s*(?P<it>[!-+\--:<-~]{{3,64}})")

    def candidates(self, column: Column) -> Candidates:
        if folded_name(column.name) in resources.finding_type(self.id).data["sums"]:
            sums = column.whole(column.matching(_SUM))
            if column.cells_of(sums) >= self.share * column.cells:
                return Candidates(NONE, {})
        return super().candidates(column)
