"""The way out of a problem, where there is only one: what to write into which fields.

What needs a person's judgement, such as a legal basis or a condition, has none.
"""

from app.core.catalog.items import rolled_up
from app.core.model import Entry, Problem


def fix(problem: Problem, entry: Entry) -> dict[str, str] | None:
    """The fields of the entry to change, with what they hold then; None if a person has to say."""
    closed = entry.fields.get("open_type", "").strip() == "不予开放"
    match problem.code, problem.field:
        case "roll-up", ("share_type" | "open_type") as field:
            return {field: rolled_up(entry, field.removesuffix("_type"))}
        case "open-conflict", "open_to_public":
            return {"open_to_public": "否" if closed else "是"}
        case "share-open-conflict", "open_type":
            return {"open_type": "不予开放"}
        case _:
            return None
