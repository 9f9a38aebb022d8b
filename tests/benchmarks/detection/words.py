"""Vocabulary of the generators. Places are real; persons, firms and institutions are composed."""

import random
from dataclasses import dataclass


def parted(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(text.split())


@dataclass(frozen=True)
class County:
    """A county: ``code`` of GB/T 2260, telephone ``area`` code, ``post`` code, ``plate`` of its city."""

    code: str
    province: str
    city: str
    name: str
    area: str
    post: str
    plate: str


_COUNTIES = """
110105 北京市 - 朝阳区 010 100020 京A
110108 北京市 - 海淀区 010 100080 京N
120104 天津市 - 南开区 022 300100 津A
130503 河北省 邢台市 信都区 0319 054000 冀E
130102 河北省 石家庄市 长安区 0311 050011 冀A
140105 山西省 太原市 小店区 0351 030032 晋A
150102 内蒙古自治区 呼和浩特市 新城区 0471 010030 蒙A
210102 辽宁省 沈阳市 和平区 024 110001 辽A
220102 吉林省 长春市 南关区 0431 130022 吉A
230103 黑龙江省 哈尔滨市 南岗区 0451 150001 黑A
310115 上海市 - 浦东新区 021 200120 沪A
320102 江苏省 南京市 玄武区 025 210018 苏A
320583 江苏省 苏州市 昆山市 0512 215300 苏E
330106 浙江省 杭州市 西湖区 0571 310013 浙A
330113 浙江省 杭州市 临平区 0571 311100 浙A
330225 浙江省 宁波市 象山县 0574 315700 浙B
340104 安徽省 合肥市 蜀山区 0551 230031 皖A
350102 福建省 福州市 鼓楼区 0591 350001 闽A
350583 福建省 泉州市 南安市 0595 362300 闽C
360102 江西省 南昌市 东湖区 0791 330006 赣A
370102 山东省 济南市 历下区 0531 250014 鲁A
370785 山东省 潍坊市 高密市 0536 261500 鲁G
410105 河南省 郑州市 金水区 0371 450003 豫A
411681 河南省 周口市 项城市 0394 466200 豫P
420106 湖北省 武汉市 武昌区 027 430061 鄂A
430102 湖南省 长沙市 芙蓉区 0731 410011 湘A
440106 广东省 广州市 天河区 020 510630 粤A
440524 广东省 汕头市 澄海区 0754 515800 粤D
440305 广东省 深圳市 南山区 0755 518052 粤B
450103 广西壮族自治区 南宁市 青秀区 0771 530022 桂A
460105 海南省 海口市 秀英区 0898 570311 琼A
500103 重庆市 - 渝中区 023 400010 渝A
510104 四川省 成都市 锦江区 028 610021 川A
513401 四川省 凉山彝族自治州 西昌市 0834 615000 川W
520102 贵州省 贵阳市 南明区 0851 550001 贵A
530102 云南省 昆明市 五华区 0871 650032 云A
540102 西藏自治区 拉萨市 城关区 0891 850000 藏A
610113 陕西省 西安市 雁塔区 029 710061 陕A
620102 甘肃省 兰州市 城关区 0931 730030 甘A
630103 青海省 西宁市 城中区 0971 810000 青A
640104 宁夏回族自治区 银川市 兴庆区 0951 750001 宁A
650102 新疆维吾尔自治区 乌鲁木齐市 天山区 0991 830002 新A
653101 新疆维吾尔自治区 喀什地区 喀什市 0998 844000 新Q
"""
COUNTIES = tuple(
    County(code, province, "" if city == "-" else city, name, area, post, plate)
    for code, province, city, name, area, post, plate in map(str.split, _COUNTIES.split("\n")[1:-1])
)

COMMON_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘"
OTHER_SURNAMES = (
    *"于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙",
    *"史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申",
    *"欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍",
    *"华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗",
    *parted("欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒"),
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志文子轩浩宇欣怡梓涵雨泽晨思佳"
    "雪婷琳倩颖莹璐瑶慧巧美蓉兰凤洁梅素云莲真环荣爱妹香月莺媛瑞凡嘉琼勤珍贞莉叶璧维启克伦翔旭"
    "鹏光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆友裕河哲江浩亮政谦"
    "亨奇固之轮朗伯宏言若鸣朋斌梁栋维启树仁义兴良海山波宁贵福生龙元全胜学祥才发武新利清飞彬富"
    "顺信俊骏晓春冬夏秋金银根宝成德长永昌小大炳水土火木娥娣珠翠仙姣菊花"
)
_TRADITIONAL = str.maketrans("张刘陈杨黄吴孙马罗郑谢许韩冯邓萧国华丽伟军红云龙凤贵庆义长东萍静宝",
                             "張劉陳楊黃吳孫馬羅鄭謝許韓馮鄧蕭國華麗偉軍紅雲龍鳳貴慶義長東蘋靜寶")  # fmt: skip

UYGHUR = parted(
    "买买提 艾力 阿卜杜拉 吐尔逊 古丽娜尔 阿依古丽 热合曼 木合塔尔 帕提古丽 玉素甫 伊力哈木 "
    "依米提 阿不都热依木 图尔荪江 迪丽努尔 麦麦提敏 凯赛尔 艾尼瓦尔"
)
TIBETAN = parted("扎西 次仁 卓玛 央金 多吉 顿珠 平措 旺堆 德吉 拉姆 格桑 尼玛 达瓦 边巴 洛桑 白玛")
MONGOL = parted("巴特尔 其其格 苏日娜 乌云塔娜 哈斯巴根 朝鲁门 那仁花 额尔敦 图雅 青格勒图")

ROADS = parted(
    "人民 中山 解放 建设 和平 文化 新华 胜利 长江 黄河 北京 上海 南京 学院 公园 青年 朝阳 滨河 "
    "环城东 文三 天目山 西湖 迎宾 工业 兴业 富强 科技 创新 府前 体育场 湖滨 桃源 锦绣 龙翔 金桂"
)
ROAD_ENDS = ("路", "路", "路", "街", "大道", "大街", "巷", "东路", "西路", "南路", "北路")
ESTATES = parted(
    "阳光花园 翠苑小区 金色家园 锦绣华庭 和谐佳苑 滨江一号 丽景湾 桂花城 幸福里 东方名城 西溪里 "
    "怡景苑 学府名邸 蓝天公寓 水岸新村 百合苑 紫金庭园 城市之星"
)
TOWNS = parted(
    "城关镇 青石镇 白沙乡 临江镇 云岭镇 太平镇 石桥镇 沙河乡 双龙镇 马家镇 清水乡 永安镇"
)
VILLAGES = parted(
    "东村 西河村 李家村 上湾村 石门村 大塘村 杨柳村 红旗村 前进村 下坪村 后山村 柳树村"
)
STREETS = parted(
    "文昌街道 西溪街道 北山街道 朝晖街道 天水街道 长庆街道 小营街道 望江街道 蒋村街道 翠苑街道 "
    "新塘街道 城南街道 河东街道 南苑街道 迎春街道 金星街道"
)

BRANDS = parted(
    "华兴 金泰 宏达 瑞丰 鑫源 永盛 恒信 天成 利民 同创 博远 中泽 盛世 正大 安顺 佳和 明德 众诚 "
    "海天 东升 国泰 嘉禾 联创 启明 万通 德隆 百川 星河 润泽 康达"
)
TRADES = parted(
    "科技 商贸 建筑工程 物流 食品 医药 电子 农业开发 环保设备 机械制造 信息技术 文化传媒 餐饮管理 "
    "房地产开发 汽车销售 纺织 化工 新材料 园林绿化 物业服务 旅游 装饰工程 能源 人力资源"
)
COMPANY_ENDS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
AGENCIES = parted(
    "教育局 民政局 财政局 人力资源和社会保障局 自然资源局 生态环境局 住房和城乡建设局 交通运输局 "
    "水利局 农业农村局 商务局 文化和旅游局 卫生健康局 应急管理局 审计局 市场监督管理局 统计局 "
    "医疗保障局 公安局 司法局 城市管理局 气象局 税务局 发展和改革局"
)
DEPARTMENTS = parted(
    "办公室 人事科 财务科 业务一科 业务二科 法规科 信息中心 综合科 监察室 档案室 规划科 审批科 "
    "执法大队 后勤服务中心 宣传科 技术科"
)
JOBS = parted(
    "科员 副科长 科长 主任 副主任 局长 副局长 处长 调研员 工程师 高级工程师 教师 医师 护士 会计 "
    "出纳 司机 文员 技术员 书记 大队长 主任科员"
)
SCHOOLS = parted(
    "实验小学 第一中学 第二中学 中心小学 外国语学校 职业技术学校 机关幼儿园 希望小学 高级中学"
)
VENUES = parted(
    "图书馆 博物馆 文化馆 体育馆 美术馆 青少年宫 人民公园 展览馆 大剧院 游泳馆 档案馆 科技馆"
)
PLANTS = parted(
    "银杏 香樟 白玉兰 紫薇 桂花 水杉 悬铃木 马尾松 杜鹃 金丝桃 红豆杉 珙桐 黄杨 石楠 冬青 山茶 "
    "沈香 白桦 云杉 金钱松 杨梅 李 毛白杨 胡颓子 高山栎 江南桤木 马褂木 罗汉松 元宝枫 文冠果"
)
FOODS = parted(
    "大米 面粉 菜籽油 鸡蛋 猪肉 白菜 黄瓜 苹果 高粱 牛奶 花生 黄豆 马铃薯 金针菇 石榴 白砂糖"
)
BOOKS = parted(
    "红楼梦 史记 平凡的世界 活着 围城 朝花夕拾 呐喊 边城 家 骆驼祥子 论语译注 万历十五年 资治通鉴 "
    "黄河边的中国 江城 白鹿原 林海雪原 时间简史 城南旧事 茶馆 李自成 曾国藩"
)
DISEASES = parted(
    "高血压 2型糖尿病 冠心病 脑梗死 慢性阻塞性肺疾病 肺结核 乙型肝炎 精神分裂症 尿毒症 白血病 "
    "胃恶性肿瘤 甲状腺结节 抑郁症 癫痫 类风湿关节炎 腰椎间盘突出 支气管哮喘 帕金森病 乳腺癌 艾滋病"
)
COURTS = ("民初", "民终", "刑初", "刑终", "行初", "执", "执恢", "民申", "破申")
NATIONALITIES = parted("汉族 回族 满族 壮族 维吾尔族 藏族 苗族 彝族 土家族 蒙古族")


def county(rng: random.Random) -> County:
    return rng.choice(COUNTIES)


def road(rng: random.Random) -> str:
    return rng.choice(ROADS) + rng.choice(ROAD_ENDS)


def company(rng: random.Random, where: County | None = None) -> str:
    place = where or county(rng)
    city = (place.city or place.province).removesuffix("市").removesuffix("省")
    return f"{city}{rng.choice(BRANDS)}{rng.choice(TRADES)}{rng.choice(COMPANY_ENDS)}"


def agency(rng: random.Random, where: County | None = None) -> str:
    return (where or county(rng)).name + rng.choice(AGENCIES)


def chinese_name(rng: random.Random) -> str:
    """A name of Han form, 2 to 4 characters."""
    surname = rng.choice(COMMON_SURNAMES) if rng.random() < 0.72 else rng.choice(OTHER_SURNAMES)
    return surname + "".join(rng.sample(GIVEN, 1 if rng.random() < 0.3 else 2))


def minority_name(rng: random.Random) -> str:
    """A transcribed Uyghur, Tibetan or Mongol name."""
    form = rng.randrange(3)
    if form == 0:
        return "·".join(rng.sample(UYGHUR, 2))
    if form == 1:
        return "".join(rng.sample(TIBETAN, 2))
    return rng.choice(MONGOL)


def traditional(text: str) -> str:
    return text.translate(_TRADITIONAL)


def day(rng: random.Random, first: int, last: int) -> tuple[int, int, int]:
    """A day between the years ``first`` and ``last``."""
    return rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))
