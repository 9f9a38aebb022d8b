"""Errors of the workspace and its keys."""

from app.core.errors.base import InputError
from app.core.text import Text


class WorkspaceMissing(InputError):
    code = "workspace-missing"
    message = Text(
        "{path} 不是工作区，或没有读取权限",
        "{path} is not a workspace, or you have no right to read it",
    )
    hint = Text(
        "请检查路径和权限；还没有的，在窗口中新建（命令行用 key new）。",
        "Check the path and your rights; where there is none yet, the window makes one (key new on the command line).",
    )


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
    message = Text("口令不正确：{name}", "The passphrase for {name} is wrong")
    hint = Text("请检查大小写和输入法。", "Check capitals and the input method.")


class PassphraseMissing(InputError):
    code = "passphrase-missing"
    message = Text("需要口令：{name}", "The passphrase for {name} is needed")
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
