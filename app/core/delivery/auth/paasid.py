"""政务网关 paasid (x-tif headers). Source: three public clients of provincial gateways, read 2026-11."""

import hashlib
from dataclasses import dataclass

from app.core.delivery.signing import Call, auths
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``paasid``: the registered application."""

    paasid: str


@auths.register
class Paasid:
    id = "paasid"
    title = Text("政务网关（paasid）", "government gateway (paasid)")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        moment = str(call.seconds)
        message = f"{moment}{secret}{call.nonce}{moment}"
        return {
            "x-tif-paasid": options.paasid,
            "x-tif-timestamp": moment,
            "x-tif-nonce": call.nonce,
            "x-tif-signature": hashlib.sha256(message.encode()).hexdigest(),
        }
