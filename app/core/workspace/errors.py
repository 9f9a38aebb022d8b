"""What can go wrong with the workspace's keys and its encryption."""

from app.core.errors import InputError, Refusal
from app.core.text import Text


class CipherMissing(InputError):
    code = "cipher-missing"
    message = Text(
        "本机没有可用的 SQLCipher（{machine}）：{reason}",
        "There is no working SQLCipher on this computer ({machine}): {reason}",
    )
    hint = Text(
        "请安装适用于本机的 sqlcipher3；工作区不会以明文保存。",
        "Install sqlcipher3 for this computer; a workspace is never kept in the clear.",
    )


class SlotUnknown(InputError):
    code = "slot-unknown"
    message = Text("没有名为“{name}”的密钥槽", "There is no key slot called “{name}”")
    hint = Text(
        "请在“密钥与留存”中查看现有的密钥槽（命令行用 vault slots）。",
        "See under “Keys and retention” which there are (vault slots on the command line).",
    )


class SlotMissing(InputError):
    code = "slot-missing"
    message = Text("这个工作区没有{kind}的密钥槽", "This workspace has no key slot of kind {kind}")
    hint = Text(
        "请用别的方式打开，再在“密钥与留存”中添加（命令行用 vault add）。",
        "Open it in another way, then add one under “Keys and retention” (vault add on the command line).",
    )


class LastSlot(Refusal):
    code = "last-slot"
    message = Text(
        "“{name}”是最后一个可用的密钥槽，不能删除",
        "“{name}” is the last key slot that works; it cannot be removed",
    )
    hint = Text(
        "请先在“密钥与留存”中添加另一个（命令行用 vault add）。",
        "Add another one first under “Keys and retention” (vault add on the command line).",
    )


class SlotClosed(InputError):
    code = "slot-closed"
    message = Text(
        "更换工作区密钥时，这种打开方式没有带上，已经关闭",
        "This way of opening was closed when the workspace’s key was changed",
    )
    hint = Text(
        "请由更换密钥的人打开，再重新添加（命令行用 vault add）。",
        "Have it opened by whoever changed the key, then add it anew (vault add on the command line).",
    )


class KeyringUnavailable(InputError):
    code = "keyring-unavailable"
    message = Text("系统密钥环不可用：{reason}", "The system's keyring cannot be used: {reason}")
    hint = Text(
        "请登录桌面并解锁密钥环，或设置 GONGKAI_PASSPHRASE 用口令打开。",
        "Log in to the desktop and unlock the keyring, or open with a passphrase: GONGKAI_PASSPHRASE.",
    )


class RecoveryKeyWrong(InputError):
    code = "recovery-key-wrong"
    message = Text("这把恢复密钥打不开这个工作区", "This recovery key does not open this workspace")
    hint = Text(
        "请使用添加密钥槽时那把公钥所对应的私钥。",
        "Use the private key whose public part the slot was made for.",
    )


class ContentShredded(Refusal):
    code = "content-shredded"
    message = Text(
        "{kind}已按留存期限于 {day} 销毁",
        "The {kind} was shredded on {day}, when its time was up",
    )
    hint = Text(
        "脱敏结果、目录和签名仍在；如需原始数据请重新导入。",
        "Output, entry and signatures are still here; import the original again if it is needed.",
    )


class ContentWithheld(Refusal):
    code = "content-withheld"
    message = Text(
        "送审单位没有移交{kind}，本机只有它的摘要",
        "The {kind} was not handed over; only its digest is here",
    )
    hint = Text(
        "需要查看时，请承办人连同原始数据重新移交。",
        "If it has to be seen, ask the clerk to hand the release over with the original.",
    )


class OriginalsNeeded(Refusal):
    code = "originals-needed"
    message = Text(
        "{release} 尚未送达或答复，原始数据还要用到",
        "{release} is not delivered or answered yet; its original data is still needed",
    )
    hint = Text(
        "送达之后再销毁；收到的送审在交回意见之后。",
        "Shred it once the release is delivered, or the answer to who sent it has gone back.",
    )
