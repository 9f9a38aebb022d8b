"""完整性: the share of cells that are filled."""

from app.core.model import Problem
from app.core.quality.dimension import Subject, dimensions, examples, share
from app.core.text import Text


@dimensions.register
class Completeness:
    """A remark column (备注, 说明) may be blank; it does not count."""

    id = "completeness"
    title = Text("完整性", "completeness")
    version = "1"

    def assess(self, subject: Subject) -> tuple[float, list[Problem]]:
        problems = []
        shares = []
        for name, column in subject.frame.items():
            if str(name).endswith(("备注", "说明")):
                continue
            blank = column.isna()
            shares.append(1 - share(blank))
            if blank.any():
                message = Text("{n} 个空值（{share:.1%}）", "{n} blank cells ({share:.1%})")
                text = message.format(n=int(blank.sum()), share=share(blank))
                problems.append(Problem(str(name), "blank-cells", text, examples(blank)))
        return (sum(shares) / len(shares) if shares else 1.0), problems
