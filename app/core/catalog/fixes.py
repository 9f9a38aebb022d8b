"""The way out of a problem, where there is only one: what to write into which fields.

What needs a person's judgement, such as a legal basis or a condition, has none.
"""

from collections.abc import Iterable

from app.core.catalog.codes import class_of, next_serial, written
from app.core.catalog.items import rolled_up
from app.core.model import Entry, Problem


def fix(problem: Problem, entry: Entry, codes: Iterable[str] = ()) -> dict[str, str] | None:
    """The fields of the entry to change, with what they hold then; None if a person has to say.

    ``codes``: those that other resources have or had.
    """
    closed = entry.fields.get("open_type", "").strip() == "不予开放"
    match problem.code, problem.field:
        case "roll-up", ("share_type" | "open_type") as field:
            return {field: rolled_up(entry, field.removesuffix("_type"))}
        case "open-conflict", "open_to_public":
            return {"open_to_public": "否" if closed else "是"}
        case "share-open-conflict", "open_type":
            return {"open_type": "不予开放"}
        case (("required" | "wrong-form" | "code-taken"), "code"):
            class_code = class_of(entry.fields.get("code", ""))
            return {"code": written(class_code, next_serial(class_code, codes))}
        case _:
            return None
