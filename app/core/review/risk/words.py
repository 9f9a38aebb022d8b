"""What the figures of a risk report mean, in words, each with whether it asks for care."""

from dataclasses import dataclass

from app.core.model import AggregateReport, AttackerRisk, Gate, PopulationRisk, RiskReport
from app.core.sharing import mode_names, sharing_profile
from app.core.text import Text


@dataclass(frozen=True)
class Figure:
    """One figure. ``id``: by which the report's ``behind`` names its rows, if it does. ``gate``: None
    where there is no threshold to judge it by.
    """

    id: str
    title: Text
    value: str
    meaning: Text
    gate: Gate | None


_K = Text("最小等价类 k", "smallest class k")
_K_MEANS = Text(
    "每一行至少与另外 {others} 行的准标识符完全相同；按所选共享方式，k 应不小于 {least}。",
    "Each row agrees with {others} others at least in all quasi-identifiers; this way of sharing asks for {least}.",
)
_UNIQUE = Text("独一无二的行", "unique rows")
_UNIQUE_MEANS = Text(
    "{count} 行的准标识符组合在表中只出现一次，知道这些情况的人一看便知是谁。",
    "{count} rows bear values that no other does: who knows them knows the person.",
)
_ABOVE = Text("风险超过门限的行", "rows above the threshold")
_ABOVE_MEANS = Text(
    "门限是 {threshold}：被认出的可能性更大的行，应概括或隐去。",
    "The threshold is {threshold}: rows likelier to be re-identified should be generalised or suppressed.",
)
_SPECIAL = Text("三列以内即独一无二的行", "rows unique by three columns or fewer")
_SPECIAL_MEANS = Text(
    "外人只需知道两三件事，就能认出这些行。", "An outsider needs to know two or three things only."
)
_PROSECUTOR = Text("检察官风险", "prosecutor risk")
_PROSECUTOR_MEANS = Text(
    "攻击者知道某人在表中：最大为左列的值，平均 {mean}。",
    "The attacker knows that a person is in the table: the greatest at the left, {mean} on average.",
)
_JOURNALIST = Text("记者风险", "journalist risk")
_JOURNALIST_MEANS = Text(
    "攻击者只知道某人属于更大的人群：最大为左列的值，平均 {mean}；没有指定人群时与检察官风险相同。",
    "The attacker knows a larger population only: the greatest at the left, {mean} on average; the same as above where "
    "no population is named.",
)
_MARKETER = Text("营销者风险", "marketer risk")
_MARKETER_MEANS = Text(
    "攻击者想认出尽量多的人时，预计能认对的行所占的份额。",
    "The share of rows that an attacker who goes for as many as possible gets right.",
)
_L = Text("“{column}”的 l-多样性", "l-diversity of “{column}”")
_L_MEANS = Text(
    "准标识符相同的一组行中至少有 {l} 种取值；只有 1 种时，不必认出人就知道其取值。",
    "Rows that agree hold {l} values at least; where it is one, it is known without knowing whose.",
)
_T = Text("“{column}”的 t-接近性", "t-closeness of “{column}”")
_T_MEANS = Text(
    "各组的取值分布与全表最多相差 {t}（0 为相同，1 为截然不同）。",
    "The values of a group differ from those of the table by {t} at most (0 the same, 1 wholly other).",
)
_POPULATION = Text("人群中独一无二的人", "population uniques")
_POPULATION_MEANS = Text(
    "估计 {size} 人中约有 {count} 人的准标识符组合无人相同（{model} 模型，按 Dankar 等 2012 的规则选用）；"
    "表中独一无二的行约有 {true} 在人群中也是如此。",
    "Of {size} persons about {count} are like nobody else ({model}, by the rule of Dankar et al. 2012); {true} of "
    "the rows that are unique here are so among all.",
)
_MODELS = {"zayatz": "Zayatz", "snb": "SNB", "pitman": "Pitman"}
_CELLS = Text("不安全的单元", "unsafe cells")
_CELLS_MEANS = Text(
    "{cells} 个单元中有 {unsafe} 个泄露单个贡献者：贡献者过少 {small} 个，一两家独大 {dominance} 个，可推算 {p} 个。",
    "{unsafe} of {cells} cells tell of single contributors: too few {small}, dominated {dominance}, estimable {p}.",
)
_COUNTS = Text("过小的计数", "small counts")
_COUNTS_MEANS = Text(
    "有 {count} 行的计数大于 0 而小于 {least}，应合并或隐去。",
    "{count} rows count more than 0 and fewer than {least}: merge or suppress them.",
)


def figures(report: RiskReport) -> tuple[Figure, ...]:
    """The figures of a report, the plainest first."""
    threshold = f"{report.threshold:.1%}"
    least = report.least
    above = report.prosecutor.rows_above
    found = [
        Figure(
            "k", _K, f"{report.k:,}",
            _K_MEANS.format(others=f"{max(report.k - 1, 0):,}", least=least), _asks(report.k < least),
        ),
        Figure(
            "uniques", _UNIQUE, f"{report.uniques:,}",
            _UNIQUE_MEANS.format(count=f"{report.uniques:,}"), _asks(report.uniques > 0),
        ),
        Figure("at-risk", _ABOVE, f"{above:,}", _ABOVE_MEANS.format(threshold=threshold), _asks(above > 0)),
    ]  # fmt: skip
    if report.special is not None:
        found.append(
            Figure(
                "special",
                _SPECIAL,
                f"{report.special:,}",
                _SPECIAL_MEANS,
                _asks(report.special > 0),
            )
        )
    found += [
        _attacker(_PROSECUTOR, _PROSECUTOR_MEANS, report.prosecutor, report.threshold),
        _attacker(_JOURNALIST, _JOURNALIST_MEANS, report.journalist, report.threshold),
        Figure(
            "", _MARKETER, f"{report.marketer:.1%}", _MARKETER_MEANS,
            _asks(report.marketer > report.threshold),
        ),
    ]  # fmt: skip
    attribute = report.attribute
    if attribute is not None:
        column, t = attribute.column, f"{attribute.t:.3f}"
        found += [
            Figure(
                "l", _L.format(column=column), str(attribute.l), _L_MEANS.format(l=attribute.l),
                _asks(attribute.l < 2),
            ),
            Figure("t", _T.format(column=column), t, _T_MEANS.format(t=t), None),
        ]  # fmt: skip
    if report.population is not None:
        found.append(_population(report.population))
    return tuple(found)


def cell_figure(report: AggregateReport) -> Figure:
    """The unsafe cells of an aggregate."""
    meaning = _CELLS_MEANS.format(
        cells=f"{report.cells:,}",
        unsafe=f"{report.unsafe:,}",
        small=report.by_rule["small"],
        dominance=report.by_rule["dominance"],
        p=report.by_rule["p-percent"],
    )
    return Figure("cells", _CELLS, f"{report.unsafe:,}", meaning, _asks(report.unsafe > 0))


def count_figure(rows: int, least: int) -> Figure:
    """The small counts of a published table."""
    meaning = _COUNTS_MEANS.format(count=f"{rows:,}", least=least)
    return Figure("counts", _COUNTS, f"{rows:,}", meaning, _asks(rows > 0))


def sharing_modes() -> dict[str, Text]:
    """The ways of sharing that set the threshold, by their ids."""
    return {
        mode: Text("{name}（门限 {t}）", "{name} (threshold {t})").format(
            name=name, t=f"{sharing_profile(mode).tau:.0%}"
        )
        for mode, name in mode_names().items()
    }


def _attacker(title: Text, means: Text, risk: AttackerRisk, threshold: float) -> Figure:
    meaning = means.format(mean=f"{risk.mean:.1%}")
    return Figure("", title, f"{risk.max:.1%}", meaning, _asks(risk.max > threshold))


def _population(risk: PopulationRisk) -> Figure:
    meaning = _POPULATION_MEANS.format(
        size=f"{risk.size:,}",
        count=f"{risk.share * risk.size:,.0f}",
        model=_MODELS[risk.chosen],
        true=f"{risk.true_uniques:.1%}",
    )
    return Figure("", _POPULATION, f"{risk.share:.2%}", meaning, None)


def _asks(for_care: bool) -> Gate:
    return "hold" if for_care else "clear"
