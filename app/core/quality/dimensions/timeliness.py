"""时效性: whether the data is as fresh as its update cycle promises."""

import datetime

from app.core import resources
from app.core.model import Problem
from app.core.quality.dimension import Subject, dimensions
from app.core.text import Text


@dimensions.register
class Timeliness:
    """Fresh is 1; each further cycle that has passed since publication halves the score."""

    id = "timeliness"
    title = Text("时效性", "timeliness")
    version = "1"

    def assess(self, subject: Subject) -> tuple[float, list[Problem]]:
        fields = subject.entry.fields
        days = (
            resources.pack("catalog").data["update_cycle_days"].get(fields.get("update_cycle", ""))
        )
        try:
            published = datetime.date.fromisoformat(fields.get("publish_date", ""))
        except ValueError:
            text = Text("没有发布日期，无法判断", "without a date of publication it cannot be told")
            return 0.0, [Problem("publish_date", "date-missing", text)]
        late = (subject.today - published).days
        if days is None or late <= days:
            return 1.0, []
        text = Text("已超过更新周期 {n} 天", "{n} days beyond the update cycle").format(
            n=late - days
        )
        return 0.5 ** (late // days), [Problem("publish_date", "overdue", text)]
