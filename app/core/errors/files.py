"""Errors of files that are read or written."""

from collections.abc import Sequence

from app.core.errors.base import InputError
from app.core.text import Text


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


class SyntaxBroken(FileUnreadable):
    """JSON or XML that breaks its own rules: no office program would mend it."""

    code = "syntax-broken"
    hint = Text(
        "请从原系统重新导出，或用文本编辑器改正所指的位置。",
        "Export it anew where it came from, or mend the place named in a text editor.",
    )


class RecordsMissing(FileUnreadable):
    """A page or a document that is whole, and holds nothing to make a table of."""

    code = "records-missing"
    hint = Text(
        "请打开核对内容：可能是登录页、出错提示或空的查询结果。请从原系统重新下载或导出。",
        "Look inside: it may be a login page, an error message or an empty result. Download or "
        "export it anew.",
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
        "无法确定 {name} 的编码{candidates}",
        "The encoding of {name} is unclear{candidates}",
    )
    hint = Text(
        "请在导入时选择编码（命令行用 --encoding），对照预览确认；或把文件另存为 UTF-8。",
        "Choose one by its preview (--encoding on the command line), or save the file as UTF-8.",
    )

    @staticmethod
    def among(names: Sequence[str]) -> Text:
        """The parameter ``candidates``: the encodings that it may be; nothing where there are none."""
        if not names:
            return Text("", "")
        return Text(f"，可能是：{'、'.join(names)}", f"; it may be: {', '.join(names)}")

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
    hint = Text(
        "请换一个名称（命令行可加 --force 覆盖）。",
        "Choose another name (or add --force on the command line).",
    )


class OutputUnwritable(InputError):
    code = "output-unwritable"
    message = Text("无法写入 {name}：{reason}", "Cannot write {name}: {reason}")
    hint = Text("请检查磁盘空间和写入权限。", "Check the free space and your rights there.")


class DocumentInvalid(InputError):
    code = "document-invalid"
    message = Text("{name} 不是有效的{kind}：{reason}", "{name} is not a valid {kind}: {reason}")
    hint = Text("请改正所指的位置后重试。", "Mend the place named and try again.")
