"""What a linkage or a difference means, and what to do, in words."""

from app.core.review.linkage.link import Linkage
from app.core.review.linkage.values import Cut
from app.core.text import Text, listed

_LINKS = Text(
    "按“{columns}”可与“{dataset}”关联：较小一方 {share} 的取值在另一方中，{matched} 行能对上，"
    "其中 {unique} 行被唯一对应{about}。",
    "“{columns}” links with “{dataset}”: {share} of the smaller one’s values stand in the other, {matched} rows have a "
    "counterpart, and {unique} of them are made unique{about}.",
)
_NAMED = Text("{column}（对方列名：{other}）", "{column} (there: {other})")
_CUTS = {"month": Text("（按年月）", " (by month)"), "year": Text("（按年）", " (by year)")}
_LEARNT = Text(
    "由此可把对方的{columns}对到本次发布的行上。",
    " Its {columns} can then be put beside these rows.",
)
_SAME = Text(
    "两表的列相同，关联不增加新内容；请看两次发布之间的增减。",
    " Both have the same columns, so that the join tells nothing new; look at the difference between them.",
)
_ABOUT = Text("（抽样估计，误差约 ±{error} 行）", " (estimated, give or take {error})")
_TOGETHER = Text(
    "合并两表各列后，另有 {together} 行由不唯一变为唯一。",
    " With the columns of both tables, {together} more rows stand alone.",
)
_NO_KEY = Text(
    "请删去“{columns}”，或改用只在本数据集内有效的代号。",
    " Remove “{columns}”, or put in codes that mean nothing outside this dataset.",
)
_COARSER = Text(
    "请概括其中的列（如出生年月改为年龄段、乡镇改为区县），或隐去这些行，再重新比对。",
    " Generalise these columns (months of birth to age groups, townships to counties) or suppress "
    "these rows, then compare again.",
)
_EXACTLY = Text(
    "这是抽样估计，不能排除个别行；如需精确计数，请把当时发布的文件作为外部数据比对。",
    " This is an estimate and rules nothing out; for exact counts, name the published file to compare with.",
)
_HARMLESS = Text(
    "目前没有哪一行被唯一对应；请确认对方今后不会增加可区分个人的列。",
    " No row is made unique as it stands; make sure that no column that tells persons apart is "
    "added there later.",
)

_DIFFERS = Text(
    "与上一次发布的“{dataset}”相比：新增 {added} 行，减少 {removed} 行，{changed}{about}。",
    "Against the release of “{dataset}” before: {added} rows added, {removed} removed, {changed}{about}.",
)
_CHANGED = Text("改动 {changed} 行", "{changed} changed")
_NOT_TOLD = Text("改动的行计入增减", "changed rows are counted as removed and added")
_ALONE = Text(
    "{kinds}不足 {least} 行，两次发布一比对即可知道是哪些人。请合并到下一次发布，或隐去这些行。",
    " Fewer than {least} were {kinds}: comparing the two releases shows who. Hold them back for the "
    "next release, or suppress these rows.",
)
_MORE = Text("等列", " and more")

_BESIDE = Text(
    "已与本单位以前发布的 {earlier} 个数据集、指定的 {files} 个外部文件比对。",
    "Laid beside {earlier} datasets that this office has published and {files} files named besides.",
)
_LEADING = Text(
    "其中 {hold} 个须处理：可以对到具体的行，或一比对即可知道增减的是谁。",
    " {hold} of them lead to rows, or show who came and went.",
)
_SHARING = Text(
    "{warn} 个请留意：有共同的列，或列已改变。",
    " {warn} of them share columns, or had other ones.",
)
_NONE_LINKS = Text("没有可以关联的列。", " None has columns that link.")
NOTHING_SHARED = Text("没有可以关联的列。", "No columns that link.")
_ALONE_SO_FAR = Text(
    "本单位还没有发布过数据集，也没有指定外部文件，没有可比对的内容。",
    "This office has not published anything yet and no file was named: there is nothing to compare with.",
)
_NAMES = 6  # columns that are named one by one
KINDS = {
    "added": Text("新增", "added"),
    "removed": Text("减少", "removed"),
    "changed": Text("改动", "changed"),
}


def linkage_told(link: Linkage) -> Text:
    """What a linkage means and what to do."""
    said = _LINKS.format(
        columns=_chained(
            [_column(*each) for each in zip(link.columns, link.others, link.cuts, strict=True)]
        ),
        dataset=link.dataset,
        share=f"{link.containment:.1%}",
        matched=link.rows_matched,
        unique=link.rows_made_unique,
        about=_about(link.rows_error),
    )
    if link.rows_unique_together:
        said = _joined(said, _TOGETHER.format(together=link.rows_unique_together))
    if not (link.adds or link.gives):
        return _joined(said, _SAME)
    if link.adds and link.gate == "hold":
        names = listed([Text.plain(name) for name in link.adds[:_NAMES]])
        more = _MORE if len(link.adds) > _NAMES else Text.plain("")
        said = _joined(said, _LEARNT.format(columns=_joined(names, more)))
    if link.shared_key:
        return _joined(said, _NO_KEY.format(columns=_chained(list(map(Text.plain, link.columns)))))
    if link.rows_error:
        said = _joined(said, _EXACTLY)
    elif link.gate == "warn":
        return _joined(said, _HARMLESS)
    return _joined(said, _COARSER) if link.gate == "hold" else said


def _column(name: str, other: str, cut: Cut) -> Text:
    text = Text.plain(name) if name == other else _NAMED.format(column=name, other=other)
    return _joined(text, _CUTS[cut]) if cut else text


def _chained(texts: list[Text]) -> Text:
    return Text("＋".join(text.zh for text in texts), " + ".join(text.en for text in texts))


def difference_told(
    dataset: str,
    counts: dict[str, int | None],
    error: int,
    alone: tuple[str, ...],
    least: int,
) -> Text:
    """What a difference means and what to do. ``alone``: the kinds of rows that are too few."""
    changed = counts["changed"]
    said = _DIFFERS.format(
        dataset=dataset,
        added=counts["added"],
        removed=counts["removed"],
        changed=_NOT_TOLD if changed is None else _CHANGED.format(changed=changed),
        about=_about(error),
    )
    if not alone:
        return said
    return _joined(said, _ALONE.format(kinds=listed([KINDS[kind] for kind in alone]), least=least))


def converged_told(earlier: int, files: int, hold: int, warn: int) -> Text:
    """What came of laying a release beside so many datasets: ``hold`` of them lead to rows."""
    if not earlier + files:
        return _ALONE_SO_FAR
    said = _BESIDE.format(earlier=earlier, files=files)
    if hold:
        said = _joined(said, _LEADING.format(hold=hold))
    if warn:
        said = _joined(said, _SHARING.format(warn=warn))
    return said if hold or warn else _joined(said, _NONE_LINKS)


def _about(error: int) -> Text:
    return _ABOUT.format(error=error) if error else Text.plain("")


def _joined(one: Text, other: Text) -> Text:
    return Text(one.zh + other.zh, one.en + other.en)
