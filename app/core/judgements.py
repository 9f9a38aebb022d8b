"""What a person has said of a finding, in words: for the reviewer, the papers and the comparison."""

from app.core.model import LEVEL_NAMES, Judgement
from app.core.text import Text

CONFIRMED = Text("人工确认", "confirmed by a person")
CHANGED = Text("人工改判：{seen} → {level}", "judged anew by a person: {seen} → {level}")
WITH_TYPE = Text("{level}（{type}）", "{level} ({type})")
WITH_REASON = Text("{told}（{reason}）", "{told} ({reason})")


def told(judgement: Judgement) -> Text:
    """A judgement with its reason."""
    if judgement.accepts:
        return CONFIRMED
    level = LEVEL_NAMES[judgement.level]
    if judgement.as_type != judgement.type:
        level = WITH_TYPE.format(level=level, type=judgement.as_type)
    changed = CHANGED.format(seen=LEVEL_NAMES[judgement.seen], level=level)
    return WITH_REASON.format(told=changed, reason=judgement.reason)
