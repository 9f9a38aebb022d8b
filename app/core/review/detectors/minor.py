"""未成年人: what tells that a person is a child.

Source: 个人信息保护法 art. 28 (under 14), 未成年人保护法 art. 2 (under 18).
"""

from app.core.review.detector import detectors
from app.core.review.vocabulary import VocabularyDetector
from app.core.text import Text


@detectors.register
class MinorDetector(VocabularyDetector):
    """Ages, grades, and the words by which rolls say what kind of child somebody is."""

    id = "minor"
    title = Text("未成年人信息", "data of a minor")
