"""What can go wrong between two computers."""

from app.core.errors import InputError, Refusal
from app.core.text import Text


class CodeMissing(InputError):
    code = "code-missing"
    message = Text(
        "{name}（工号 {person}，{organisation}）的名片还没有核对",
        "The card of {name} ({person}, {organisation}) has not been compared yet",
    )
    hint = Text(
        "请当面或打电话向本人核对校验码，再把对方念出的码填入（命令行用 --code）。",
        "Ask its owner, face to face or by telephone, for the code, and give what they say (--code on the "
        "command line).",
    )


class CodeWrong(Refusal):
    code = "code-wrong"
    message = Text(
        "校验码不符：这张名片不是对方手里的那一张",
        "The code does not fit: this is not the card that its owner has",
    )
    hint = Text(
        "请勿使用这张名片；请对方重新导出并当面交给您。",
        "Do not use this card; have its owner export it again and hand it over in person.",
    )


class CardUnusable(InputError):
    code = "card-unusable"
    message = Text("这不是名片文件：{name}", "This is no card: {name}")
    hint = Text(
        "请对方点“导出我的名片”，重新导出（命令行用 key address 或 key card）。",
        "Have its owner export it again: “Export my card” (key address or key card on the command line).",
    )


class CorrespondentUnknown(InputError):
    code = "correspondent-unknown"
    message = Text("没有核对过名为“{name}”的名片", "No card called “{name}” has been compared here")
    hint = Text(
        "已核对的：{known}。请先收取对方的名片（命令行用 key import）。",
        "There are: {known}. Take their card first (key import on the command line).",
    )


class AddressMissing(InputError):
    code = "address-missing"
    message = Text(
        "“{name}”的名片没有收件密钥，不能加密给对方",
        "The card of {name} has no sealing key, nothing can be sealed for them",
    )
    hint = Text(
        "请对方点“导出我的名片”，重新导出（命令行用 key address）。",
        "Have them export it again: “Export my card” (key address on the command line).",
    )


class SenderUnknown(Refusal):
    code = "sender-unknown"
    message = Text(
        "寄件人“{name}”（{organisation}）的名片没有在本机核对过",
        "The card of the sender, “{name}” of {organisation}, has not been compared here",
    )
    hint = Text(
        "请先向寄件人要名片，像送审单一样收取，并核对校验码（命令行用 key import）。",
        "Ask the sender for their card, take it like this letter, and compare its code (key import on the "
        "command line).",
    )


class RequestOutdated(Refusal):
    code = "request-outdated"
    message = Text(
        "这份送审单已过时：“{release}”后来又送审过",
        "This request is outdated: {release} has been submitted again since",
    )
    hint = Text("请看较新的那一份。", "Look at the newer one.")


class NotFromHere(Refusal):
    code = "not-from-here"
    message = Text(
        "这份审查意见不是给本工作区的", "This verdict is not on a release of this workspace"
    )
    hint = Text("请交给送审的那台电脑。", "Take it to the computer that asked for it.")


class VerdictConflict(Refusal):
    """A verdict that cannot stand beside what stands; nothing is overwritten."""


class RequestChanged(VerdictConflict):
    code = "request-changed"
    message = Text(
        "“{name}”的意见（{opinion}）针对的是另一份送审单：内容已变动或已撤回",
        "The opinion of {name} ({opinion}) is on another request: it was changed or taken back",
    )
    hint = Text("请重新送审。", "Submit it, and hand it over, anew.")


class TwoOpinions(VerdictConflict):
    code = "two-opinions"
    message = Text(
        "“{name}”在同一级已签过另一份意见，新来的是“{opinion}”",
        "{name} has signed another opinion at this level; the new one is {opinion}",
    )
    hint = Text(
        "先到的有效；请与本人核实，必要时退回重审。",
        "The first one stands; ask them, and have it returned if need be.",
    )


class OtherReport(VerdictConflict):
    code = "other-report"
    message = Text(
        "“{name}”的意见（{opinion}）依据的是另一份汇聚比对报告",
        "{name} ({opinion}) has weighed another convergence report than those who signed before",
    )
    hint = Text(
        "请把现有意见连同报告移交给该审查人，由其重新签署。",
        "Hand the release over to them again, with the report that stands, to be signed anew.",
    )


class NotAwaited(VerdictConflict):
    code = "not-awaited"
    message = Text(
        "“{name}”的意见（{opinion}）不能计入：{reason}",
        "The opinion of {name} ({opinion}) does not count: {reason}",
    )
    hint = Text(
        "现有的意见不变；请与有关的人核实。",
        "What stands is unchanged; talk to those concerned.",
    )
