"""组织机构代码, GB 11714-1997: eight characters and a check character, with or without a hyphen."""

import numpy as np
import pyarrow.compute as pc

from app.core import check_digits
from app.core.review.column import Column
from app.core.review.detector import WeighedDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.signs import sought
from app.core.review.spans import NONE
from app.core.text import Text
from app.core.text_bytes import offsets_and_bytes

_X = sought("Xx")
_WHOLE = r"(?i)^'?[0-9A-Z]{8}[ \-]?[0-9X]$"
_SIZES = 9, 11  # of it, at least and at most


@detectors.register
class OrganisationCodeDetector(WeighedDetector):
    """Public, and told only where it stands alone: any nine digits pass one time in eleven."""

    id = "organisation-code"
    title = Text("组织机构代码", "organisation code")
    version = "1"
    precedence = 65

    def candidates(self, column: Column) -> Candidates:
        lengths = column.runs.lengths  # a hyphen parts the rest from an X, but joins it to a digit
        if not (lengths == 9).any() and not ((lengths == 8).any() and column.holds(_X)):
            return Candidates(NONE, {})
        least, most = _SIZES
        sized = np.flatnonzero((column.sizes >= least) & (column.sizes <= most))
        spans = column.whole(column.matching(_WHOLE, sized))
        if not len(spans):
            return Candidates(NONE, {})
        plain = pc.ascii_upper(pc.replace_substring_regex(column.texts(spans), r"[' \-]", ""))
        characters = offsets_and_bytes(plain)[1].reshape(-1, 9)
        return Candidates(spans, {"check": check_digits.organisation_code(characters)})
