"""病历号, 住院号, 门诊号: what leads from a person to an illness."""

from app.core.review.detector import HeaderDetector, detectors
from app.core.text import Text


@detectors.register
class MedicalRecordDetector(HeaderDetector):
    """Every hospital has a form of its own."""

    id = "medical-record"
    title = Text("病历号", "medical record number")
    precedence = 86
    shape = r"^['\s]*[0-9A-Za-z]{1,6}-?[0-9]{3,16}\s*$"
