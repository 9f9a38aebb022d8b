"""Errors of the way to a platform and back."""

from app.core.errors.base import OutsideError, Refusal
from app.core.text import Text


class PlatformUnreachable(OutsideError):
    code = "platform-unreachable"
    message = Text("无法连接平台 {address}：{reason}", "Cannot reach {address}: {reason}")
    hint = Text(
        "请检查网络，再试一次；做完的不会重做，上传从断点继续。",
        "Check the network and try again: nothing is done twice, and an upload resumes where it stopped.",
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
    hint = Text(
        "请稍后再试；做完的不会重做，上传从断点继续。",
        "Try again later: nothing is done twice, and an upload resumes where it stopped.",
    )


class PlatformRefused(Refusal):
    code = "platform-refused"
    message = Text("平台拒绝：{reason}", "The platform refused: {reason}")
    hint = Text(
        "请按理由改正后再试；数据或目录有变动的，须重新审查、封装。",
        "Mend what it names and try again; changed data or a changed entry is reviewed and sealed anew.",
    )


class ReceiptInvalid(Refusal):
    code = "receipt-invalid"
    message = Text("平台回执无效：{reason}", "The platform's receipt is not valid: {reason}")
    hint = Text(
        "请勿视为已送达，并联系平台管理员。",
        "Do not count it as delivered; ask the platform's admin.",
    )
