"""Names of organisations, by how they end: 杭州宏泰物流有限公司, 王家村村民委员会."""

from functools import cache

import pyarrow as pa

from app.core import resources
from app.core.review.patterns import matches
from app.core.review.spans import Mask


def are_organisations(texts: pa.StringArray) -> Mask:
    """Which texts end as names of firms, offices and societies do; those of two characters do not."""
    return matches(texts, _pattern())


@cache
def _pattern() -> str:
    """RE2: a word of the ``name-words`` pack at the end, branches and remarks in brackets behind it."""
    words = "|".join(resources.pack("name-words").data["organisations"])
    return rf"^\s*\S.+(?:{words})(?:[(（][^()（）]*[)）])?\s*$"
