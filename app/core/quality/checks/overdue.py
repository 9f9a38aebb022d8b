"""时效性: whether the data is as fresh as its update cycle promises."""

import datetime
from collections.abc import Iterator

from app.core import resources
from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Subject
from app.core.text import Text


@checks.register
class Overdue(Check):
    """Fresh loses nothing; each cycle that has passed since publication halves the score."""

    id = "overdue"
    title = Text("逾期未更新", "overdue")
    dimension = "timeliness"
    source = "The pilot plan of 2018 (时效性): update within the promised cycle"

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        fields = subject.entry.fields
        cycles = resources.pack("catalog").data["update_cycle_days"]
        days = cycles.get(fields.get("update_cycle", ""))
        try:
            published = datetime.date.fromisoformat(fields.get("publish_date", ""))
        except ValueError:
            text = Text("没有发布日期，无法判断", "without a date of publication it cannot be told")
            yield Fault("publish_date", text, cells=subject.cells)
            return
        late = (subject.today - published).days
        if days is None or late <= days:
            return
        text = Text("已超过更新周期 {n} 天", "{n} days beyond the update cycle")
        lost = 1 - 0.5 ** (late // days)
        yield Fault("publish_date", text.format(n=late - days), cells=round(lost * subject.cells))
