"""The report on the effect in words: which level, why, what each figure means, and on what ground."""

from dataclasses import dataclass

from app.core import resources
from app.core.model import Gate
from app.core.review.detector import detectors
from app.core.review.effect.values import EffectReport
from app.core.text import Text, listed


@dataclass(frozen=True)
class EffectFigure:
    """One figure: its value, what it means, where the rule stands, and what it asks for."""

    id: str
    title: Text
    value: str
    meaning: Text
    source: str
    gate: Gate | None


_LEVEL = Text("效果等级 {level} 级：{name}。", "Level {level}: {name}.")
_DIRECT = Text("发现直接标识符：{found}。", "Direct identifiers were found: {found}.")
_DIRECT_ONE = Text("“{column}”列 {count} 个{type}", "{count} of {type} in “{column}”")
_NONE = Text(
    "承办人说明表中没有准标识符，也没有检测到直接标识符。",
    "The table is said to hold no quasi-identifiers, and no direct ones were found.",
)
_SMALLEST = Text(
    "准标识符{columns}把 {rows} 行分为 {classes} 组，最小的组 {k} 行（{mode}要求不少于 {asked} 行）。",
    "{columns} part {rows} rows into {classes} groups, the smallest of {k} ({mode} asks for {asked}).",
)
_ABOVE = Text(
    "{share} 的组（共 {rows} 行）风险超过 τ = {tau}，总体风险因此取 R = 1，不低于门限 {threshold}。",
    "{share} of the groups ({rows} rows) are above τ = {tau}, so that R = 1, not below the threshold of {threshold}.",
)
_BELOW = Text(
    "总体风险 R = {figure} × pr(context) = {data} × {context} = {r}，低于门限 {threshold}。",
    "R = {figure} × pr(context) = {data} × {context} = {r}, below the threshold of {threshold}.",
)
_NOT_BELOW = Text(
    "总体风险 R = {figure} × pr(context) = {data} × {context} = {r}，不低于门限 {threshold}。",
    "R = {figure} × pr(context) = {data} × {context} = {r}, not below the threshold of {threshold}.",
)
_TOO_FEW = Text(
    "但最小的组少于要求的行数，不予通过。",
    "Yet the smallest group is smaller than asked, so it does not pass.",
)
_SUPPRESSED = Text(
    "另有 {rows} 行的准标识符已全部隐去，不计入任何组。",
    "A further {rows} rows have all quasi-identifiers suppressed and are in no group.",
)
_ASSUMED = Text(
    "{what}没有人评估过，暂按中等计；请据实选定。",
    "Nobody has judged {what}; taken as medium until somebody does.",
)
_JUDGED = {
    "controls": Text("接收方的管控", "the recipient's controls"),
    "motives": Text("重识别的动机与能力", "motives and means to re-identify"),
    "security": Text("接收方的安全措施", "the recipient's security"),
}

_R_A_MEANS = Text(
    "风险 θ = 1/组内行数 超过 τ = {tau} 的组所占的份额；只要不是 0，总体风险就是 1。",
    "The share of groups whose risk θ = 1/rows is above τ = {tau}; unless it is 0, the overall risk is 1.",
)
_R_B_MEANS = Text(
    "各组风险的最大值，即 1/最小组的行数：知道某人在表中时，最容易被认出的人被认出的可能性。",
    "The greatest risk of all groups, 1/rows of the smallest: how likely the easiest person to find is found.",
)
_R_C_MEANS = Text(
    "各组风险的平均值，每组算一次。", "The mean risk of the groups, each counted once."
)
_CONTEXT = Text("环境风险 pr(context)", "context risk pr(context)")
_CERTAIN = Text(
    "完全公开后谁都能拿到，攻击的可能性按 1 计。",
    "Once it is public anybody may try: an attack is taken as certain.",
)
_CONTEXT_MEANS = Text(
    "蓄意 {deliberate}、无意 {inadvertent}、泄露 {breach} 三者中最大的。",
    "The greatest of a deliberate attempt {deliberate}, an inadvertent one {inadvertent} and a breach {breach}.",
)
_UNKNOWN = Text("未计", "not counted")
_R = Text("总体风险 R", "overall risk R")
_R_MEANS = Text(
    "数据风险 {figure} 与环境风险之积，须低于 {threshold}；R_a 不为 0 时取 1。",
    "The data risk {figure} times the context's; it must be below {threshold}, and is 1 where R_a is not 0.",
)
_K = Text("最小的组 k", "smallest group k")
_K_MEANS = Text("采用的读法：{chosen}。{others}", "The reading that is used: {chosen}. {others}")
_OTHER = Text("另一读法 k = {k}：{meaning}。", "Another is k = {k}: {meaning}. ")


def sentence(report: EffectReport) -> Text:
    """Which level, and why."""
    parts = [_LEVEL.format(level=report.level, name=_entry("levels", str(report.level)))]
    if report.direct:
        parts.append(
            _DIRECT.format(found=listed([_found(d.column, d.count, d.type) for d in report.direct]))
        )
    elif report.level == 4:
        parts.append(_NONE)
    else:
        parts += _reasons(report)
    if report.suppressed:
        parts.append(_SUPPRESSED.format(rows=f"{report.suppressed:,}"))
    return _joined(parts)


def law(report: EffectReport) -> Text:
    """What the law calls data of this level."""
    level = resources.pack("effect").data["levels"][str(report.level)]
    return _entry("law", level["law"])


def assumptions(report: EffectReport) -> Text | None:
    """What of the context nobody has judged; None where somebody has, or nobody need."""
    if not report.context.assumed:
        return None
    return _ASSUMED.format(what=listed([_JUDGED[name] for name in report.context.assumed]))


def figures(report: EffectReport) -> tuple[EffectFigure, ...]:
    """The figures in the order in which they are worked out."""
    profile, context = report.profile, report.context
    tau, threshold = f"{profile.tau:.4g}", f"{profile.threshold:g}"
    above = _asks(report.r_a > 0)
    parts = {
        name: _UNKNOWN if value is None else f"{value:.4g}"
        for name, value in (
            ("deliberate", context.deliberate),
            ("inadvertent", context.inadvertent),
            ("breach", context.breach),
        )
    }
    certain = context.deliberate is None
    chosen, *others = profile.readings
    readings = _joined([_OTHER.format(k=r.k, meaning=r.meaning) for r in others])
    source = profile.sources
    return (
        EffectFigure("k", _K, f"{report.k:,}",
                     _K_MEANS.format(chosen=chosen.meaning, others=readings), source["k"],
                     _asks(0 < report.k < profile.k)),
        EffectFigure("r_a", Text.plain("R_a"), _shown(report.r_a), _R_A_MEANS.format(tau=tau), source["tau"], above),
        EffectFigure("r_b", Text.plain("R_b"), _shown(report.r_b), _R_B_MEANS, source["data_risk"], None),
        EffectFigure("r_c", Text.plain("R_c"), _shown(report.r_c), _R_C_MEANS, source["data_risk"], None),
        EffectFigure("context", _CONTEXT, _shown(context.value),
                     _CERTAIN if certain else _CONTEXT_MEANS.format(**parts), context.source, None),
        EffectFigure("r", _R, _shown(report.r),
                     _R_MEANS.format(figure=profile.data_risk, threshold=threshold), source["threshold"],
                     _asks(report.r >= profile.threshold)),
    )  # fmt: skip


def _reasons(report: EffectReport) -> list[Text]:
    profile = report.profile
    threshold = f"{profile.threshold:g}"
    found = [
        _SMALLEST.format(
            columns=listed([Text.plain(name) for name in report.quasi_identifiers]),
            rows=f"{report.rows - report.suppressed:,}",
            classes=f"{report.classes:,}",
            k=f"{report.k:,}",
            mode=profile.name,
            asked=profile.k,
        )
    ]
    if report.r_a > 0:
        share = f"{report.r_a:.1%}"
        tau = f"{profile.tau:.4g}"
        found.append(
            _ABOVE.format(share=share, rows=f"{report.above:,}", tau=tau, threshold=threshold)
        )
        return found
    data = report.r_b if profile.data_risk == "R_b" else report.r_c
    template = _BELOW if report.r < profile.threshold else _NOT_BELOW
    found.append(
        template.format(
            figure=profile.data_risk,
            data=_shown(data),
            context=_shown(report.context.value),
            r=_shown(report.r),
            threshold=threshold,
        )
    )
    if report.level == 3 and not report.passes:
        found.append(_TOO_FEW)
    return found


def _found(column: str, count: int, type_id: str) -> Text:
    return _DIRECT_ONE.format(column=column, count=f"{count:,}", type=detectors.title_of(type_id))


def _entry(kind: str, key: str) -> Text:
    entry = resources.pack("effect").data[kind][key]
    return Text(entry["zh"], entry["en"])


def _joined(parts: list[Text]) -> Text:
    return Text("".join(p.zh for p in parts), " ".join(p.en.strip() for p in parts))


def _shown(figure: float) -> str:
    return f"{figure:.4g}"


def _asks(for_care: bool) -> Gate:
    return "hold" if for_care else "clear"
