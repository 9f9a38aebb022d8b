"""Where a key lies on a token, and what can go wrong there."""

from dataclasses import dataclass

from app.core.errors import InputError, OutsideError, PassphraseWrong
from app.core.text import Text


@dataclass(frozen=True)
class Place:
    """The maker's PKCS#11 library, the token's serial number, the key's label."""

    module: str
    serial: str
    label: str


@dataclass(frozen=True)
class Token:
    """A token that is plugged in: its serial number, and what it is called."""

    serial: str
    label: str


class TokenSupportMissing(InputError):
    code = "token-support-missing"
    message = Text("无法使用密码设备：{reason}", "No token can be used: {reason}")
    hint = Text(
        "请核对厂商 PKCS#11 库的路径和位数，并安装 python-pkcs11。",
        "Check the path of the maker's PKCS#11 library, and install python-pkcs11.",
    )


class TokenMissing(OutsideError):
    code = "token-missing"
    message = Text("密码设备没有应答：{reason}", "The token does not answer: {reason}")
    hint = Text("请插好设备后再试。", "Plug it in, then try again.")


class TokenUnclear(InputError):
    code = "token-unclear"
    message = Text("插着多个密码设备：{serials}", "There are several tokens: {serials}")
    hint = Text(
        "请只插一个，或选定其中一个（命令行用 --serial）。",
        "Leave only one plugged in, or choose one of them (--serial on the command line).",
    )


class TokenKeyWrong(InputError):
    code = "token-key-wrong"
    message = Text(
        "密码设备中的“{label}”不是这张证件的密钥：{reason}",
        "What the token holds as “{label}” is not this card's key: {reason}",
    )
    hint = Text(
        "请换用原来的设备，或在“身份与信任”中换发证件（命令行用 key rotate）。",
        "Use the token that the card was made on, or give out another card under “Identities and trust” "
        "(key rotate on the command line).",
    )

    @classmethod
    def of(cls, place: Place, zh: str, en: str) -> "TokenKeyWrong":
        """Wrong for a reason in both languages."""
        return cls(label=place.label, reason=Text(zh, en))


class PinWrong(PassphraseWrong):
    code = "pin-wrong"
    message = Text("“{name}”的 PIN 不正确", "The PIN for “{name}” is wrong")
    hint = Text(
        "多次输错后设备会锁定，请核对后再输。",
        "The token locks itself after some wrong ones; make sure of it first.",
    )


class PinLocked(PassphraseWrong):
    code = "pin-locked"
    message = Text("“{name}”的 PIN 已锁定", "The PIN for “{name}” is locked")
    hint = Text("请设备管理员解锁。", "Ask whoever administers the tokens to unlock it.")
