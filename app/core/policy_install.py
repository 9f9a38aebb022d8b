"""Laying a pack where every user's program finds it, once it would hold there."""

import datetime
from pathlib import Path

from app.core import policy_folder
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.fleet.errors import LINK, PolicyInvalid
from app.core.fleet.places import lies, places
from app.core.fleet.signed import Opened, named_issuer, open_pack
from app.core.fleet.standing import keep, standing
from app.core.text import Text
from app.core.trust import canonical


def look_at(file: Path) -> Opened:
    """A pack that would hold here: it is signed, follows what holds now, has not expired, and every room of
    this program can use it.

    Raises FileMissing, FileUnreadable, PolicyInvalid, and what the rooms raise for what they cannot use.
    """
    opened = open_pack(canonical.read_bytes(file))
    at = places()
    if lies(at.issuer):
        opened.check_issuer(named_issuer(at.issuer))
    here = standing().opened
    if here is not None:
        opened.follows(here)
    if datetime.datetime.fromisoformat(opened.pack.expires) <= datetime.datetime.now(datetime.UTC):
        raise PolicyInvalid.at(LINK, "已到期", "it has expired")
    policy_folder.check_all(opened.pack)
    return opened


def install(file: Path, issuer: str | None = None) -> Opened:
    """Let a pack hold on this computer; this takes an administrator's rights.

    ``issuer``: the digest that the issuer's first roles document must have; None takes any, and it is for
    whoever has these rights to compare it: from then on no other issuer's pack holds here. Raises what
    :func:`look_at` raises, ParameterInvalid, OutputUnwritable.
    """
    opened = look_at(file)
    if issuer is not None and issuer != opened.issuer:
        found = opened.issuer
        reason = Text(f"单位名单的摘要是 {found}", f"the roles document's digest is {found}")
        raise ParameterInvalid(name=Text("签发单位", "issuer"), reason=reason)
    at = places()
    write_atomically(at.issuer, [opened.issuer.encode()])
    write_atomically(at.laid, [canonical.read_bytes(file)])
    keep()
    return opened
