"""What can go wrong with an update; the installed version runs on in every case."""

from app.core.errors import InputError, OutsideError, Refusal
from app.core.text import Text


class UpdateRefused(Refusal):
    code = "update-refused"
    message = Text("更新源的内容不可信：{reason}", "The source of updates is not trusted: {reason}")
    hint = Text(
        "已安装的版本未改动。请向管理员索取新的更新源，并核对本机时间。",
        "The installed version is as it was. Ask the administrators for a new source; check the clock.",
    )


class UpdateUnreachable(OutsideError):
    code = "update-unreachable"
    message = Text(
        "无法读取更新源 {source}：{reason}", "Cannot read the updates at {source}: {reason}"
    )
    hint = Text(
        "请检查共享、介质或网络后重试；已取得的部分不会重取。",
        "Check the share, medium or network and try again; what is there already is not fetched again.",
    )


class UpdateFailed(OutsideError):
    code = "update-failed"
    message = Text(
        "新版本没有通过自检：{reason}", "The new version does not pass its self-check: {reason}"
    )
    hint = Text(
        "已恢复原版本。请报告管理员。", "The version of before is back. Tell the administrators."
    )


class UpdatesOff(InputError):
    code = "updates-off"
    message = Text("没有指定更新源", "No source of updates is named")
    hint = Text(
        "更新默认关闭。请在策略中给出 update_source，或使用 --source 和 --root。",
        "Updates are off at first. Name update_source in the policy, or give --source and --root.",
    )


class NotInstalled(InputError):
    code = "not-installed"
    message = Text("本程序不是由安装包安装的", "This program was not installed by an installer")
    hint = Text("请用原来的方式更新。", "Update it in the way that it came.")


class ByPackageManager(InputError):
    code = "by-package-manager"
    message = Text("本程序由软件包管理器安装", "This program was installed by the package manager")
    hint = Text(
        "请用 update fetch -o 文件夹 取得已核验的 deb，再用 apt-get install 安装。",
        "Get the verified deb with update fetch -o FOLDER, then install it with apt-get install.",
    )


class NothingStaged(InputError):
    code = "nothing-staged"
    message = Text("还没有取得新版本", "No new version was fetched")
    hint = Text("请先运行 update fetch。", "Run update fetch first.")
