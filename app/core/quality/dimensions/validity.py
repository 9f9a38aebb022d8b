"""有效性: cells that keep to the type and length that the catalog entry declares."""

from app.core.model import Problem
from app.core.quality.dimension import Subject, dimensions, examples
from app.core.text import Text

_FORMS = {
    "I": r"[-+]?\d+",
    "N": r"[-+]?[\d,]+(?:\.\d+)?%?",
    "Y": r"[-+]?[\d,]+(?:\.\d+)?",
    "B": r"[-+]?[\d,]+(?:\.\d+)?",
    "F": r"[-+]?[\d,]+(?:\.\d+)?",
    "D": r"\d{4}(?:[-/.年]?(?:0?[1-9]|1[0-2])(?:[-/.月]?(?:0?[1-9]|[12]\d|3[01])日?)?月?|年)?",
    "L": r"是|否|TRUE|FALSE|true|false|0|1",
}


@dimensions.register
class Validity:
    """Checks each information item against the column of its name."""

    id = "validity"
    title = Text("有效性", "validity")
    version = "1"

    def assess(self, subject: Subject) -> tuple[float, list[Problem]]:
        problems = []
        wrong = 0
        for item in subject.entry.items:
            if item.name not in subject.frame:
                text = Text("目录中的信息项在数据中不存在", "an item of the entry has no column")
                problems.append(Problem(item.name, "column-missing", text))
                wrong += len(subject.frame)
                continue
            filled = subject.frame[item.name].dropna()
            bad = filled.map(_length) > item.length
            if item.type in _FORMS:
                bad |= ~filled.str.strip().str.fullmatch(_FORMS[item.type]).astype(bool)
            if bad.any():
                wrong += int(bad.sum())
                text = Text(
                    "{n} 个值不符合声明的类型或长度", "{n} values break the declared type or length"
                )
                rows = bad.reindex(subject.frame.index, fill_value=False)
                problems.append(
                    Problem(
                        item.name, "not-as-declared", text.format(n=int(bad.sum())), examples(rows)
                    )
                )
        return max(1 - wrong / max(subject.frame.size, 1), 0.0), problems


def _length(text: str) -> int:
    """In bytes of GB18030, as the catalog counts."""
    return len(text.encode("gb18030"))
