"""Columns that are almost innocent: a few personal cells among hundreds of others."""

import random
from dataclasses import dataclass, replace

from tests.benchmarks.detection import identifiers, innocent, personal
from tests.benchmarks.detection.labels import LabelledColumn, Need
from tests.benchmarks.detection.personal import Dirt, Draw

SHARES = (0.01, 0.03, 0.10)


@dataclass(frozen=True)
class Mix:
    """What strays into which innocent column, and under which headers.

    ``cell``: what the stray cell says, ``{}`` being the value.
    """

    type: str
    draw: Draw
    base: str
    headers: str
    cell: str = "{}"


MIXES = (
    Mix("resident-id", identifiers.resident_id, "innocent_prose", "备注 说明", "代领人身份证号{}"),
    Mix("resident-id", identifiers.resident_id, "order_number", "编号 业务编号"),
    Mix("resident-id", identifiers.resident_id, "company_name", "申请单位 申请人"),
    Mix("mobile", identifiers.mobile, "innocent_prose", "备注 处理结果", "请联系{}，已答复"),
    Mix("mobile", identifiers.mobile, "office_phone", "单位电话 服务电话"),
    Mix("mobile", identifiers.mobile, "batch", "批次号 编码"),
    Mix("bank-card", identifiers.bank_card, "innocent_prose", "备注 情况说明", "汇入卡号{}，已到账"),
    Mix("bank-card", identifiers.bank_card, "firm_licence", "证书编号 证照号"),
    Mix("passport", identifiers.passport, "innocent_prose", "备注 说明", "外籍人员，护照号码：{}"),
    Mix("travel-permit", identifiers.travel_permit, "innocent_prose", "备注 说明", "港澳居民，通行证号{}"),
    Mix("hmt-residence-permit", identifiers.hmt_residence_permit, "status", "说明 备注",
        "港澳台居民居住证{}"),
    Mix("permanent-residence-id", identifiers.permanent_residence_id, "batch", "编号 凭证号"),
    Mix("email", identifiers.email, "url", "网址 链接"),
    Mix("email", identifiers.email, "innocent_prose", "备注 说明", "材料请发至{}"),
    Mix("person-name", identifiers.person_name, "innocent_prose", "备注 说明", "资料由联系人{}补交"),
    Mix("address", identifiers.address, "innocent_prose", "备注 说明", "材料邮寄至{}"),
    Mix("military-id", identifiers.military_id, "status", "备注 身份说明", "现役，{}"),
)  # fmt: skip


def column(rng: random.Random, mix: Mix, share: float, rows: int) -> LabelledColumn:
    """An innocent column with strays in a share of its rows, one at least."""
    base = innocent.column(rng, innocent.KINDS[mix.base], rows, rng.choice(mix.headers.split()))
    strays = rng.sample(range(rows), max(1, round(share * rows)))
    values = list(base.values)
    for row in strays:
        values[row] = mix.cell.format(mix.draw(rng))
    instead = frozenset({"resident-id"} if mix.type == "hmt-residence-permit" else ())
    need = Need(mix.type, frozenset(strays), instead=instead)
    return replace(
        base, kind=f"{share:.0%} {mix.type} in {mix.base}", values=tuple(values), needs=(need,)
    )


def documents(rng: random.Random, rows: int) -> LabelledColumn:
    """证件号码: resident IDs, and among them one in a hundred of each other document."""
    header = rng.choice(("证件号码", "有效证件号", "证件号"))
    base = personal.column(rng, personal.by_label("resident-id"), rows, header, Dirt())
    others: dict[str, Draw] = {
        "passport": identifiers.passport,
        "travel-permit": identifiers.travel_permit,
        "hmt-residence-permit": identifiers.hmt_residence_permit,
        "permanent-residence-id": identifiers.permanent_residence_id,
        "military-id": identifiers.military_id,
    }
    values = list(base.values)
    strays = rng.sample(range(rows), max(len(others), rows // 20))
    held: dict[str, set[int]] = {}
    for place, row in enumerate(strays):
        found = list(others)[place % len(others)]
        values[row] = others[found](rng)
        held.setdefault(found, set()).add(row)
    (first,) = base.needs
    needs = [replace(first, rows=first.rows - set(strays), doubtful=first.doubtful - set(strays))]
    for found, where in held.items():
        instead = frozenset({"resident-id"} if found == "hmt-residence-permit" else ())
        needs.append(Need(found, frozenset(where), instead=instead))
    return replace(base, kind="documents of many kinds", values=tuple(values), needs=tuple(needs))
