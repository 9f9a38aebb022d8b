"""The artefacts of a release, whose digests make its chain."""

from enum import StrEnum

from app.core.text import Text


class Kind(StrEnum):
    """The artefacts of a release, in the order of the chain; a recheck stands beside it."""

    SOURCE = "source"
    TABLE = "table"
    FINDINGS = "findings"
    RECIPE = "recipe"
    OUTPUT = "output"
    RESIDUAL = "residual"
    ENTRY = "entry"
    QUALITY = "quality"
    REQUEST = "request"
    CONVERGENCE = "convergence"
    VERDICT = "verdict"
    PACKAGE = "package"
    RECEIPT = "receipt"
    SKETCH = "sketch"
    RECHECK = "recheck"
    WITHDRAWAL = "withdrawal"


KIND_NAMES: dict[Kind, Text] = {
    Kind.SOURCE: Text("源文件", "source file"),
    Kind.TABLE: Text("数据表", "table"),
    Kind.FINDINGS: Text("检测结果", "findings"),
    Kind.RECIPE: Text("脱敏方案", "recipe"),
    Kind.OUTPUT: Text("脱敏结果", "output"),
    Kind.RESIDUAL: Text("复检结果", "rescan"),
    Kind.ENTRY: Text("目录信息", "catalog entry"),
    Kind.QUALITY: Text("质量报告", "quality report"),
    Kind.REQUEST: Text("送审单", "review request"),
    Kind.CONVERGENCE: Text("汇聚比对", "convergence report"),
    Kind.VERDICT: Text("审查意见", "verdict"),
    Kind.PACKAGE: Text("封装包", "package"),
    Kind.RECEIPT: Text("平台回执", "receipt"),
    Kind.SKETCH: Text("留存摘要", "sketch"),
    Kind.RECHECK: Text("复查结果", "recheck"),
    Kind.WITHDRAWAL: Text("撤回通知", "withdrawal"),
}
