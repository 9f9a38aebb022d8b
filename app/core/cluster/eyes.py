"""The review's eyes on the cluster: rules travel, and each machine opens its own eyes by them."""

from collections.abc import Sequence
from functools import cached_property

import pyarrow as pa

from app.core.desensitize.operation import Find, Span
from app.core.review.own_rules import OwnRules
from app.core.review.within import finder


class Eyes:
    """:func:`finder` by an agency's rules, made where it is first used."""

    def __init__(self, own: OwnRules) -> None:
        self._own = own

    def __reduce__(self) -> tuple[type["Eyes"], tuple[OwnRules]]:
        return Eyes, (self._own,)

    def __call__(self, texts: pa.StringArray) -> list[Sequence[Span]]:
        return self._find(texts)

    @cached_property
    def _find(self) -> Find:
        return finder(self._own)
