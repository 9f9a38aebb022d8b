"""类别映射: values give way to those of a list, as diagnoses to chapters or posts to ranks."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import lists
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class MapParams:
    """``table``: 原值→新值, by 、 ； or lines. ``others``: what values become that it does not name;
    blank if empty.
    """

    table: str
    others: str = ""

    def __post_init__(self) -> None:
        if not lists.pairs(self.table):
            raise Unfit("table 不能为空", "table must not be empty")


@operators.register
class MapOperator(ValueOperator):
    """A value stays only where the list maps it to itself."""

    id = "map"
    title = Text("类别映射", "map values")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text("列表中的新值", "the list's new values")
    source = "GB/T 37964-2019 (泛化), by its title and secondary sources"
    Params = MapParams
    examples = (
        {"table": "汉→汉、汉族→汉", "others": "少数民族"},
        {"table": "小学→基础教育；初中→基础教育；高中->高中"},
    )

    def apply(self, values: pa.StringArray, params: MapParams, context: Context) -> pa.StringArray:
        table = lists.pairs(params.table)
        known = pa.array(table.keys(), pa.string())
        new = pa.array([*table.values(), params.others or None], pa.string())
        places = pc.index_in(pc.utf8_trim_whitespace(values), value_set=known)
        mapped = new.take(pc.fill_null(places, len(table)))
        return pc.if_else(values.is_valid(), mapped, None)

    def describe(self, params: MapParams) -> Text:
        count = len(lists.pairs(params.table))
        if params.others:
            said = Text(
                "按 {n} 条对应换值，其余为“{o}”", "{n} values are mapped, others become {o}"
            )
        else:
            said = Text("按 {n} 条对应换值，其余清空", "{n} values are mapped, others are blanked")
        return said.format(n=count, o=params.others)
