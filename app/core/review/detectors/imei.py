"""移动设备识别码 IMEI (3GPP TS 23.003): 15 digits with the Luhn check; and IMSI, 460 and a network."""

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text

_BODIES = (1, 35, 45, 49, 86, 99)  # who has given the number out
_NETWORKS = (*range(46000, 46010), 46011, 46015, 46020)


@detectors.register
class ImeiDetector(RunDetector):
    """Old identity numbers and business registrations have 15 digits too; one in ten passes Luhn."""

    id = "imei"
    title = Text("移动设备或用户识别码", "number of a mobile device or subscriber")
    precedence = 35
    lengths = (15,)
    digits = 15

    def form(self, numbers: Matrix) -> Mask:
        return checks.digits(numbers)

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        """A subscriber's number has no check, a device's no network."""
        subscriber = np.isin(checks.number(numbers[:, :5]), _NETWORKS)
        body = np.isin(checks.number(numbers[:, :2]), _BODIES)
        return {
            "luhn": np.where(subscriber, np.int8(-1), check_digits.luhn(numbers)),
            "body": np.where(subscriber, np.int8(-1), body),
            "network": np.where(subscriber, np.int8(1), np.int8(-1)),
        }
