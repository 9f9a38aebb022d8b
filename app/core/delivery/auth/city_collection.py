"""市级数据归集接口. Source: easydoc 23766332, read 2026-11: the clock may be off by an hour.

A bare SHA-1 is weak; it is here because that platform takes nothing else, within mutual TLS.
"""

import hashlib
from dataclasses import dataclass

from app.core.delivery.signing import Call, auths
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``app_key``: the registered application; the secret is its ``appSecret``."""

    app_key: str


@auths.register
class CityCollection:
    id = "city-collection"
    title = Text("市级数据归集接口", "city collection API")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        key, moment = options.app_key, str(call.millis)
        code = hashlib.sha1(f"{key}{secret}{moment}".encode())  # noqa: S324 — what the platform asks
        return {"appKey": key, "timestamp": moment, "signature": code.hexdigest()}
