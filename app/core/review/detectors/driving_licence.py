"""机动车驾驶证档案编号: twelve digits. Source: 机动车驾驶证业务工作规范."""

from app.core.review.detector import HeaderDetector, detectors
from app.core.text import Text


@detectors.register
class DrivingLicenceDetector(HeaderDetector):
    """The number of the licence itself is an identity number, which is told as that."""

    id = "driving-licence"
    title = Text("驾驶证档案编号", "driving licence file number")
    precedence = 86
    shape = r"^['\s]*[0-9]{12}\s*$"
