"""The pack's platforms as files that connectors read, and what may leave by which way.

They are laid out anew whenever they are asked for: what somebody has changed in them is put right before it
is used, and a rotated certificate reaches deliveries that already wait.
"""

import datetime
import json
from pathlib import Path

from app.core.files import safe_name, write_atomically
from app.core.fleet.errors import PlatformUnknown, PolicyForbids
from app.core.fleet.places import places
from app.core.fleet.standing import Keeper, policy, standing
from app.core.model import Profile
from app.core.text import Text
from app.core.trust import canonical

PROFILE = "profile.json"


def folder() -> Path:
    """Where they are laid out: beside what this user keeps of the policy."""
    return places().kept.parent / "platforms"


def laid_out(ws: Keeper | None = None) -> dict[str, Path]:
    """The profile of each of the pack's platforms, by id, as a file. Raises OutputUnwritable."""
    pack = policy(ws)
    return {id: _lay_out(id, beside) for id, beside in pack.platforms.items()} if pack else {}


def profile_of(id: str) -> Path:
    """The file of one platform's profile. Raises :class:`PlatformUnknown`, OutputUnwritable."""
    found = laid_out()
    if id not in found:
        raise PlatformUnknown(id=id, known=", ".join(found))
    return found[id]


def check_way_out(profile_file: Path, profile: Profile, ws: Keeper | None = None) -> None:
    """Raises :class:`PolicyForbids` for a way that is not allowed, PolicyExpired after the policy's end."""
    pack = policy(ws)
    if pack is None:
        return
    check_connector(profile.connector, ws)
    if pack.restrictions.platforms_only and profile_file not in laid_out(ws).values():
        what = Text(f"送往“{profile.name}”", f"sending to “{profile.name}”")
        raise PolicyForbids(what=what, allowed=", ".join(pack.platforms) or "–")


def check_connector(id: str, ws: Keeper | None = None) -> None:
    """Raises :class:`PolicyForbids` for a connector that is not allowed, PolicyExpired after the policy's end."""
    pack = policy(ws)
    if pack is None:
        return
    standing().check_term(datetime.datetime.now(datetime.UTC))
    allowed = pack.restrictions.connectors
    if allowed is not None and id not in allowed:
        what = Text(f"上传通道 {id}", f"the connector {id}")
        raise PolicyForbids(what=what, allowed=", ".join(allowed) or "–")


def check_reader(profile: Profile, ws: Keeper | None = None) -> None:
    """Raises :class:`PolicyForbids` for a platform that nothing may be sealed for."""
    pack = policy(ws)
    if pack is None or not pack.restrictions.platforms_only:
        return
    known = (
        canonical.decode(each[PROFILE].encode(), Profile, id) for id, each in pack.platforms.items()
    )
    if (profile.sealing_key, profile.platform) not in ((k.sealing_key, k.platform) for k in known):
        what = Text(f"为“{profile.name}”封装", f"sealing for “{profile.name}”")
        raise PolicyForbids(what=what, allowed=", ".join(pack.platforms) or "–")


def _lay_out(id: str, beside: dict[str, str]) -> Path:
    place = folder() / safe_name(id)
    for name, text in beside.items():
        content = _reaching(text, beside) if name == PROFILE else text
        file, wanted = place / safe_name(name), content.encode()
        if not file.exists() or file.read_bytes() != wanted:
            write_atomically(file, [wanted])
    return place / PROFILE


def _reaching(profile: str, beside: dict[str, str]) -> str:
    """A profile whose own certificate and key, which no pack holds, are found in the machine's folder."""
    told = json.loads(profile)
    for key in ("client_certificate", "client_key"):
        name = told.get(key)
        if name and name not in beside:
            told[key] = str(places().laid.parent / name)
    return json.dumps(told, ensure_ascii=False, indent=2)
