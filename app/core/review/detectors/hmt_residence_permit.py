"""港澳台居民居住证: 81, 82 or 83 in place of the province, else as GB 11643. 国务院令 2018."""

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text

_REGIONS = (810000, 820000, 830000)


@detectors.register
class HmtResidencePermitDetector(RunDetector):
    """Six known digits and a birth date leave chance no room."""

    id = "hmt-residence-permit"
    title = Text("港澳台居民居住证号码", "residence permit of Hong Kong, Macao or Taiwan residents")
    precedence = 9
    lengths = (18,)
    digits = 17

    def form(self, numbers: Matrix) -> Mask:
        return checks.all_of(
            numbers,
            lambda those: np.isin(checks.number(those[:, :6]), _REGIONS),
            checks.seventeen_digits,
            lambda those: checks.births(those[:, 6:14]),
        )

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        return {"check": check_digits.resident_id(numbers)}
