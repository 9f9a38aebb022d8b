"""山东公共数据开放网关. Source: its access guide as read at zhongkaishuju.com, 2026-11: the clock may be off by
ten minutes.
"""

from dataclasses import dataclass

from app.core.delivery.signing import Call, auths, base64_text, mac
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``client_id``: as the gateway's operator gave it."""

    client_id: str


@auths.register
class Shandong:
    id = "shandong"
    title = Text("山东数据开放网关", "Shandong open data gateway")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        client, moment = options.client_id, str(call.millis)
        return {
            "X-Client-Id": client,
            "X-Timestamp": moment,
            "X-Nonce": call.nonce,
            "X-Signature": base64_text(mac(secret, f"{client}{moment}{call.nonce}")),
        }
