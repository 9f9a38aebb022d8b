"""学籍号, 学号: of a school, with year and class."""

from app.core.review.detector import HeaderDetector, detectors
from app.core.text import Text


@detectors.register
class StudentNumberDetector(HeaderDetector):
    """The national one is a letter and an identity number; by that it is told elsewhere, too."""

    id = "student-number"
    title = Text("学籍号或学号", "student number")
    precedence = 6  # before the identity number that the national one holds
    shape = r"^['\s]*(?:[GLJglj][0-9]{17}[0-9Xx]|[0-9]{7,14}|[A-Za-z]{1,3}[0-9]{5,14})\s*$"
