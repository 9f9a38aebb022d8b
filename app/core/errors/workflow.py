"""Refusals of the workflow: what may not happen yet, or not by this person."""

from collections.abc import Iterable
from typing import Self

from app.core.errors.base import InputError, Refusal
from app.core.text import Text


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
    message = Text("{act}须由{role}进行", "Only the {role} can {act}")
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
    hint = Text(
        "请在发布清单中查看全部发布（命令行用 status）。",
        "See them all in the list of releases (status on the command line).",
    )


class ArtefactMissing(InputError):
    code = "artefact-missing"
    message = Text("这份发布还没有{kind}", "This release has no {kind} yet")
    hint = Text("请先完成前面的步骤。", "Finish the earlier steps first.")
