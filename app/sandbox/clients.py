"""Departments beside the first: each has a certificate of its own, and the profile to upload with it."""

import dataclasses
from pathlib import Path

from app.core.files import safe_name, write_atomically
from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox import authority


def enrol(folder: Path, name: str) -> Path:
    """The profile of one more department of the platform in ``folder``, in clients/; made anew each time.

    Raises FileMissing for a folder that no platform has served from yet.
    """
    first = folder / "client" / "profile.json"
    profile = canonical.read_document(first, Profile)
    ca = first.with_name("ca.pem")
    own = folder / "clients" / safe_name(name)
    pair = authority.client_certificate(authority.Pair.read(ca, folder / "ca.key"), name)
    pair.write(own / "client.pem", own / "client.key")
    write_atomically(own / "ca.pem", [ca.read_bytes()])
    own_profile = dataclasses.replace(profile, name=f"{profile.name} · {name}")
    write_atomically(own / "profile.json", [canonical.pretty(own_profile)])
    return own / "profile.json"
