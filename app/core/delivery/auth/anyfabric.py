"""AnyFabric gateway. Source: the interface manual in the public repository JourneyJu/dsg, 2026-01: the
clock may be off by a minute, and a nonce is taken once.
"""

from dataclasses import dataclass

from app.core.delivery.signing import Call, auths, mac
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``appid``: the registered application."""

    appid: str


@auths.register
class AnyFabric:
    """Six lines are signed: method, time, nonce, path, query in order, body."""

    id = "anyfabric"
    title = Text("AnyFabric 网关", "AnyFabric gateway")
    version = "1"
    options = Options
    signs_body = True

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        moment = str(call.seconds)
        query = "&".join(sorted(filter(None, call.query.split("&"))))
        body = (call.body or b"").decode()
        lines = "\n".join([call.method, moment, call.nonce, call.path, query, body])
        said = {
            "appid": options.appid,
            "timestamp": moment,
            "nonce": call.nonce,
            "signature": mac(secret, lines).hex(),
        }
        listed = ",".join(f"{key}={value}" for key, value in said.items())
        return {"Authorization": f"ANYFABRIC-HMAC-SHA256 {listed}"}
