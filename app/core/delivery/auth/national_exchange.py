"""国家数据共享交换平台. Source: nine public clients that speak to it, read 2026-11.

The secret is the signing key in the clear. The platform hands it out encrypted and for a time; how it is
decrypted differs from client to client, so it is fetched by the platform's own tool.
"""

from dataclasses import dataclass

from app.core.delivery.signing import Call, auths, base64_text, mac
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``rid``: who asks; ``sid``: which service."""

    rid: str
    sid: str


@auths.register
class NationalExchange:
    id = "national-exchange"
    title = Text("国家数据共享交换平台", "national data exchange")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        rid, sid, moment = options.rid, options.sid, str(call.millis)
        return {
            "gjgxjhpt_rid": rid,
            "gjgxjhpt_sid": sid,
            "gjgxjhpt_rtime": moment,
            "gjgxjhpt_sign": base64_text(mac(secret, f"{sid}{rid}{moment}")),
        }
