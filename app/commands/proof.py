"""Commands that prove: verify, self-check, demo, drill."""

import argparse
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from cryptography.hazmat.backends.openssl import backend

from app import __version__
from app.commands.console import Console, Outcome
from app.commands.opening import workspace_secret
from app.commands.problems import problem_lines, problems_json
from app.commands.trusting import add_trust, received, trusted_cards
from app.core import built, families, resources
from app.core.delivery.package import MAGIC
from app.core.delivery.verify import verify_package, verify_receipt
from app.core.errors import ChainBroken, FileMissing
from app.core.model import Check, Envelope, Problem, Profile, Receipt
from app.core.trust import canonical, dsse
from app.core.workspace import database, exported_log
from app.core.workspace.store import is_workspace, verify_log
from app.demo import tell
from app.drill.rehearse import REPORT, rehearse


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("verify", parents=[common], help="a package, receipt or log")
    parser.add_argument("file", type=Path, help="package, receipt, log, or workspace folder")
    parser.add_argument("--package", type=Path, help="the package that a receipt is for")
    add_trust(parser)
    parser.set_defaults(command=verify)

    parser = commands.add_parser("self-check", parents=[common], help="what is installed")
    parser.set_defaults(command=self_check)

    parser = commands.add_parser("demo", parents=[common], help="the whole pipeline, on loopback")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-demo"))
    parser.set_defaults(command=demo)

    parser = commands.add_parser(
        "drill", parents=[common], help="the way out, and its faults tried"
    )
    parser.add_argument("--dir", type=Path, default=Path("gongkai-drill"))
    parser.set_defaults(command=drill)


def verify(args: argparse.Namespace, console: Console) -> Outcome:
    """Offline; what could not be looked at for want of a key is listed as unchecked."""
    if is_workspace(args.file):
        check, _ = verify_log(args.file, *workspace_secret(args.file))
    elif not args.file.is_file():
        raise FileMissing(name=args.file.name)
    elif exported_log.is_exported_log(args.file):
        receipts = [canonical.read_document(path, Envelope) for path in args.receipt]
        check = exported_log.verify(args.file, trusted_cards(args.trust), receipts)
    elif _is_receipt(args.file):
        check = _check_receipt(args)
    else:
        trusted = trusted_cards(args.trust, received(args))
        check = verify_package(args.file, console, trusted=trusted)
    data = {
        "valid": check.valid,
        "problems": problems_json(check.problems, console),
        "checked": list(check.checked),
        "unchecked": list(check.unchecked),
    }
    lines = problem_lines(check.problems, console) or [f"✓ {', '.join(check.checked)}"]
    if check.unchecked:
        lines.append(f"? {', '.join(check.unchecked)}")
    return Outcome(data, lines, good=check.valid)


def self_check(args: argparse.Namespace, console: Console) -> Outcome:
    """Every registry against the policy and against what was built, every pack with its digest."""
    lacking = families.check()
    wrong = lacking or built.check(__version__)
    problems = [error.told(console.language) for error in wrong]
    data: dict[str, Any] = {
        family.family: [{"id": id, "version": version} for id, version in family.versions().items()]
        for family in (() if lacking else families.FAMILIES)
    }
    # To those who call it, whatever writes a file for others is an exporter.
    data["exporters"] = data.pop("writers", []) + data.pop("formats", [])
    data["fonts"] = [{"id": name} for name in _chinese_fonts()]
    data["packs"] = [
        {"name": p.name, "version": p.version, "sha256": p.sha256} for p in resources.packs()
    ]
    data["crypto"] = [
        {"id": "openssl", "version": backend.openssl_version_text()},
        {"id": "sqlcipher", "version": database.version()},
    ]
    data |= {"ok": not problems, "problems": problems}
    lines = [
        f"{name}: {', '.join(item.get('id') or item['name'] for item in items)}"
        for name, items in data.items()
        if isinstance(items, list) and name != "problems"
    ]
    return Outcome(data, [*lines, *problems, "✓" if not problems else "✗"], good=not problems)


def demo(args: argparse.Namespace, console: Console) -> Outcome:
    """The story of two datasets, proven."""
    outcome = tell(args.dir, console, console.say)
    return Outcome(outcome, good=outcome["ok"])


def drill(args: argparse.Namespace, console: Console) -> Outcome:
    """Every step and every fault, and whether it went as it must; the report lies in the folder."""
    results = rehearse(args.dir, console, console.say, console.language)
    data = {
        "drill": True,
        "report": str(args.dir / REPORT),
        "scenes": [
            {
                "title": each.title.to(console.language),
                "fault": each.is_fault,
                "good": each.good,
                "told": each.told.to(console.language),
                "seconds": round(each.seconds, 3),
            }
            for each in results
        ],
    }
    return Outcome(data, [data["report"]], good=all(each.good for each in results))


def _chinese_fonts() -> list[str]:
    """Families that can show Chinese, as fontconfig or the Windows fonts folder knows them."""
    if os.name == "nt":
        folder = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        names = ("msyh.ttc", "simsun.ttc", "simhei.ttf", "Deng.ttf")
        return [name for name in names if (folder / name).exists()]
    tool = shutil.which("fc-list")
    if tool is None:
        return []
    listed = subprocess.run(  # noqa: S603 — a fixed command
        [tool, ":lang=zh-cn", "family"], capture_output=True, encoding="utf-8", check=False
    )
    return sorted({line.split(",")[0] for line in listed.stdout.splitlines() if line})


def _is_receipt(path: Path) -> bool:
    """A receipt is a JSON document; a damaged package is still treated as a package."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    return path.suffix == ".json" and head.startswith(b"{")


def _check_receipt(args: argparse.Namespace) -> Check:
    checked, unchecked = ["signature"], []
    platform = canonical.read_document(args.profile, Profile).platform if args.profile else None
    try:
        envelope = canonical.read_document(args.file, Envelope)
        receipt = dsse.verify(envelope, Receipt, "receipt", (platform,) if platform else None)
        (checked if platform else unchecked).append("signers")
        if args.package:
            verify_receipt(envelope, args.package, receipt.signer)
        (checked if args.package else unchecked).append("package")
    except ChainBroken as error:
        text = error.message.format(**error.params)
        return Check(False, (Problem("receipt", error.code, text),), tuple(checked))
    return Check(True, (), tuple(checked), tuple(unchecked))
