"""Why a policy pack does not hold, and what it forbids."""

from app.core.errors import ChainBroken, InputError, Refusal
from app.core.text import Text

LINK = "policy"


class PolicyInvalid(ChainBroken):
    code = "policy-invalid"
    message = Text("策略包无效：{reason}", "The policy pack does not hold: {reason}")
    hint = Text(
        "请向管理员索取新的策略包。此前验证过的策略继续有效；一份也没有时，本机不能办理业务。",
        "Ask the administrators for a new one. The policy that was good before stays in force; where there "
        "never was one, nothing is done on this computer.",
    )


class PolicyUnfit(PolicyInvalid):
    """Told to the administrator who makes the pack: nobody else has it yet."""

    hint = Text(
        "请修改策略文件夹中的相应内容，再制作一次。",
        "Mend it in the policy's folder, and build again.",
    )


class PolicyOlder(PolicyInvalid):
    code = "policy-older"


class PolicyNewer(PolicyInvalid):
    code = "policy-newer"
    hint = Text("请先升级本程序。", "Upgrade this program first.")


class PolicyMissing(InputError):
    code = "policy-missing"
    message = Text(
        "管理员的策略包不见了：{path}", "The administrators' policy pack is gone: {path}"
    )
    hint = Text(
        "此前的策略继续有效。要停用策略，请管理员下发一份不含设置的新版本。",
        "The policy of before stays in force. To end it, administrators give out a new version without settings.",
    )


class PolicyExpired(Refusal):
    code = "policy-expired"
    message = Text("策略包已于 {day} 到期", "The policy pack expired on {day}")
    hint = Text(
        "锁定的设置仍然有效；在管理员下发新版本之前不能送出数据。",
        "What it locks stays locked; nothing is sent until administrators give out a new version.",
    )


class SettingLocked(Refusal):
    code = "setting-locked"
    message = Text(
        "“{name}”由管理员策略锁定（{organisation}，第 {version} 版）",
        "“{name}” is locked by the administrators' policy ({organisation}, version {version})",
    )
    hint = Text("需要更改时请联系管理员。", "Ask the administrators if it has to change.")


class PolicyForbids(Refusal):
    code = "policy-forbids"
    message = Text("管理员策略不允许：{what}", "The administrators' policy does not allow: {what}")
    hint = Text("允许的是：{allowed}。", "Allowed: {allowed}.")


class PlatformUnknown(InputError):
    code = "policy-platform-unknown"
    message = Text("策略包内没有平台“{id}”", "The policy pack has no platform “{id}”")
    hint = Text("包内平台：{known}。", "Its platforms: {known}.")
