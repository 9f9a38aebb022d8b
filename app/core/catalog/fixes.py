"""The way out of a problem, where there is only one: what to write into which fields.

What needs a person's judgement, such as a legal basis or a condition, has none.
"""

from collections.abc import Iterable

from app.core.catalog.classes.rules import class_in
from app.core.catalog.classes.tree import ClassTree
from app.core.catalog.codes import class_of, next_serial, written
from app.core.catalog.items import rolled_up
from app.core.model import Entry, Problem


def fix(
    problem: Problem, entry: Entry, codes: Iterable[str] = (), tree: ClassTree | None = None
) -> dict[str, str] | None:
    """The fields of the entry to change, with what they hold then; None if a person has to say.

    ``codes``: those that other resources have or had; ``tree``: the classes that these are of.
    """
    closed = entry.fields.get("open_type", "").strip() == "不予开放"
    match problem.code, problem.field:
        case "roll-up", ("share_type" | "open_type") as field:
            return {field: rolled_up(entry, field.removesuffix("_type"))}
        case "open-conflict", "open_to_public":
            return {"open_to_public": "否" if closed else "是"}
        case "share-open-conflict", "open_type":
            return {"open_type": "不予开放"}
        case (("required" | "wrong-form" | "code-taken" | "class-differs"), "code"):
            stated = tree.code_of(entry.fields.get("classification", "")) if tree else None
            class_code = stated or class_of(entry.fields.get("code", ""))
            return {"code": written(class_code, next_serial(class_code, codes))}
        case "class-unknown", "classification" if tree is not None:
            found = tree.get(class_in(entry.fields.get("code", "").strip()))
            return (
                {"classification": tree.path(found.code)} if found and not found.given_up else None
            )
        case _:
            return None
