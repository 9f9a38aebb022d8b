"""Errors of plug-ins and rule packs."""

from app.core.errors.base import InputError
from app.core.text import Text


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
