"""A bearer token. Source: RFC 6750."""

from dataclasses import dataclass

from app.core.delivery.signing import Call, auths
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """Nothing beside the token."""


@auths.register
class Bearer:
    id = "bearer"
    title = Text("令牌", "bearer token")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {secret}"}
