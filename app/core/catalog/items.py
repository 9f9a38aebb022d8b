"""The rules of information items, each for itself and together with their entry.

Source: the filling instructions of published import templates; 指南 1272号 for types and lengths.
"""

from collections import Counter
from collections.abc import Iterator

from app.core.catalog import schema
from app.core.catalog.nearest import near
from app.core.catalog.platforms import Profile
from app.core.model import Entry, InfoItem, Problem
from app.core.text import Text

NAMES = {
    "name": Text("名称", "name"),
    "technical_name": Text("技术名称", "technical name"),
    "type": Text("数据类型", "type"),
    "share": Text("共享属性", "sharing type"),
    "open": Text("开放属性", "opening type"),
}
NAMELESS = "items."
"""The field of a problem that lies with an item without a name."""

_CLOSED = {"share": "不予共享", "open": "不予开放"}
_CONDITIONAL = {"share": "有条件共享", "open": "有条件开放"}


def item_problems(entry: Entry, rules: Profile) -> Iterator[Problem]:
    """Everything that is wrong with an entry's items."""
    if not entry.items:
        yield Problem("items", "required", Text("请填写信息项", "information items are required"))
    if not all(item.name for item in entry.items):
        yield nameless(NAMELESS)
    count = Counter(item.name for item in entry.items if item.name)
    repeated = [name for name, n in count.items() if n > 1]
    for name in repeated:
        text = Text("信息项重名", "two items have this name")
        yield Problem(f"items.{name}", "repeated", text, part="name")
    for item in entry.items:
        yield from _alone(item, rules)
    stamps = [item for item in entry.items if item.timestamp]
    for item in stamps[1:]:
        text = Text("最多一个信息项作时间戳", "one item at most is the timestamp")
        yield _of(item, "timestamp", "repeated", text)
    yield from _rolled_up(entry)


def nameless(field: str) -> Problem:
    """An item that has no name."""
    text = Text("请填写信息项的名称", "the item needs a name")
    return Problem(field, "required", text, part="name")


def _alone(item: InfoItem, rules: Profile) -> Iterator[Problem]:
    for part in rules.items_required:
        if not getattr(item, part):
            text = Text("“{name}”必填", "“{name}” is required").format(name=NAMES[part])
            yield _of(item, part, "required", text)
    types = schema.item_types()
    if item.type not in types:
        known = "、".join(types)
        text = Text("数据类型应为：{known}", "the type is one of: {known}").format(known=known)
        yield _of(item, "type", "not-in-list", text)
    if item.length < 1:
        yield _of(item, "length", "too-short", Text("长度至少为 1", "the length is at least 1"))
    for part, value in (("share", item.share), ("open", item.open)):
        codes = schema.codes(f"{part}_type")
        if value and value not in codes:
            text = Text("“{name}”应为：{known}{near}", "“{name}” is one of: {known}{near}")
            told = text.format(name=NAMES[part], known="、".join(codes), near=near(value, codes))
            yield _of(item, part, "not-in-list", told)
    if item.share == "不予共享" and item.open not in ("", "不予开放"):
        text = Text("不予共享的信息项不能开放", "an item that is not shared cannot be opened")
        yield _of(item, "open", "share-open-conflict", text)
    if item.secret:
        text = Text("涉密信息项不得进入本系统", "a state secret has no place in this system")
        yield _of(item, "secret", "secret", text)


def rolled_up(entry: Entry, part: str) -> str:
    """The entry's ``share`` or ``open`` type by its items: what they are, all alike, the entry is; where
    they differ, it is conditional. "" while an item does not say.
    """
    told = [getattr(item, part) for item in entry.items]
    if not told or not all(told):
        return ""
    narrow = set(told) & {_CLOSED[part], _CONDITIONAL[part]}
    return str(_CONDITIONAL[part] if narrow and len(set(told)) > 1 else told[0])


def _rolled_up(entry: Entry) -> Iterator[Problem]:
    for part in ("share", "open"):
        due = rolled_up(entry, part)
        stated = entry.fields.get(f"{part}_type", "").strip()
        if due and stated != due and stated in ("", *schema.codes(f"{part}_type")):
            text = Text("按各信息项应为“{due}”", "by its items it is “{due}”").format(due=due)
            yield Problem(f"{part}_type", "roll-up", text)


def _of(item: InfoItem, part: str, code: str, message: Text) -> Problem:
    return Problem(f"items.{item.name}", code, message, part=part)
