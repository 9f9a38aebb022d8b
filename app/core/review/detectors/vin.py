"""车辆识别代号, GB 16735-2019 (ISO 3779): 17 letters and digits without I, O and Q."""

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text

_NO_YEAR = np.frombuffer(b"0UZ", np.uint8)


@detectors.register
class VinDetector(RunDetector):
    """Cars built for Europe need no check digit, so a wrong one only lowers the odds."""

    id = "vin"
    title = Text("车辆识别代号", "vehicle identification number")
    precedence = 25
    lengths = (17,)
    digits = 4

    def form(self, numbers: Matrix) -> Mask:
        lettered = ~checks.digits(numbers[:, :9])
        year: Mask = ~np.isin(numbers[:, 9], _NO_YEAR)
        return check_digits.vin_letters(numbers) & checks.digits(numbers[:, 13:]) & lettered & year

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        return {"check": check_digits.vin(numbers), "china": numbers[:, 0] == ord("L")}
