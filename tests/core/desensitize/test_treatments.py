"""The treatments that the types' rules name: what they leave is clear to a second scan."""

from typing import Any

import pytest

from app.core import resources
from app.core.checksums import id_check_digit, uscc_check_digit
from app.core.desensitize.engine import apply
from app.core.desensitize.operation import Context
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.review.scan import WITHOUT_OWN, scan
from app.core.review.within import finder
from tests.core.tables import table

FIRST17 = [
    f"{region}{1950 + n}0{n % 9 + 1}1{n % 9}{n:03d}" for n in range(40) for region in (330199,)
]
COLUMNS: dict[str, tuple[str, list[str]]] = {
    "resident-id": ("身份证号", [first + id_check_digit(first) for first in FIRST17]),
    "mobile": (
        "联系电话",
        [f"1420000{n * 137 % 10000:04d}" for n in range(20)]
        + [f"+86 142 0000 {n * 211 % 10000:04d}" for n in range(20)],
    ),
    "landline": ("家庭电话", [f"0571-8701{n * 173 % 10000:04d}" for n in range(40)]),
    "plate": ("车牌号", [f"浙A{n * 2311 % 100000:05d}" for n in range(40)]),
    "person-name": (
        "姓名",
        [
            f"{family}{given}"
            for family in ("王", "李", "欧阳", "赵")
            for given in ("伟", "小芳", "建国", "丽")
        ],
    ),
}


@pytest.mark.parametrize("type_id", COLUMNS)
def test_what_is_left_is_clear(type_id: str) -> None:
    name, values = COLUMNS[type_id]
    source = table({name: values})  # type: ignore[dict-item]
    findings = scan(source, Job(), table_digest="0")
    assert type_id in {finding.type for finding in findings.columns}
    output, _ = apply(source.data, suggest(findings), Context(b"k" * 32), Job())
    again = scan(table(output.to_pydict()), Job(), table_digest="0")
    assert [finding for finding in again.columns if finding.level != "public"] == []


def test_what_stands_in_sentences_is_redacted_and_the_words_stay() -> None:
    phones = COLUMNS["mobile"][1]
    texts = [f"反映{n}号路灯不亮，联系电话{phone}，请尽快维修。" for n, phone in enumerate(phones)]
    source = table({"诉求内容": [*texts, "建议增设公交站点。"], "电话": [*phones, None]})
    findings = scan(source, Job(), table_digest="0")
    assert [finding.filled < 0.5 for finding in findings.columns] == [True, False]
    recipe = suggest(findings)
    assert [treatment.operator for treatment in recipe.treatments] == ["redact", "mask"]
    output, _ = apply(source.data, recipe, Context(b"k" * 32, finder(WITHOUT_OWN)), Job())
    left = output["诉求内容"].to_pylist()
    assert left[0] == "反映0号路灯不亮，联系电话[手机号码]，请尽快维修。"
    assert left[-1] == "建议增设公交站点。"
    again = scan(table(output.to_pydict()), Job(), table_digest="0")
    assert [finding for finding in again.columns if finding.level != "public"] == []


def test_of_parties_only_persons_are_masked() -> None:
    persons, ids = COLUMNS["person-name"][1][:8], COLUMNS["resident-id"][1][:8]
    kinds = ("建材", "物流", "商贸", "餐饮", "机械", "环保", "园林", "食品")
    firms = [f"清溪{kind}有限公司" for kind in kinds]
    first17s = [f"91330199MA2B{n:05d}" for n in range(8)]
    codes = [first17 + uscc_check_digit(first17) for first17 in first17s]
    source = table({"当事人": [*persons, *firms], "统一社会信用代码或身份证号": [*ids, *codes]})
    recipe = suggest(scan(source, Job(), table_digest="0"))
    assert [treatment.operator for treatment in recipe.treatments] == ["mask-party"] * 2
    output, _ = apply(source.data, recipe, Context(b"k" * 32), Job())
    names, numbers = (output[column].to_pylist() for column in output.column_names)
    assert names[8:] == firms
    assert not set(names[:8]) & set(persons)
    assert numbers == [*(f"{number[:10]}********" for number in ids), *codes]


def test_identity_number_keeps_region_and_year() -> None:
    treatment: dict[str, Any] = resources.finding_types()["resident-id"].data["treatment"]
    assert (treatment["operator"], treatment["params"]) == ("mask", {"shape": "id"})


def test_columns_beside_do_not_bring_it_back() -> None:
    """Names and numbers in one table, treated together."""
    names, ids = COLUMNS["person-name"][1], COLUMNS["resident-id"][1][:16]
    source = table({"姓名": names, "身份证号": ids, "电话": COLUMNS["mobile"][1][:16]})  # type: ignore[dict-item]
    findings = scan(source, Job(), table_digest="0")
    output, _ = apply(source.data, suggest(findings), Context(b"k" * 32), Job())
    again = scan(table(output.to_pydict()), Job(), table_digest="0")
    assert [f for f in again.columns if f.level != "public"] == []
