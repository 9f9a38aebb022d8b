"""Errors that a person can cause or mend, as one tree.

GongkaiError
├─ InputError          the call or the input is wrong; nothing was written       exit 2
├─ Refusal             the answer is "no": a rule of the house forbids it        exit 1
├─ OutsideError        an outside part failed; the work can be resumed           exit 3
└─ Cancelled           a person stopped the work                                 exit 130

Each error says what happened (``message``) and what to do next (``hint``) in both languages, where
it happened, and carries a stable kebab-case ``code``. Messages never hold cell values. Anything
that is not a :class:`GongkaiError` is a bug.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from app.core.text import Language, Text


@dataclass(frozen=True)
class Where:
    """The place of an error: ``row`` counts from 1, ``column`` is a name or ``#n``."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


class GongkaiError(Exception):
    """Base of all errors that are shown to a person."""

    exit_status: ClassVar[int] = 2
    code: ClassVar[str]
    message: ClassVar[Text]
    hint: ClassVar[Text]

    def __init__(self, where: Where | None = None, **params: object) -> None:
        self.where = where or Where()
        self.params = params
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """What happened, in one sentence."""
        return self.message.format(**self.params).to(language)

    def advice(self, language: Language) -> str:
        """What to do next, in one sentence."""
        return self.hint.format(**self.params).to(language)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The error as the command line prints it."""
        where = {key: value for key, value in asdict(self.where).items() if value is not None}
        return {
            "error": {
                "code": self.code,
                "message": self.told(language),
                "hint": self.advice(language),
                "where": where,
            }
        }


class InputError(GongkaiError):
    """The call or the input is wrong."""


class Refusal(GongkaiError):
    """The work is done and the answer is no."""

    exit_status = 1


class OutsideError(GongkaiError):
    """Something outside this computer's control failed."""

    exit_status = 3


class Cancelled(GongkaiError):
    exit_status = 130
    code = "cancelled"
    message = Text("已取消", "Cancelled")
    hint = Text("没有写入任何内容，可以重新开始。", "Nothing was written; you can start again.")


# ── files ────────────────────────────────────────────────────────────────────────────────────


class FileMissing(InputError):
    code = "file-missing"
    message = Text("找不到文件 {name}", "There is no file {name}")
    hint = Text(
        "请检查路径是否正确，网络盘是否已连接。", "Check the path, and that the share is mounted."
    )


class FileUnreadable(InputError):
    code = "file-unreadable"
    message = Text("无法读取 {name}：{reason}", "Cannot read {name}: {reason}")
    hint = Text(
        "请用 WPS 或 Excel 打开并另存一次，再导入另存的文件。",
        "Open it in WPS or Excel, save it once more, and import the saved copy.",
    )


class FileEmpty(InputError):
    code = "file-empty"
    message = Text("{name} 是空文件", "{name} is empty")
    hint = Text(
        "请检查文件是否下载或保存完整，再向提供的人要一份。",
        "See whether it was saved or downloaded whole, or ask for it again.",
    )


class FileBusy(InputError):
    code = "file-busy"
    message = Text(
        "无法打开 {name}：没有读取权限，或正由另一个程序占用",
        "{name} cannot be opened: another program holds it, or you have no right to read it",
    )
    hint = Text(
        "请在其他程序中关闭该文件，检查读取权限，或先复制一份再导入。",
        "Close it in the other program, check your rights, or import a copy of it.",
    )


class FileProtected(InputError):
    code = "file-protected"
    message = Text("{name} 设有打开密码", "{name} is protected by a password")
    hint = Text(
        "请在导入窗口输入密码（命令行用 --password-file），或先去掉密码再导入。",
        "Give the password (--password-file on the command line), or remove it before importing.",
    )


class PasswordWrong(InputError):
    code = "password-wrong"
    message = Text("{name} 的打开密码不正确", "The password for {name} is wrong")
    hint = Text(
        "请检查大小写、全角半角和输入法。", "Check capitals, full-width forms and the input method."
    )


class FileTooLarge(InputError):
    code = "file-too-large"
    message = Text("{name} 超出安全上限：{reason}", "{name} is beyond a safety limit: {reason}")
    hint = Text(
        "请删除多余的空行空列，或拆分为几个文件后再导入。",
        "Delete surplus blank rows and columns, or split the file, then import again.",
    )


class ImportFailed(InputError):
    code = "import-failed"
    message = Text("未能导入 {name}：{reason}", "{name} was not imported: {reason}")
    hint = Text(
        "没有写入任何内容。请用 WPS 或 Excel 另存一次，删除多余的空行空列或拆分后再导入。",
        "Nothing was written. Save it once more in WPS or Excel, without surplus blank rows and "
        "columns or in several files, and import that.",
    )


class FormatUnknown(InputError):
    code = "format-unknown"
    message = Text("不支持的格式：{name}", "{name} is of a format that is not supported")
    hint = Text("支持的格式：{known}。", "Supported: {known}.")


class EncodingUnknown(InputError):
    code = "encoding-unknown"
    message = Text(
        "无法确定 {name} 的编码，可能是：{candidates}",
        "The encoding of {name} is unclear; it may be: {candidates}",
    )
    hint = Text(
        "请在导入时选择编码（命令行用 --encoding），对照预览确认；或把文件另存为 UTF-8。",
        "Choose one by its preview (--encoding on the command line), or save the file as UTF-8.",
    )

    @property
    def proposal(self) -> str:
        """The encoding to show a preview in; empty where none is likelier than others."""
        return str(self.params.get("likeliest", ""))


class BytesUndecodable(EncodingUnknown):
    code = "bytes-undecodable"
    message = Text(
        "{name} 的编码是 {encoding}，但有 {count} 个字节不能解码，"
        "首处在第 {row} 行第 {column} 个字符：{bytes}",
        "{name} is {encoding}, but {count} of its bytes do not decode, "
        "first in row {row} at character {column}: {bytes}",
    )
    hint = Text(
        "文件可能被截断或混有两种编码，请核对该处；也可以指定编码导入，不能解码的字节会以十六进制显示。",
        "It may be cut short or mix two encodings; look there. Or name the encoding when importing: "
        "each such byte is then shown by its hex value.",
    )

    @property
    def proposal(self) -> str:
        return str(self.params["encoding"])


class CharactersLost(InputError):
    code = "characters-lost"
    message = Text("{format} 不能表示这些字符：{characters}", "{format} cannot hold: {characters}")
    hint = Text("请改用另一种格式。", "Choose another format.")


class SheetMissing(InputError):
    code = "sheet-missing"
    message = Text("没有名为“{sheet}”的工作表", "There is no sheet “{sheet}”")
    hint = Text("可选的工作表：{known}。", "The sheets are: {known}.")


class TableMissing(InputError):
    code = "table-missing"
    message = Text("{name} 中没有找到数据表", "No table was found in {name}")
    hint = Text(
        "表格需要一行列名，其下至少一行数据。",
        "A table needs a row of column names and at least one row of data below it.",
    )


class HeaderMissing(InputError):
    code = "header-missing"
    message = Text(
        "表头与保存的版式不符，缺少：{missing}",
        "The header does not fit the saved layout; missing: {missing}",
    )
    hint = Text(
        "请确认文件用的是同一模板；模板已改时，请重新识别版式。",
        "Check that the file follows the same template, or find its layout afresh.",
    )


class OutputExists(InputError):
    code = "output-exists"
    message = Text("{name} 已存在", "{name} already exists")
    hint = Text("请换一个名称，或加上 --force 覆盖。", "Choose another name, or add --force.")


class OutputUnwritable(InputError):
    code = "output-unwritable"
    message = Text("无法写入 {name}：{reason}", "Cannot write {name}: {reason}")
    hint = Text("请检查磁盘空间和写入权限。", "Check the free space and your rights there.")


class DocumentInvalid(InputError):
    code = "document-invalid"
    message = Text("{name} 不是有效的{kind}：{reason}", "{name} is not a valid {kind}: {reason}")
    hint = Text("请改正所指的位置后重试。", "Mend the place named and try again.")


# ── tables and recipes ───────────────────────────────────────────────────────────────────────


class ColumnUnknown(InputError):
    code = "column-unknown"
    message = Text("没有名为“{column}”的列", "There is no column “{column}”")
    hint = Text("现有的列：{known}。", "The columns are: {known}.")


class ColumnsDiffer(InputError):
    code = "columns-differ"
    message = Text(
        "{count} 个文件的列与 {name} 不同：{differences}",
        "{count} files have other columns than {name}: {differences}",
    )
    hint = Text(
        "请指明哪些列只是改了名（命令行用 --rename 新名=原名），或选择合并为全部列（缺少的按空白补齐）。",
        "Say which columns have new names only (--rename NOW=NAME on the command line), or choose to "
        "keep all columns and leave blank what is missing (--union).",
    )


class ParameterInvalid(InputError):
    code = "parameter-invalid"
    message = Text("“{name}”的参数无效：{reason}", "A parameter of “{name}” is invalid: {reason}")
    hint = Text("请按说明修改参数。", "Change the parameter as described.")


class ValueUntreatable(InputError):
    """A message that names a value: without it nobody could find the cell."""

    code = "value-untreatable"
    message = Text(
        "“{name}”无法处理“{value}”：{reason}", "“{name}” cannot treat “{value}”: {reason}"
    )
    hint = Text("请改正这个值，或换一种做法：{way}", "Mend the value, or do otherwise: {way}")


class ReviewMissing(InputError):
    code = "review-missing"
    message = Text(
        "“{name}”要用检测器找出文中的敏感内容，这里没有检测器",
        "“{name}” needs the detectors to find what is sensitive in a text, and there are none here",
    )
    hint = Text(
        "请在脱敏步骤或用 apply 命令运行；在集群上请改用其他方法。",
        "Run it in the desensitization step or by the apply command; on a cluster choose another operator.",
    )


class ResidualFound(Refusal):
    code = "residual-found"
    message = Text(
        "脱敏后仍有敏感内容，位于：{columns}",
        "After desensitizing, sensitive content remains in: {columns}",
    )
    hint = Text("请为这些列选择脱敏方法。", "Choose an operator for these columns.")


class ReversibleUnreasoned(Refusal):
    code = "reversible-unreasoned"
    message = Text(
        "“{column}”用的“{operator}”可由密钥持有人还原，结果仍是个人信息",
        "“{operator}” on {column} can be undone by whoever holds the key: it stays personal information",
    )
    hint = Text(
        "公开发布请改用不可还原的方法；确有需要的，请写明理由，供审查人判断。",
        "For a public release choose a method that cannot be undone, or give the reason for the reviewer.",
    )


class DriftUnanswered(Refusal):
    code = "drift-unanswered"
    message = Text(
        "{release} 已导入，但与 {origin} 的脱敏方案有出入，须人工决定：{columns}",
        "{release} is imported, but differs from what the recipe of {origin} was made for; "
        "a person has to decide on: {columns}",
    )
    hint = Text(
        "请在窗口中打开它，或另给 --recipe，或确认后加 --accept-drift。",
        "Open it in the window, give another --recipe, or say --accept-drift once it is settled.",
    )


# ── hierarchies and anonymity ────────────────────────────────────────────────────────────────


class HierarchyMissing(InputError):
    code = "hierarchy-missing"
    message = Text(
        "文件夹 {folder} 中没有“{column}”的泛化层次",
        "The folder {folder} holds no hierarchy for {column}",
    )
    hint = Text(
        "请放入 {column}.csv，每行一个值及其各级，用分号隔开。",
        "Put {column}.csv there: one line a value, then its levels, separated by semicolons.",
    )


class HierarchyInvalid(InputError):
    code = "hierarchy-invalid"
    message = Text(
        "“{column}”的泛化层次有误：{reason}", "The hierarchy of {column} is wrong: {reason}"
    )
    hint = Text(
        "请在层次文件中改正：每行一个值，从细到粗，同组的值以后也须同组。",
        "Mend the hierarchy: one row a value, from fine to coarse; values once joined stay joined.",
    )


class HierarchyIncomplete(InputError):
    code = "hierarchy-incomplete"
    message = Text(
        "“{column}”的泛化层次缺少 {count} 个值，首个是“{value}”{alike}",
        "The hierarchy of {column} lacks {count} values, the first is “{value}”{alike}",
    )
    hint = Text(
        "请在层次文件中为每个值加一行（现有 {known} 个值），或先在表中改正该值。",
        "Give each of them a line in the hierarchy ({known} values now), or mend the table first.",
    )


class QuasiIdentifierUnique(InputError):
    code = "quasi-identifier-unique"
    message = Text(
        "“{column}”的每一行都不同，是唯一标识，不是准标识符",
        "{column} differs in every row: it identifies by itself and is no quasi-identifier",
    )
    hint = Text(
        "请先删除该列或对它脱敏，不要把它列为准标识符。",
        "Drop or mask this column first, and leave it out of the quasi-identifiers.",
    )


class LatticeTooLarge(InputError):
    code = "lattice-too-large"
    message = Text(
        "{columns} 个准标识符共有 {nodes} 种泛化组合，超过 {most}",
        "{columns} quasi-identifiers have {nodes} combinations of levels, more than {most}",
    )
    hint = Text(
        "请减少准标识符，或使用级数较少的层次。",
        "Use fewer quasi-identifiers, or hierarchies of fewer levels.",
    )


class AnonymityUnreached(Refusal):
    code = "anonymity-unreached"
    message = Text("无法达到所要求的匿名：{reason}", "Such anonymity cannot be reached: {reason}")
    hint = Text(
        "没有写入任何内容。请降低要求，或用更多行、更少的准标识符再试。",
        "Nothing was written. Ask for less, or try with more rows or fewer quasi-identifiers.",
    )


class AnonymityMissed(Refusal):
    code = "anonymity-missed"
    message = Text(
        "脱敏后，按“{columns}”分组，最小一组只有 {found} 行（要求 {k} 行），共涉及 {rows} 行",
        "After desensitizing, the smallest class by {columns} has {found} rows where {k} are asked; "
        "{rows} rows are in classes that fall short",
    )
    hint = Text(
        "请把这些列泛化得更粗，或抑制剩下的行。",
        "Generalise these columns further, or suppress the rows that are left.",
    )


# ── plug-ins and rule packs ──────────────────────────────────────────────────────────────────


class PluginUnknown(InputError):
    code = "plugin-unknown"
    message = Text("没有名为“{id}”的{kind}", "There is no {kind} called “{id}”")
    hint = Text("可用的有：{known}。", "Available: {known}.")


class RegistryIncomplete(InputError):
    code = "registry-incomplete"
    message = Text("安装不完整，缺少{kind}：{missing}", "This installation lacks {kind}: {missing}")
    hint = Text(
        "缺少检测器时不能判断数据是否安全。请重新安装本程序。",
        "Without them nothing can be called safe. Install the program again.",
    )


class PackUnusable(InputError):
    code = "pack-unusable"
    message = Text(
        "规则包 {name} 无法使用：{reason}", "The rule pack {name} cannot be used: {reason}"
    )
    hint = Text(
        "没有规则时不能判断数据是否安全。请重新安装本程序，或更换规则包。",
        "Without rules nothing can be called safe. Install the program again, or replace the pack.",
    )


class RuleInvalid(InputError):
    code = "rule-invalid"
    message = Text(
        "规则包 {name} 的规则 {rule} 无效：{reason}",
        "Rule {rule} of the pack {name} is invalid: {reason}",
    )
    hint = Text(
        "请改正规则包后重试；在此之前不会使用其中任何规则。",
        "Mend the pack and try again; none of its rules is used until then.",
    )


# ── the catalog ──────────────────────────────────────────────────────────────────────────────


class CatalogUnreadable(InputError):
    code = "catalog-unreadable"
    message = Text("无法读取目录表 {name}：{reason}", "The catalog {name} cannot be read: {reason}")
    hint = Text(
        "请用“catalog export --format xlsx”得到的表格填写，不要改动表名和表头。",
        "Fill in a workbook made by “catalog export --format xlsx”; keep its sheets and headers.",
    )


class EntryInvalid(Refusal):
    code = "entry-invalid"
    message = Text(
        "目录信息有 {count} 处问题：{fields}", "The entry has {count} problems: {fields}"
    )
    hint = Text("请改正这些栏目。", "Mend these fields.")


# ── the workflow ─────────────────────────────────────────────────────────────────────────────


class SecretMarked(Refusal):
    code = "secret-marked"
    message = Text(
        "发现国家秘密标志（{places}）。文件未被保存。",
        "A state secrecy mark was found ({places}). The file was not stored.",
    )
    hint = Text(
        "请立即停止操作，断开网络，并报告本单位保密工作机构（保守国家秘密法第二十九条）。",
        "Stop now, disconnect the network, and report to your confidentiality office.",
    )


class ActRefused(Refusal):
    code = "act-refused"
    message = Text("“{state}”的发布不能{act}", "A release that is “{state}” does not admit: {act}")
    hint = Text("现在可以：{allowed}。", "What can be done now: {allowed}.")


class RoleRefused(Refusal):
    code = "role-refused"
    message = Text("{act}须由{role}进行", "Only the {role} can do this: {act}")
    hint = Text("请由{role}用本人的密钥登录。", "Let the {role} log in with their own key.")


class SamePerson(Refusal):
    code = "same-person"
    message = Text(
        "{name} 经手过这份数据，不能审查它", "{name} has handled this data and cannot review it"
    )
    hint = Text(
        "保密审查须由未经手的另一人进行。", "Another person, who did not touch it, must review it."
    )


class ChainBroken(Refusal):
    code = "chain-broken"
    message = Text("证据链在“{link}”处断开：{reason}", "The chain is broken at “{link}”: {reason}")
    hint = Text(
        "内容在签字之后有变动，须重新审查。", "Something changed after signing; review it again."
    )

    @classmethod
    def at(cls, link: str, zh: str, en: str, *, rule: str = "chain") -> Self:
        """Broken at ``link``, for a reason in both languages; ``rule``: which of a platform's it breaks."""
        return cls(link=str(link), reason=Text(zh, en), rule=rule)


class SuiteRefused(ChainBroken):
    code = "suite-refused"
    hint = Text(
        "算法由平台配置和受信名单规定，不会降级；请用规定的算法重新封装或签名。",
        "The profile and the trusted cards say which suites count, and none is negotiated down; "
        "seal or sign again with one of theirs.",
    )

    @classmethod
    def of(cls, link: str, suite: str, allowed: Iterable[str]) -> Self:
        """``link`` was made with a suite that is not among the allowed ones."""
        known = ", ".join(sorted(allowed))
        zh, en = f"算法是 {suite}，只接受 {known}", f"its suite is {suite}; accepted: {known}"
        return cls.at(link, zh, en, rule="suite")


class ReleaseUnknown(InputError):
    code = "release-unknown"
    message = Text("没有编号为 {release} 的发布", "There is no release {release}")
    hint = Text("用 status 查看全部发布。", "See all releases with: status.")


class ArtefactMissing(InputError):
    code = "artefact-missing"
    message = Text("这份发布还没有{kind}", "This release has no {kind} yet")
    hint = Text("请先完成前面的步骤。", "Finish the earlier steps first.")


# ── workspace and keys ───────────────────────────────────────────────────────────────────────


class WorkspaceMissing(InputError):
    code = "workspace-missing"
    message = Text("{path} 不是工作区", "{path} is not a workspace")
    hint = Text("请用 key new 新建，或检查路径。", "Make one with: key new, or check the path.")


class WorkspaceLocked(InputError):
    code = "workspace-locked"
    message = Text(
        "工作区正由另一个程序使用（{holder}）",
        "The workspace is in use by another program ({holder})",
    )
    hint = Text("请关闭另一个窗口或等待它结束。", "Close the other window, or wait for it to end.")


class WorkspaceDamaged(InputError):
    code = "workspace-damaged"
    message = Text(
        "工作区文件 {name} 已损坏：{reason}", "The workspace file {name} is damaged: {reason}"
    )
    hint = Text("请从备份恢复工作区。", "Restore the workspace from its backup.")


class PassphraseWrong(InputError):
    code = "passphrase-wrong"
    message = Text("{name} 的口令不正确", "The passphrase for {name} is wrong")
    hint = Text("请检查大小写和输入法。", "Check capitals and the input method.")


class PassphraseMissing(InputError):
    code = "passphrase-missing"
    message = Text("需要 {name} 的口令", "The passphrase for {name} is needed")
    hint = Text(
        "请设置环境变量 {variable}，或在终端中运行。",
        "Set the environment variable {variable}, or run in a terminal.",
    )


class IdentityUnknown(InputError):
    code = "identity-unknown"
    message = Text("没有名为“{name}”的身份", "There is no identity called “{name}”")
    hint = Text("现有身份：{known}。", "The identities are: {known}.")


class IdentityExists(InputError):
    code = "identity-exists"
    message = Text("已有名为“{name}”的身份", "There already is an identity called “{name}”")
    hint = Text("请换一个名称。", "Choose another name.")


# ── delivery ─────────────────────────────────────────────────────────────────────────────────


class PlatformUnreachable(OutsideError):
    code = "platform-unreachable"
    message = Text("无法连接平台 {address}：{reason}", "Cannot reach {address}: {reason}")
    hint = Text(
        "请检查网络；再次上传会从断点继续。",
        "Check the network; uploading again resumes where it stopped.",
    )


class PlatformUntrusted(OutsideError):
    code = "platform-untrusted"
    message = Text("平台 {address} 的证书不可信：{reason}", "{address} is not trusted: {reason}")
    hint = Text(
        "请核对平台配置中的证书和本机时间。",
        "Check the certificates in the profile, and the clock.",
    )


class PlatformFailed(OutsideError):
    code = "platform-failed"
    message = Text("平台答复 {status}：{reason}", "The platform answered {status}: {reason}")
    hint = Text("请稍后再上传；会从断点继续。", "Upload again later; it resumes where it stopped.")


class PlatformRefused(Refusal):
    code = "platform-refused"
    message = Text("平台拒收：{reason}", "The platform refused the package: {reason}")
    hint = Text("请按理由修改后重新审查、封装。", "Mend what it names, then review and seal again.")


class ReceiptInvalid(Refusal):
    code = "receipt-invalid"
    message = Text("平台回执无效：{reason}", "The platform's receipt is not valid: {reason}")
    hint = Text(
        "请勿视为已送达，并联系平台管理员。",
        "Do not count it as delivered; ask the platform's admin.",
    )


# ── the cluster ──────────────────────────────────────────────────────────────────────────────


class EngineMissing(InputError):
    code = "engine-missing"
    message = Text("用 Spark 运行需要 {what}", "To run on Spark, {what} is needed")
    hint = Text(
        '请安装：pip install "gongkai[spark]"，以及 Java 17；或不加 --engine spark，在本机运行。',
        'Install it: pip install "gongkai[spark]", and Java 17; or run here, without --engine spark.',
    )


class NotForCluster(InputError):
    code = "not-for-cluster"
    message = Text("不能在集群上运行：{what}", "This cannot run on a cluster: {what}")
    hint = Text(
        "请在本机运行（不加 --engine spark），或先用 convert 把文件转成一张规整的 CSV 或 Parquet 表。",
        "Run it here, without --engine spark, or first make a plain CSV or Parquet table with convert.",
    )


class ClusterUnreachable(OutsideError):
    code = "cluster-unreachable"
    message = Text("无法连接 Spark 集群 {master}：{reason}", "Cannot reach {master}: {reason}")
    hint = Text(
        "请检查地址、网络和集群是否在运行。没有写入任何内容。",
        "Check the address, the network, and that the cluster is up. Nothing was written.",
    )


class ClusterFailed(OutsideError):
    code = "cluster-failed"
    message = Text("Spark 集群未能完成：{reason}", "The Spark cluster did not finish: {reason}")
    hint = Text(
        "请查看集群的日志：内存、磁盘，以及各节点上的 Python 和所需的库是否与本机一致。",
        "See the cluster's logs: memory, disks, and that its Python and libraries are those of this machine.",
    )
