"""健康: diseases, disabilities and blood groups of persons."""

from app.core.review.detector import detectors
from app.core.review.vocabulary import VocabularyDetector
from app.core.text import Text


@detectors.register
class HealthDetector(VocabularyDetector):
    """Diagnoses, disabilities, blood groups: of persons, never of statistics."""

    id = "health"
    title = Text("健康信息", "health data")
