"""A profile's options as the values that its connector understands."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from app.core.delivery.failures import ProfileUnusable
from app.core.model import Profile
from app.core.text import Text

T = TypeVar("T")


def read_options(profile: Profile, kind: type[T]) -> T:
    """``profile.options`` as a ``kind``, a dataclass. Raises :class:`ProfileUnusable`, naming the key."""
    return read_part(profile, profile.options, kind, "options")


def read_part(profile: Profile, given: Mapping[str, Any], kind: type[T], key: str) -> T:
    """The part of a profile's options that lies under ``key``. Raises :class:`ProfileUnusable`."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    stray = next((name for name in given if name not in known), None)
    if stray is not None:
        raise wrong(profile, Text(f"没有名为 {key}.{stray} 的键", f"there is no key {key}.{stray}"))
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise wrong(profile, Text.plain(f"{key}: {error}")) from error


def wrong(profile: Profile, reason: Text) -> ProfileUnusable:
    """A profile that cannot be used, and why."""
    return ProfileUnusable(name=profile.name, reason=reason)
