"""行踪轨迹: where persons were, and when."""

from app.core.review.detector import detectors
from app.core.review.vocabulary import VocabularyDetector
from app.core.text import Text


@detectors.register
class WhereaboutsDetector(VocabularyDetector):
    """Where a person was, and when: itineraries, entries and exits, tracks of points."""

    id = "whereabouts"
    title = Text("行踪轨迹", "whereabouts")
