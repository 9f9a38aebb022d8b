"""Names in sentences."""

import time

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.names import tagger
from app.core.review.names.cue_words import Role, role_of
from app.core.review.names.cues import NameSpan, apart, names_in_text

FOUND = [
    ("王建国无证驾驶摩托车", ["王建国"]),
    ("反映李芳侵占集体土地", ["李芳"]),
    ("联系人：王伟，电话14200000001", ["王伟"]),
    ("申请人王小明于2020年提出申请", ["王小明"]),
    ("由张建国负责办理", ["张建国"]),
    ("市民李芳反映路灯不亮", ["李芳"]),
    ("原告：王伟、李芳、张三丰", ["王伟", "李芳", "张三丰"]),
    ("王建国、李秀英、张海涛三户未签字", ["王建国", "李秀英", "张海涛"]),
    ("由向秀丽、王小军负责", ["向秀丽", "王小军"]),
    ("由王建国、李芳负责", ["王建国", "李芳"]),
    ("教务处、学生处、王建国同志参加", ["王建国"]),
    ("请与黄丽华联系，给宋文博转账200元", ["黄丽华", "宋文博"]),
    ("与物业联系，向农信社借款，与曾祖父发生口角", []),
    ("被告人赵某某，男", ["赵某某"]),
    ("法定代表人：陈大文", ["陈大文"]),
    ("教育局局长刘志强出席会议", ["刘志强"]),
    ("刘志强局长主持会议", ["刘志强"]),
    ("患者阿依古丽·买买提", ["阿依古丽·买买提"]),
    ("王伟同志任职", ["王伟"]),
    ("经办人（签字）：孙丽", ["孙丽"]),
    ("户主 周桂花 家庭人口3人", ["周桂花"]),
    ("联系人杨洋电话", ["杨洋"]),
    ("学生欧阳晓明获奖", ["欧阳晓明"]),
    ("村民张某某与李某发生纠纷", ["张某某", "李某"]),
    ("当事人王*伟", ["王*伟"]),
    ("委托代理人：钱多多，律师", ["钱多多"]),
    ("联系人：林峰", ["林峰"]),
    ("家长姓名:吴桂芬", ["吴桂芬"]),
    ("请找王建国先生", ["王建国"]),
    ("柳树村李秀英家门口积水", ["李秀英"]),
    ("三组王建国家里漏水", ["王建国"]),
    ("包工头王建国失联", ["王建国"]),
    ("申请人：歐陽小敏", ["歐陽小敏"]),
    ("𠮷：联系人：李秀英。", ["李秀英"]),
    ("吴丽媛（14200000001）来访", ["吴丽媛"]),
    ("李秀英 14200000001", ["李秀英"]),
    ("高庆洁：0570-8300000", ["高庆洁"]),
    ("请找王伟，联系电话：14200000001", ["王伟"]),
    ("李娜330199194912310020", ["李娜"]),
    ("市民木合塔尔·伊力哈木来电", ["木合塔尔·伊力哈木"]),
    ("户主图尔荪江·木合塔尔患病", ["图尔荪江·木合塔尔"]),
    ("原告张三丰与清溪建材有限公司", ["张三丰"]),
    ("被告人李秀英在清溪大酒店", ["李秀英"]),
]
NOT_FOUND = [
    "张家湾村擅自占用耕地",
    "该公司擅自改变用途",
    "长期拖欠工程款",
    "企业拖欠工资",
    "东至朱雀大街，西至朱雀大街",
    "红旗村大家的意见",
    "退役军人王家村家中",
    "家长如下",
    "申请人应当提交材料",
    "负责人电话",
    "主任医师",
    "由财政局负责",
    "清溪县委书记",
    "金融办主任",
    "群众反映强烈",
    "居民委员会主任",
    "联系人姓名",
    "安全负责人",
    "联系人：待定",
    "联系人：办公室",
    "患者：高血压",
    "负责人：同上",
    "户主：平均",
    "业主：万科",
    "学生成绩",
    "学生健康安全",
    "居民人均收入",
    "职工平均工资",
    "村民委员会",
    "法人单位",
    "申请人：",
    "",
    "由",
    "原告武汉博远物流有限公司",
    "被申请人：南京明德信息技术股份有限公司，住所地",
    "当事人：高新医药有限公司未按规定办理",
    "被处罚人常青幼儿园未按规定办理",
    "高新区管委会14200000001",
    "青石小学（0570-8300000）",
    "陈记面馆14200000001",
    "王伟 20240101123",
    "住所地和平区长江大道4072号",
    "迁往清溪市长安区太平镇",
]


def cut(texts: list[str]) -> list[str]:
    return [texts[span.text][span.start : span.end] for span in names_in_text(pa.array(texts))]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_found(text: str, names: list[str]) -> None:
    assert cut([text]) == names


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert cut([text]) == []


@pytest.mark.parametrize(
    ("text", "cue", "policy"),
    [
        ("申请人：王建国", "申请人", "personal"),
        ("法定代表人：王建国", "法定代表人", "public"),
        ("审批人：王建国", "审批人", "public"),
        ("王建国局长", "局长", "public"),
        ("王建国女士", "女士", "personal"),
        ("委托代理人王建国", "委托代理人", "personal"),
    ],
)
def test_the_role_and_its_policy_come_with_the_name(text: str, cue: str, policy: str) -> None:
    (span,) = names_in_text(pa.array([text]))
    assert (span.cue, span.policy) == (cue, policy)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("法定代表人姓名", Role("法定代表人", "public")),
        ("申请人", Role("申请人", "personal")),
        ("委托代理人", Role("委托代理人", "personal")),
        ("项目负责人", Role("项目负责人", "public")),
        ("安全责任人", Role("责任人", "public")),
        ("FDDBR", Role("fddbr", "public")),
        ("XK_FR", Role("xkfr", "public")),
        ("legal_man", Role("legalman", "public")),
        ("LEGREP_NAME", Role("legrep", "public")),
        ("quality_leader", Role("leader", "public")),
        ("作者", Role("作者", "public")),
        ("评审专家名单", Role("评审专家", "public")),
        ("接种护士", Role("护士", "public")),
        ("author", Role("author", "public")),
        ("authorized_person", Role("authorized", "personal")),
        ("contractor_name", Role("contractor", "personal")),
        ("survey_by", Role("surveyby", "public")),
        ("园长姓名", Role("园长", "public")),
        ("直接责任人", Role("直接责任人", "personal")),
        ("被检查人员", Role("被检查人员", "personal")),
        ("环志人", Role("环志人", "public")),
        ("水质采样员", Role("采样员", "public")),
        ("被采样人", Role("被采样人", "personal")),
        ("备注", None),
        ("", None),
    ],
)
def test_the_role_in_a_header(header: str, role: Role | None) -> None:
    assert role_of(header) == role


def test_each_text_is_read_by_itself() -> None:
    texts = [text for text, _ in FOUND] + NOT_FOUND
    together = [(s.text, s.start, s.end) for s in names_in_text(pa.array(texts))]
    alone = [(i, s.start, s.end) for i, t in enumerate(texts) for s in names_in_text(pa.array([t]))]
    assert together == alone


def test_texts_of_several_blocks_are_read_alike() -> None:
    texts = [text for text, _ in FOUND] * 2000
    spans = names_in_text(pa.array(texts))
    assert sum(len(text.encode()) for text in texts) > 1 << 20
    assert [texts[s.text][s.start : s.end] for s in spans] == [
        name for _, names in FOUND for name in names
    ] * 2000


@pytest.mark.parametrize(("before", "names"), [(19_995, 1), (19_996, 0)])
def test_a_name_is_read_within_the_first_20000_characters(before: int, names: int) -> None:
    assert len(cut(["x" * before + "联系人王伟"])) == names


def test_a_nul_stands_in_no_name_and_ends_no_text() -> None:
    assert cut(["王\0伟同志", "联系人：王伟\0", "\0李秀英女士"]) == ["王伟", "李秀英"]


def test_nulls_and_hostile_cells() -> None:
    texts = [
        None,
        "联系人" * 3000,
        "联系人：" + "王" * 10_000,
        "由" * 10_000 + "负责",
        "、" * 10_000,
        "联系人：\U0001f600",
        "原告：" + "王伟、" * 3000,
        "王·" * 5000 + "同志",
        "联系人(" * 2000,
    ]
    started = time.process_time()
    spans = names_in_text(pa.array(texts, pa.string()))
    assert time.process_time() - started < 1
    for span in spans:
        assert 0 <= span.start < span.end <= len(texts[span.text] or "")


@pytest.mark.skipif(not tagger.available(), reason="rjieba is not installed")
class TestTagger:
    def test_names_without_a_cue(self) -> None:
        texts = pa.array(["高级工程师王伟参加了评审", "会上李秀英发言", "今天天气很好", None])
        spans = tagger.all_names(texts)
        assert [texts[s.text].as_py()[s.start : s.end] for s in spans] == ["王伟", "李秀英"]

    def test_a_cue_is_believed_first(self) -> None:
        (span,) = tagger.all_names(pa.array(["法定代表人：王建国"]))
        assert span.cue == "法定代表人"


def test_without_the_tagger_cues_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "available", lambda: False)
    texts = pa.array(["联系人：王伟"])
    assert tagger.all_names(texts) == names_in_text(texts)


SPANS = st.builds(
    lambda text, start, size, cue, policy, score: NameSpan(
        text, start, start + size, cue, policy, score
    ),
    st.integers(0, 2),
    st.integers(0, 12),
    st.integers(2, 5),
    st.sampled_from(["", "联系人"]),
    st.sampled_from(["personal", "public"]),
    st.sampled_from([0.5, 1.0, 2.0]),
)


@given(st.lists(SPANS, max_size=12))
def test_of_names_that_overlap_the_better_is_kept(spans: list[NameSpan]) -> None:
    def better(span: NameSpan) -> tuple[object, ...]:
        return not span.cue, span.policy != "personal", -span.score, span.start

    kept: list[NameSpan] = []
    for span in sorted(spans, key=better):
        beside = [other for other in kept if other.text == span.text]
        if all(other.end <= span.start or span.end <= other.start for other in beside):
            kept.append(span)
    assert apart(spans) == sorted(kept, key=lambda span: (span.text, span.start))
