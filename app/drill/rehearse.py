"""The drill itself: a department publishes invented data, and everything that can go wrong is tried.

Marked 演练 wherever a person or a platform could look: the agency, its datasets and the platform are called
so, and none of these people's cards is known to a real platform.
"""

import dataclasses
import datetime
import threading
from collections.abc import Iterator
from pathlib import Path

from app.core import acts, resources
from app.core.delivery.connector import Sent
from app.core.delivery.deliver import deliver as send
from app.core.delivery.verify import verify_receipt
from app.core.errors import ChainBroken, PlatformRefused, SamePerson
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Entry, Envelope, Kind
from app.core.text import Language, Text
from app.core.trust.identity import Identity
from app.core.workspace import exported_log
from app.core.workspace.store import Workspace
from app.demo import PASSPHRASE, Cast, Say, assemble, prepare_folder
from app.drill import report
from app.drill.scene import Result, Scene, Unexpected, run
from app.sandbox.server import Sandbox

REPORT = "report.html"
AGENCY = "清溪县民政局（演练）"
EXAMPLE = "subsistence-allowance.xlsx"
REASON = "演练"
DOWN = 1.0  # seconds that the platform is away


def rehearse(folder: Path, job: Job, say: Say, language: Language) -> list[Result]:
    """Play every scene in ``folder``, and leave the report there.

    Raises OutputExists for a folder that is neither empty nor of an earlier drill or demo.
    """
    prepare_folder(folder)
    began = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    sandbox = Sandbox(folder / "platform")
    sandbox.start()
    with Workspace.create(folder / "workspace", PASSPHRASE) as ws:
        drill = _Drill(assemble(ws, sandbox, folder, AGENCY), job)
        try:
            results = [_told(run(scene), say) for scene in drill.scenes()]
        finally:
            drill.platform.stop()
    write_atomically(folder / REPORT, [report.page(results, began, language)])
    return results


def _told(result: Result, say: Say) -> Result:
    mark = "✓" if result.good else "✗"
    say(Text(f"{mark} 【演练】{result.title.zh}：{result.told.zh}",
             f"{mark} [drill] {result.title.en}: {result.told.en}"))  # fmt: skip
    return result


class _Drill:
    """What the scenes hand on to each other."""

    def __init__(self, cast: Cast, job: Job) -> None:
        self.cast, self.job = cast, job
        self.platform = cast.sandbox
        self.first = self.second = ""

    def scenes(self) -> Iterator[Scene]:
        """In this order: each builds on those before."""
        yield Scene(Text("准备并送审", "prepare and submit"), self._submit)
        yield Scene(Text("承办人审查自己", "the clerk reviews"), self._review_oneself, SamePerson)
        yield Scene(Text("审查并封装", "review and seal"), self._seal)
        yield Scene(Text("封装包被改动", "tampered package"), self._send_tampered, PlatformRefused)
        yield Scene(
            Text("平台中断后恢复", "platform down, and back"), self._send_interrupted, fault=True
        )
        yield Scene(
            Text("回执丢失后重送", "receipt lost, sent again"), self._deliver_twice, fault=True
        )
        yield Scene(Text("准备勘误", "prepare a correction"), self._prepare_correction)
        yield Scene(Text("旧回执冒充", "replayed receipt"), self._replay_receipt, ChainBroken)
        yield Scene(Text("勘误替换旧数据", "a correction replaces"), self._correct)
        yield Scene(Text("日志被改动", "altered log"), self._alter_log, fault=True)
        yield Scene(Text("紧急下架", "emergency stop"), self._stop)
        yield Scene(Text("日志核验", "verify the log"), self._verify_log)

    def _submit(self) -> Text:
        self.first = self._submitted("")
        return Text(f"{self.first} 待审查", f"{self.first} awaits its review")

    def _review_oneself(self) -> Text:
        clerk = self.cast.clerk.card
        self._review(self.first, Identity.new(clerk.name, clerk.person, "reviewer", AGENCY))
        return _WENT_THROUGH

    def _seal(self) -> Text:
        self._review(self.first, self.cast.reviewer)
        package = acts.seal(self.cast.ws, self.cast.clerk, self.first, self.cast.profile, self.job)
        return Text(f"{package.stat().st_size} 字节", f"{package.stat().st_size} bytes")

    def _send_tampered(self) -> Text:
        data = bytearray(self.cast.ws.outbox(self.first).read_bytes())
        data[len(data) // 2] ^= 1
        copy = self.cast.folder / "tampered.gkp"
        write_atomically(copy, [bytes(data)])
        send(copy, self.platform.profile, self.job)
        return _WENT_THROUGH

    def _send_interrupted(self) -> Text:
        """The client waits and goes on by itself once the platform is there again."""
        self.platform.stop()
        back = threading.Timer(DOWN, self._restart)
        back.start()
        try:
            send(self.cast.ws.outbox(self.first), self.platform.profile, self.job)
        finally:
            back.join()
        return Text("恢复后自动续传", "it went on by itself")

    def _restart(self) -> None:
        self.platform = Sandbox(self.cast.folder / "platform")  # it comes up where it was
        self.platform.start()

    def _deliver_twice(self) -> Text:
        ws = self.cast.ws
        lost = send(ws.outbox(self.first), self.platform.profile, self.job).sent.receipt
        again = self._delivered(self.first)
        if again.receipt != lost or again.bytes_sent or self._served() != [self.first]:
            raise Unexpected(Text("发布了两次", "it was published twice"))
        return Text("同一回执，没有重复发布", "the same receipt, published once")

    def _prepare_correction(self) -> Text:
        ws = self.cast.ws
        self.second = self._submitted(self.first)
        self._review(self.second, self.cast.reviewer)
        acts.seal(ws, self.cast.clerk, self.second, self.cast.profile, self.job)
        return Text(f"{self.second} 更正 {self.first}", f"{self.second} corrects {self.first}")

    def _replay_receipt(self) -> Text:
        ws = self.cast.ws
        old = ws.load(self.first, Kind.RECEIPT, Envelope)
        platform = self.cast.profile.platform
        assert platform is not None  # noqa: S101 — the sandbox signs what it takes
        verify_receipt(old, ws.outbox(self.second), platform)
        return _WENT_THROUGH

    def _correct(self) -> Text:
        self._delivered(self.second)
        if self._served() != [self.second]:
            raise Unexpected(Text("旧数据仍在公开", "the old data is served still"))
        return Text(f"只公开 {self.second}", f"only {self.second} is served")

    def _alter_log(self) -> Text:
        path = self.cast.folder / "log.jsonl"
        self.cast.ws.export_log(self.cast.reviewer, path, overwrite=True)
        trusted = self.cast.ws.trusted()
        if not exported_log.verify(path, trusted).valid:
            raise Unexpected(Text("原日志未通过核验", "the log itself does not hold"))
        told = path.read_bytes()
        path.write_bytes(told.replace(b'\\"approve\\"', b'\\"refuse\\"'))
        check = exported_log.verify(path, trusted)
        if check.valid:
            raise Unexpected(_WENT_THROUGH)
        first = check.problems[0]
        return Text(f"{first.field}：{first.message.zh}", f"{first.field}: {first.message.en}")

    def _stop(self) -> Text:
        scope = acts.Scope(provider=AGENCY)
        stopped = acts.emergency_stop(
            self.cast.ws, self.cast.clerk, scope, REASON, self.platform.profile, self.job
        )
        if self._served() or any(each.error for each in stopped):
            raise Unexpected(Text("仍有数据在公开", "something is public still"))
        return Text(f"{len(stopped)} 项已下架", f"{len(stopped)} taken down")

    def _verify_log(self) -> Text:
        check = self.cast.ws.verify_log()
        if not check.valid:
            raise Unexpected(check.problems[0].message)
        return Text("完整：{what}", "holds: {what}").format(what=", ".join(check.checked))

    def _submitted(self, corrects: str) -> str:
        """A release of the example, marked as a drill's, that awaits its review."""
        ws, clerk, job = self.cast.ws, self.cast.clerk, self.job
        release = acts.take_in(ws, clerk, resources.path("examples", EXAMPLE), job)
        acts.desensitize(ws, clerk, release, acts.propose_recipe(ws, release).recipe, job)
        entry = acts.propose_entry(ws, release)
        if corrects:
            fields = ws.load(corrects, Kind.ENTRY, Entry).fields
        else:
            fields = entry.fields | {"name": f"【演练】{entry.fields['name']}"}
        acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))
        acts.check_quality(ws, clerk, release, job)
        if corrects:
            acts.correct(ws, clerk, release, corrects, REASON)
        acts.submit(ws, clerk, release, job)
        return release

    def _review(self, release: str, reviewer: Identity) -> None:
        basis = resources.pack("signoff").data["basis"]
        acts.review(self.cast.ws, reviewer, release, "公开", basis, REASON)

    def _delivered(self, release: str) -> Sent:
        ws, clerk = self.cast.ws, self.cast.clerk
        return acts.deliver(ws, clerk, release, self.platform.profile, self.job).sent

    def _served(self) -> list[str]:
        return [item.release for item in self.platform.platform.catalog()]


_WENT_THROUGH = Text("没有被拒绝", "it was not refused")
