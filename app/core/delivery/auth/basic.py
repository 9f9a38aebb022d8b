"""User and password. Source: RFC 7617."""

from dataclasses import dataclass

from app.core.delivery.signing import Call, auths, base64_text
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``user``: the account; the secret is its password."""

    user: str


@auths.register
class Basic:
    id = "basic"
    title = Text("用户名和口令", "user and password")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        return {"Authorization": f"Basic {base64_text(f'{options.user}:{secret}'.encode())}"}
