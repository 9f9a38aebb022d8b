"""The demo: two example tables travel from the spreadsheet to a verified receipt, and prove it.

The platform is the sandbox on loopback; all else is the real thing. Everything it makes stays in
the folder: workspace, packages, receipts, identity cards, and what was downloaded back.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core import acts, agency, resources
from app.core.delivery.transport import Transport, failed
from app.core.delivery.verify import verify_package
from app.core.errors import OutputExists, SamePerson
from app.core.files import write_atomically
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import REASON_NAMES, Entry, Findings, Kind, Profile, Table, percent
from app.core.review.detector import detectors
from app.core.text import Text, listed
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

MARKER = ".gongkai-demo"
PASSPHRASE = "demo"  # noqa: S105 — the demo's people are invented
EXAMPLES = ("subsistence-allowance.xlsx", "cultural-facilities.csv")

Say = Callable[[Text], None]

_INTACT, _BROKEN = Text("完整", "intact"), Text("不完整", "BROKEN")
_HOLDS, _FAILS = (
    Text("全部成立 ✓", "everything holds ✓"),
    Text("有环节不成立 ✗", "something FAILS ✗"),
)


@dataclass(frozen=True)
class Cast:
    """Who plays: an agency's workspace and people, and a platform that knows them."""

    ws: Workspace
    clerk: Identity
    reviewer: Identity
    sandbox: Sandbox
    folder: Path

    @property
    def profile(self) -> Profile:
        return canonical.read_document(self.sandbox.profile, Profile)


def tell(folder: Path, job: Job, say: Say) -> dict[str, Any]:
    """Run the whole pipeline in ``folder``; the answer's ``ok`` says whether all of it holds.

    A folder of an earlier demo is made anew. Raises OutputExists for any other that is not empty.
    """
    started = time.monotonic()
    prepare_folder(folder)
    say(Text(f"演示文件夹：{folder}", f"Everything is kept in {folder}"))
    sandbox = Sandbox(folder / "platform")
    sandbox.start()
    try:
        with Workspace.create(folder / "workspace", PASSPHRASE) as ws:
            cast = assemble(ws, sandbox, folder, "清溪县民政局（演示）")
            say(
                Text(
                    f"演练平台 {sandbox.address}（双向 TLS）已启动；承办人 张敏，保密审查人 李静",
                    f"Sandbox platform at {sandbox.address} (mutual TLS); clerk 张敏, reviewer 李静",
                )
            )
            datasets = [_publish(cast, name, job, say) for name in EXAMPLES]
            log = ws.verify_log()
    finally:
        sandbox.stop()
    seconds = round(time.monotonic() - started, 2)
    good = log.valid and all(dataset["verified"] for dataset in datasets)
    end = Text("\n事件日志{log}；用时 {n} 秒；{all}", "\nEvent log {log}; {n} s; {all}")
    say(
        end.format(log=_INTACT if log.valid else _BROKEN, n=seconds, all=_HOLDS if good else _FAILS)
    )
    return {"datasets": datasets, "log_verified": log.valid, "seconds": seconds, "ok": good}


def prepare_folder(folder: Path) -> None:
    """An empty folder, or one of an earlier demo made anew. Raises OutputExists for any other."""
    if (folder / MARKER).exists():
        shutil.rmtree(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputExists(name=folder.name)
    write_atomically(folder / MARKER, [])


def assemble(ws: Workspace, sandbox: Sandbox, folder: Path, name: str) -> Cast:
    """An agency's people, whom the platform knows."""
    clerk = ws.new_identity("张敏", "0001", "clerk", name, PASSPHRASE)
    reviewer = ws.new_identity("李静", "0002", "reviewer", name, PASSPHRASE)
    agency.mark_as_drill(ws)
    ws.set_setting("provider", name)
    ws.set_setting("provider_code", "11330000002482090Q")
    sandbox.platform.trust(clerk.card, reviewer.card)
    for card in (clerk.card, reviewer.card):
        write_atomically(folder / "identities" / f"{card.person}.json", [canonical.encode(card)])
    return Cast(ws, clerk, reviewer, sandbox, folder)


def _publish(cast: Cast, example: str, job: Job, say: Say) -> dict[str, Any]:
    """One dataset, from its file to its proof."""
    ws, clerk = cast.ws, cast.clerk
    say(Text(f"\n■ {example}", f"\n■ {example}"))
    release = acts.take_in(ws, clerk, resources.path("examples", example), job)
    table = ws.load_table(release, Kind.TABLE)
    findings = ws.load(release, Kind.FINDINGS, Findings)
    _tell_import(table, findings, say)
    recipe = acts.propose_recipe(ws, release).recipe
    treated = acts.desensitize(ws, clerk, release, recipe, job)
    for effect in treated.effects:
        say(
            Text(
                f"  脱敏  {effect.column}：{effect.description.zh}",
                f"  mask    {effect.column}: {effect.description.en}",
            )
        )
    acts.catalogue(ws, clerk, release, acts.propose_entry(ws, release))
    report = acts.check_quality(ws, clerk, release, job)
    entry = ws.load(release, Kind.ENTRY, Entry)
    catalogued = Text(
        "  编目  {code} {name}，主题 {theme}；质量 {score}",
        "  catalog {code} {name}, {theme}; quality {score}",
    )
    say(
        catalogued.format(
            code=entry.fields["code"],
            name=entry.fields["name"],
            theme=entry.fields["theme"],
            score=percent(report.score),
        )
    )
    _sign(cast, release, job, say)
    package = acts.seal(ws, clerk, release, cast.profile, job)
    delivery = acts.deliver(ws, clerk, release, cast.sandbox.profile, job)
    delivered = Text(
        "  送达  {name}：{n} 字节；平台回执签名有效",
        "  deliver {name}: {n} bytes; the platform's receipt is signed and valid",
    )
    say(delivered.format(name=package.name, n=delivery.sent.bytes_sent))
    proof = _prove(cast, release, package, delivery.receipt.package, job, say)
    return {
        "name": entry.fields["name"],
        "rows": treated.table.rows,
        "findings": [
            {"column": f.column, "type": f.type, "count": f.count} for f in findings.columns
        ],
        "verdict": "公开",
        "package": str(package),
        "receipt": str(delivery.receipt_file),
        "published": str(proof[0]),
        "verified": proof[1],
    }


def _tell_import(table: Table, findings: Findings, say: Say) -> None:
    imported = Text(
        "  导入  {name}：{rows} 行 × {columns} 列，列名在第 {header} 行，剔除 {n} 行（{why}）",
        "  import  {name}: {rows} rows × {columns} columns, header {header}, {n} rows set aside ({why})",
    )
    reasons = [row.reason for row in table.layout.dropped]
    say(
        imported.format(
            name=table.name,
            rows=table.rows,
            columns=len(table.columns),
            header="+".join(map(str, table.layout.header_rows)),
            n=len(reasons),
            why=listed([REASON_NAMES[why] for why in dict.fromkeys(reasons)]),
        )
    )
    for finding in findings.columns:
        sample = finding.sample_masked[0] if finding.sample_masked else ""
        title = detectors.title_of(finding.type)
        say(
            Text(
                f"  发现  {finding.column}：{title.zh} {finding.count} 处，例如 {sample}",
                f"  found   {finding.column}: {title.en} × {finding.count}, e.g. {sample}",
            )
        )
    if not findings.columns:
        say(Text("  发现  没有敏感内容", "  found   nothing sensitive"))


def _sign(cast: Cast, release: str, job: Job, say: Say) -> None:
    """The clerk signs and cannot review; the reviewer can, even if the clerk holds both roles."""
    acts.submit(cast.ws, cast.clerk, release, job)
    basis = resources.pack("signoff").data["basis"]
    two_hats = Identity.new(cast.clerk.card.name, cast.clerk.card.person, "reviewer", "")
    try:
        acts.review(cast.ws, two_hats, release, "公开", basis, "")
    except SamePerson as refusal:
        say(Text(f"  审查  拒绝：{refusal.told('zh')}", f"  review  refused: {refusal.told('en')}"))
    acts.review(cast.ws, cast.reviewer, release, "公开", basis, "")
    say(
        Text(
            f"  审查  {cast.clerk.card.name} 送审，{cast.reviewer.card.name} 签署“公开”",
            f"  review  {cast.clerk.card.name} submitted, {cast.reviewer.card.name} signed “公开”",
        )
    )


def _prove(
    cast: Cast, release: str, package: Path, package_id: str, job: Job, say: Say
) -> tuple[Path, bool]:
    """Verify the package inside out, break a copy of it, and rescan what the public gets."""
    trusted = cast.ws.trusted()
    check = verify_package(package, job, key=cast.ws.vault.sealing_key(), trusted=trusted)
    broken = _broken_copy(package)
    refused = verify_package(broken, job)
    published = cast.folder / "published" / f"{release}.csv"
    _download(cast, f"datasets/{package_id}/data/data.csv", published)
    same = canonical.digest_file(published) == cast.ws.standing(release)[Kind.OUTPUT]
    again = acts.examine(import_file(published, job), job)
    left = [finding for finding in again.columns if finding.level != "public"]
    good = check.valid and not refused.valid and same and not left and again.gate == "clear"
    proven = Text(
        "  验证  证据链 {n} 项{chain}；改动一个字节的副本在“{link}”处被拒；下载复检余 {left} 处 {mark}",
        "  prove   {n} links {chain}; a copy with one byte changed is refused at “{link}”; "
        "{left} findings left in the download {mark}",
    )
    say(
        proven.format(
            n=len(check.checked),
            chain=Text("成立", "hold") if check.valid else Text("不成立", "DO NOT HOLD"),
            link=refused.problems[0].field if refused.problems else "?",
            left=len(left),
            mark="✓" if good else "✗",
        )
    )
    return published, good


def _broken_copy(package: Path) -> Path:
    """The package with one bit of its middle flipped."""
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    copy = package.with_name(f"{package.stem}-tampered.gkp")
    write_atomically(copy, [bytes(data)])
    return copy


def _download(cast: Cast, path: str, target: Path) -> None:
    transport = Transport(cast.profile, cast.sandbox.profile.parent)
    try:
        response = transport.call("GET", path)
    finally:
        transport.close()
    if response.status_code != 200:
        raise failed(response)
    write_atomically(target, [response.content])
