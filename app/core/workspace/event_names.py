"""What the events of the log are called where people read them."""

from app.core.pipeline import ACTS
from app.core.text import Text

_NAMES: dict[str, Text] = {
    "identity": Text("新建身份", "new identity"),
    "turned-away": Text("拒收文件", "file turned away"),
    "originals-exported": Text("导出原始文件", "originals exported"),
    "output-exported": Text("导出处理后的数据", "treated data exported"),
    "read": Text("通读", "read through"),
    "dismiss": Text("排除发现", "finding dismissed"),
    "accept": Text("确认发现", "finding confirmed"),
    "reclassify": Text("改判发现", "finding judged anew"),
    "retract": Text("撤回判断", "judgement taken back"),
    "reveal": Text("查看原值", "values revealed"),
    "export": Text("导出封装包", "package exported"),
    "correction": Text("登记勘误", "correction"),
    "card-trusted": Text("核对名片", "card compared"),
    "handed-over": Text("移交", "handed over"),
    "assigned": Text("指定移交对象", "assigned for hand-over"),
    "verdict-conflict": Text("审查意见冲突", "verdict in conflict"),
    "emergency-stop": Text("紧急下架", "emergency stop"),
    "inbox-received": Text("收到来信", "letter received"),
    "inbox-answered": Text("答复来信", "letter answered"),
    "inbox-closed": Text("来信不予答复", "letter closed"),
    "registered": Text("登记目录", "catalog registered"),
    "reevaluated": Text("重新评估不开放", "not opening judged anew"),
    "catalog-platform-set": Text("选定目录平台", "catalog platform chosen"),
    "own-rules-set": Text("设定本单位规则", "own rules set"),
    "province-set": Text("设定省份", "province set"),
    "classes-set": Text("设定分类体系", "classification set"),
    "quality-rules-set": Text("设定质检规则", "quality rules set"),
    "route-set": Text("设定审查路线", "route set"),
    "policy-in-force": Text("启用管理员策略", "administrators' policy in force"),
    "originals-policy-set": Text("设定原始数据移交规定", "policy on originals set"),
    "retention-set": Text("设定保存期限", "retention set"),
    "shred": Text("销毁到期原件", "originals shredded"),
    "slot-added": Text("增加开启方式", "way to open added"),
    "slot-changed": Text("更换开启方式", "way to open changed"),
    "key-rotated": Text("更换工作区密钥", "workspace key changed"),
    "slot-removed": Text("撤销开启方式", "way to open removed"),
}


def event_name(act: str) -> Text:
    """An event's name; one of a later version is shown by its code."""
    if act in ACTS:
        return ACTS[act].title
    return _NAMES.get(act, Text.plain(act))
