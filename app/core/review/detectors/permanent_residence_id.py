"""外国人永久居留身份证: 18 characters that begin with 9 since 2023; three letters and 12 digits before.

Sources: 国家移民管理局 2023 (9, province, ISO 3166 number, birth date, serial, MOD 11-2); 2004 and
2017 forms (ISO 3166 letters, region, yymmdd, serial, a check digit by the weights 7-3-1 of ICAO 9303).
"""

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text


@detectors.register
class PermanentResidenceIdDetector(RunDetector):
    """A credit code may begin with a 9 too, but seldom holds a birth date and passes this check."""

    id = "permanent-residence-id"
    title = Text("外国人永久居留身份证号码", "foreigner's permanent residence number")
    precedence = 8
    lengths = (15, 18)

    def least_digits(self, length: int) -> int:
        return 12 if length == 15 else 17

    def form(self, numbers: Matrix) -> Mask:
        if numbers.shape[1] == 15:
            century = np.broadcast_to(np.frombuffer(b"19", np.uint8), (len(numbers), 2))
            born = checks.births(np.concatenate([century, numbers[:, 7:13]], axis=1))
            letters: Mask = np.asarray((numbers[:, :3] > ord("9")).all(axis=1))
            return (
                letters & checks.digits(numbers[:, 3:]) & checks.provinces(numbers[:, 3:5]) & born
            )
        return checks.all_of(
            numbers,
            lambda those: those[:, 0] == ord("9"),
            lambda those: checks.provinces(those[:, 1:3]),
            checks.seventeen_digits,
            lambda those: checks.births(those[:, 6:14]),
        )

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        if numbers.shape[1] == 15:
            return {"check": check_digits.icao(numbers)}
        return {"check": check_digits.resident_id(numbers) & ~check_digits.uscc(numbers)}
