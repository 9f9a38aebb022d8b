"""健康."""

import pytest

from tests.core.review.columns import examine, spans

PERSONS = ("姓名", "身份证号")
DISEASES = ["高血压", "2型糖尿病", "胃恶性肿瘤", "肢体残疾二级", "精神分裂症"]


@pytest.mark.parametrize(
    "name",
    ["疾病诊断", "主要诊断", "残疾类别及等级", "健康状况", "什么病", "jbzd", "ZYZD", "diagnosis", "jibing_zhenduan"],
)  # fmt: skip
def test_named(name: str) -> None:
    values = [*DISEASES, "右股骨颈骨折", "肢体二级", "无"]
    assert spans(examine("health", values, name), values) == values[:-1]


@pytest.mark.parametrize("name", ["病种", "疾病名称", "字段4", "备注"])
def test_of_persons_under_any_name(name: str) -> None:
    assert examine("health", DISEASES, name, PERSONS) is not None
    assert examine("health", DISEASES, name) is None
    assert examine("health", DISEASES, name, ("发病数", "死亡率")) is None


@pytest.mark.parametrize(
    "name", ["主要疾病", "病种名称", "死亡原因", "重点人群", "高危因素", "伤残情况"]
)
def test_named_diseases_of_persons(name: str) -> None:
    values = ["高血压、糖尿病", "慢性肾功能不全（透析）", "车祸", "衰老", "脑出血"]
    assert len(spans(examine("health", values, name, PERSONS), values)) == 3
    assert examine("health", values, name, ("发病数",)) is None
    assert examine("health", values, name, ("机构名称", "负责人姓名")) is None


@pytest.mark.parametrize("other", ["一般人群", "孕产妇"])
def test_diseases_of_persons_in_other_words(other: str) -> None:
    values = ["高血压、糖尿病", "冠心病,脑梗塞", "精神分裂症患者", "尿毒症(透析)", other]
    assert spans(examine("health", values, "备注", PERSONS), values) == values[:-1]
    assert examine("health", values, "备注") is None


@pytest.mark.parametrize("name", ["过敏史", "食物过敏史", "用药史", "allergy_history"])
def test_histories_tell_what_is_taken_and_not_borne(name: str) -> None:
    values = [
        "头孢类",
        "阿司匹林100mg",
        "海鲜过敏",
        "无",
        "无药物过敏史",
        "否认",
        "未发现",
        "没有过敏",
    ]
    assert spans(examine("health", values, name), values) == values[:3]


@pytest.mark.parametrize("name", ["药物过敏", "allergies", "medication"])
def test_what_persons_take_and_do_not_bear(name: str) -> None:
    values = ["磺胺类", "花生过敏", "无", "无过敏"]
    assert spans(examine("health", values, name, ("name", "gender")), values) == values[:2]
    assert examine("health", values, name, ("产品名称", "生产企业")) is None


@pytest.mark.parametrize("name", ["健康备注", "health_notes", "chronic_disease", "past_history"])
def test_named_in_notes_and_in_english(name: str) -> None:
    values = ["高血压须定期复查", "心脏病史", "胆囊结石", "无"]
    assert spans(examine("health", values, name), values) == values[:3]


def test_names_of_diseases_in_english() -> None:
    assert examine("health", ["高血压", "肺炎"], "disease_name", ("name", "gender")) is not None
    assert examine("health", ["高血压", "肺炎"], "disease_name", ("cases", "year")) is None


def test_what_a_record_says_of_whom_it_is_about() -> None:
    values = ["主诉:腹部不适两天,入院诊断:阑尾周围脓肿", "既往史:无特殊", "复诊"]
    assert spans(examine("health", values, "内容", PERSONS), values) == values[:2]
    assert examine("health", values, "内容", ("设备编号", "维修单位")) is None
    assert examine("health", ["故障诊断：轴承磨损"] * 3, "内容", PERSONS) is None


@pytest.mark.parametrize("name", ["手术史", "operation"])
def test_operations_that_persons_have_had(name: str) -> None:
    values = ["阑尾切除术", "剖宫产", "无", "关机"]
    assert spans(examine("health", values, name, PERSONS), values) == values[:2]
    assert examine("health", values, name, ("项目编码", "价格")) is None


def test_groups_and_kinds_in_other_english_words() -> None:
    assert examine("health", ["A", "AB", "O"], "blood", ("name", "gender")) is not None
    assert examine("health", ["A", "AB", "O"], "blood", ("stock",)) is None
    assert examine("health", ["A", "AB", "O"], "ABOXX", ("XM", "SFZH")) is not None
    assert examine("health", ["青霉素", "无"], "YWGMS") is not None
    assert examine("health", ["肢体", "视力"], "disable_type", ("name", "gender")) is not None


def test_levels_of_disability_in_english() -> None:
    assert examine("health", ["1", "2", "4"], "disability_level", ("name", "gender")) is not None
    assert examine("health", ["1", "2", "4"], "disability_level") is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("诊断日期", ["2024-01-02"]),
        ("诊断试剂名称", ["乙型肝炎病毒表面抗原试剂盒", "肺炎支原体检测盒"]),
        ("发病人数", DISEASES),
        ("古树健康状况", ["良好", "病害"]),
        ("病虫害症状", ["白粉病"]),
        ("设备故障诊断", ["感染"]),
        ("诊断", ["合格", "不合格"]),
        ("诊断科室", ["感染科"]),
        ("补助类别", ["高血压患者补助", "残疾人补贴", "低保"]),
    ],
)
def test_innocent(name: str, values: list[str]) -> None:
    assert examine("health", values, name) is None


def test_grades_and_groups_need_persons() -> None:
    assert examine("health", ["一级", "二级", "四级"], "残疾等级", PERSONS) is not None
    assert examine("health", ["一级", "二级"], "残疾等级", ("人数",)) is None
    assert examine("health", ["肢体", "视力", "多重"], "残疾类别", PERSONS) is not None
    assert examine("health", ["肢体", "视力", "多重"], "残疾类别", ("人数",)) is None
    assert examine("health", ["肢体", "听力"], "canji_leixing", ("xingming",)) is not None
    assert examine("health", ["A型", "AB", "O型", "RH阴性B型"], "血型", PERSONS) is not None
    assert examine("health", ["A型", "AB", "O型"], "血型", ("库存量",)) is None
    assert examine("health", ["良好", "一般"], "健康状况", PERSONS) is not None
    assert examine("health", ["良好", "一般"], "健康状况", ("树种",)) is None


def test_sentences_among_persons() -> None:
    texts = ["因患有慢性高血压，生活困难", "本人肢体残疾二级", "家庭困难"]
    assert spans(examine("health", texts, "备注", PERSONS), texts) == [
        "因患有慢性高血压",
        "肢体残疾二级",
    ]
    assert examine("health", ["患有高血压的老年人可免费体检"], "政策", ("事项名称",)) is None


def test_sentences_that_name_whose_disease_it_is() -> None:
    texts = ["户主在家，其妻李芳患2型糖尿病，无固定收入", "高血压患者随访服务", "户主已签字"]
    assert spans(examine("health", texts), texts) == ["其妻李芳患2型糖尿病"]


@pytest.mark.parametrize("name", ["主诉", "评估结论", "主要症状", "鉴定意见"])
def test_symptoms_and_what_an_assessment_says(name: str) -> None:
    values = ["恶心、呕吐3次", "双侧感音神经性耳聋", "十级伤残", "左下肢截肢"]
    assert examine("health", values, name, PERSONS) is not None
    assert examine("health", ["合格", "材料齐全"], name, PERSONS) is None


def test_kind_and_degree_in_one() -> None:
    assert examine("health", ["智力/二级", "精神/一级"], "残疾类别/等级", PERSONS) is not None


@pytest.mark.parametrize("name", ["结果", "体检评定", "晨检情况"])
def test_measures_of_the_body_that_are_not_as_they_should_be(name: str) -> None:
    values = ["血糖偏高", "待复查（血压）", "视力不合格", "乙肝表面抗原阳性", "抑郁倾向"]
    assert examine("health", values, name, PERSONS) is not None
    assert examine("health", values, name, ("树种",)) is None
    assert examine("health", ["合格", "偏重发生", "阳性"], name, PERSONS) is None


def test_what_a_test_of_somebody_showed() -> None:
    values = ["阴性", "强阳性", "一般阳性", "阳性(+)"]
    assert spans(examine("health", values, "HBsAg", PERSONS), values) == values
    assert examine("health", values, "HBsAg", ("样品名称",)) is None


@pytest.mark.parametrize("name", ["胸片", "心电图检查", "CT", "胸部CT", "胃镜"])
def test_what_an_examination_of_somebody_showed(name: str) -> None:
    values = ["未见异常", "右上肺斑片影", "正常"]
    assert spans(examine("health", values, name, PERSONS), values) == values[:2]
    assert examine("health", values, name) is None
    assert examine("health", ["2024-01-02", "~"], f"{name}日期", PERSONS) is None


def test_degrees_of_disability_under_any_name() -> None:
    values = ["肢体一级", "多重二级", "视力三级"]
    assert spans(examine("health", values, "类别等级", PERSONS), values) == values
    assert examine("health", values, "类别等级") is None


def test_how_far_somebody_needs_care() -> None:
    values = ["重度失能III级", "中度失能", "半失能"]
    assert spans(examine("health", values, "评估等级", PERSONS), values) == values
    assert examine("health", values, "评估等级", ("机构名称",)) is None


def test_a_physical_is_somebodys() -> None:
    values = ["合格", "皮肤病", "肝功异常", "骨折术后"]
    assert examine("health", values, "体检结论", ("编号",)) is not None


def test_what_a_screening_of_pupils_found() -> None:
    values = ["正常", "重度近视", "疑似弱视"]
    assert spans(examine("health", values, "筛查结论", PERSONS), values) == values[1:]
    assert examine("health", ["近视镜"], "物品", PERSONS) is None
    assert examine("health", ["城关镇", "双桥镇"], "contact", PERSONS) is None


@pytest.mark.parametrize(
    "others", [("治疗方法", "预防"), ("category", "treatment"), ("年份", "发病数")]
)
def test_books_and_statistics_of_diseases_are_of_nobody(others: tuple[str, ...]) -> None:
    for name in ("症状", "疾病", "disease"):
        assert examine("health", ["发热、咳嗽", "高血压"], name, others) is None
        assert examine("health", ["发热、咳嗽", "高血压"], name, (*others, "姓名")) is not None
        assert examine("health", ["发热、咳嗽", "高血压"], name, (*others, "住院号")) is not None


def test_diseases_among_persons_whatever_the_column_is_called() -> None:
    values = ["暴食症", "腱鞘炎", "带状疱疹", "痛风", "川崎病"]
    assert spans(examine("health", values, "record", PERSONS), values) == values
    assert examine("health", values, "record", ("类别",)) is None
    for others in (["稻瘟病", "白粉病"], ["因病", "无病"], ["心血管疾病", "呼吸系统疾病"]):
        assert examine("health", others, "record", PERSONS) is None
    assert examine("health", values, "擅长", PERSONS) is None
