"""A province's policy: its administrators, packs that they sign, and a computer on which they lie."""

import json
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from app.core.fleet import signed
from app.core.fleet.pack import PolicyPack, Restrictions, Settings
from app.core.fleet.places import FILE
from app.core.model import Envelope
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import Document
from tests.authorities import END, START, person

BUREAU = "青江省数据局"
AT = "2026-03-01T00:00:00+00:00"
FAR = "2099-01-01T00:00:00+00:00"


class Bureau:
    """Three administrators, two of whom must sign, and their roles document."""

    def __init__(self) -> None:
        self.admins = tuple(person(number, "admin", BUREAU) for number in ("911", "912", "913"))
        cards = [admin.card for admin in self.admins]
        self.document = self.signed_roles(draft.begin(BUREAU, 2, cards, START, END))

    def signed_roles(self, document: Document) -> Document:
        return reduce(draft.sign, self.admins[:2], document)

    def pack(self, version: int = 1, roles: Document | None = None, **parts: Any) -> PolicyPack:
        """A pack of this version; ``parts``: as its fields, settings and restrictions as mappings."""
        told = {"organisation": BUREAU, "at": AT, "expires": FAR} | parts
        told["settings"] = Settings(**parts.get("settings", {}))
        told["restrictions"] = Restrictions(**parts.get("restrictions", {}))
        return PolicyPack(version=version, roles=roles or self.document, **told)

    def sign(self, pack: PolicyPack, *admins: Identity) -> Envelope:
        return reduce(signed.sign, admins or self.admins[:2], signed.unsigned(pack))

    def lay(self, computer: Path, version: int = 1, **parts: Any) -> PolicyPack:
        """Give a computer this policy: as if an administrator had copied the file there."""
        pack = self.pack(version, **parts)
        computer.mkdir(parents=True, exist_ok=True)
        (computer / FILE).write_bytes(canonical.encode(self.sign(pack)))
        return pack


def write_source(
    folder: Path, document: Document, toml: str, **files: Mapping[str, Any] | str
) -> Path:
    """An administrator's folder. ``files``: their content, by path with ``__`` for ``/``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roles.json").write_bytes(canonical.encode(document))
    (folder / "policy.toml").write_text(toml, encoding="utf-8")
    for path, content in files.items():
        file = folder / path.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")
    return folder
