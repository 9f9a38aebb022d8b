"""宗教信仰: what persons believe."""

from app.core.review.detector import detectors
from app.core.review.vocabulary import VocabularyDetector
from app.core.text import Text


@detectors.register
class ReligionDetector(VocabularyDetector):
    """What a person believes; the religion of a temple is public."""

    id = "religion"
    title = Text("宗教信仰", "religious belief")
