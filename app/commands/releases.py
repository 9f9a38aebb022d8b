"""Commands over a workspace: settings, review, seal, status; key stands beside."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from app.commands.answers import (
    add_comments,
    answers_json,
    answers_lines,
    awaited_json,
    awaited_line,
    comments,
)
from app.commands.carrying import AWAITED, awaited
from app.commands.console import Console, Outcome
from app.commands.convergence import convergence_json, convergence_lines
from app.commands.incoming import (
    add_input,
    add_period,
    add_population,
    is_one,
    plan,
    population,
    wish,
)
from app.commands.keys import add_key, card_json, card_lines
from app.commands.notices import notice_lines, notices_json
from app.commands.opening import (
    add_places,
    open_workspace,
    unlock,
)
from app.commands.output import add_output, refuse_existing
from app.commands.papers import add_papers
from app.commands.profile_option import add_profile
from app.core import acts, agency, pipeline
from app.core.errors import DriftUnanswered, ParameterInvalid
from app.core.files import write_atomically
from app.core.fleet.standing import standing
from app.core.intake.layout.renames import of_lines, with_renames
from app.core.model import Entry, Kind, Profile, Recipe
from app.core.pipeline import STATE_NAMES
from app.core.review.linkage.converge import Convergence
from app.core.review.policy import installed
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Release, Workspace


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    add_key(commands, here, common, signing)
    _add_settings(commands, here)
    _add_review(commands, here, signing)
    _add_seal(commands, signing)
    parser = commands.add_parser("status", parents=[here])
    parser.set_defaults(command=status)


def _add_settings(commands: Any, here: argparse.ArgumentParser) -> None:
    parser = commands.add_parser("settings", parents=[here])
    parser.add_argument("--province", help="whose grades count")
    parser.add_argument("--route", help="who signs what is submitted from now on")
    own = parser.add_mutually_exclusive_group()
    own.add_argument("--pack", type=Path, metavar="DIR", help="take over own rules from a folder")
    own.add_argument("--no-pack", action="store_true", help="do without own rules")
    parser.add_argument("--as", dest="name", help="who changes them; the log tells")
    parser.set_defaults(command=settings)


def _add_review(
    commands: Any, here: argparse.ArgumentParser, signing: argparse.ArgumentParser
) -> None:
    review = commands.add_parser("review").add_subparsers(required=True)
    parser = review.add_parser("new", parents=[signing], help="prepare a file and submit it")
    add_input(parser, many=True)
    add_period(parser)
    parser.add_argument(
        "--recipe", type=Path, help="without it: that of the period before, else the suggested one"
    )
    parser.add_argument(
        "--accept-drift",
        action="store_true",
        help="go on where the table differs from the one that the recipe was made for",
    )
    add_population(parser)
    parser.add_argument("--entry", type=Path, help="the inferred one if not given")
    parser.add_argument(
        "--joint", action="append", default=[], metavar="ORGANISATION",
        help="another organisation that made the data and has to sign",
    )  # fmt: skip
    parser.add_argument("--corrects", metavar="RELEASE", help="the delivered one that it corrects")
    parser.add_argument("--reason", default="", help="why, of a correction")
    _add_against(parser)
    parser.set_defaults(command=review_new)
    parser = review.add_parser("compare", parents=[signing], help="the reviewer compares again")
    parser.add_argument("release")
    _add_against(parser)
    parser.set_defaults(command=review_compare)
    parser = review.add_parser("show", parents=[here], help="a release and its chain")
    parser.add_argument("release")
    parser.set_defaults(command=review_show)
    parser = review.add_parser("originals", parents=[signing], help="the files as they came")
    parser.add_argument("release")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a new folder")
    parser.set_defaults(command=review_originals)
    for name, command, opinions in (
        ("sign", review_sign, ["公开"]),
        ("refuse", review_sign, ["退回", "免于公开", "需报审"]),
    ):
        parser = review.add_parser(name, parents=[signing], help=f"verdict: {opinions[0]}")
        parser.add_argument("release")
        parser.add_argument("--opinion", choices=opinions, default=opinions[0])
        parser.add_argument("--basis", default="", required=name == "sign", help="legal basis")
        parser.add_argument("--reason", default="", required=name == "refuse")
        add_comments(parser)
        parser.set_defaults(command=command)
    add_papers(review, here)


def _add_against(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="FILE",
        help="tables that are public elsewhere, beside all that was published from here",
    )  # fmt: skip


def _add_seal(commands: Any, signing: argparse.ArgumentParser) -> None:
    parser = commands.add_parser("seal", parents=[signing])
    parser.add_argument("release")
    add_profile(parser)
    add_output(parser, required=False)
    parser.set_defaults(command=seal)


def settings(args: argparse.Namespace, console: Console) -> Outcome:
    """What every scan in the workspace keeps to; changes are signed for by name in the log."""
    with open_workspace(args) as ws:
        if args.pack or args.no_pack or args.province or args.route:
            if not args.name:
                reason = Text("须写明由谁更改", "it must be said who changes them")
                raise ParameterInvalid(name="--as", reason=reason)
            actor = unlock(ws, args.name)
            if args.route:
                agency.choose_route(ws, actor, args.route)
            own = agency.change(
                ws, actor, province=args.province, packs=args.pack, drop=args.no_pack
            )
        else:
            own = agency.rules(ws)
        route = agency.route(ws)
        known_routes = [known.id for known in agency.known_routes(ws)]
    province = own.policy().province
    data = {
        "province": province.id,
        "province_name": province.title.to(console.language),
        "provinces": [known.id for known in (*installed(), *own.provinces.values())],
        "packs": [{"name": p.name, "version": p.version, "sha256": p.sha256} for p in own.packs],
        "route": canonical.as_json(route),
        "routes": known_routes,
    }
    lines = [f"{data['province']}  {data['province_name']}"]
    lines.append(f"{route.id}  {route.title.to(console.language)}")
    return Outcome(data, lines + [f"{p.name} {p.version}  sha256:{p.sha256}" for p in own.packs])


def review_new(args: argparse.Namespace, console: Console) -> Outcome:
    """Import, scan, desensitize, catalogue, check and submit, in one go."""
    recipe = canonical.read_document(args.recipe, Recipe) if args.recipe else None
    entry = canonical.read_document(args.entry, Entry) if args.entry else None
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        release = _take_in(ws, clerk, args, console)
        recipe = recipe or _proposed(ws, release, accept_drift=args.accept_drift)
        acts.desensitize(ws, clerk, release, recipe, console, population(args, console))
        acts.catalogue(ws, clerk, release, entry or acts.propose_entry(ws, release))
        acts.check_quality(ws, clerk, release, console)
        if args.corrects:
            acts.correct(ws, clerk, release, args.corrects, args.reason)
        acts.submit(ws, clerk, release, console, args.against, args.joint)
        return _shown(ws, release, console)


def _proposed(ws: Workspace, release: str, *, accept_drift: bool) -> Recipe:
    """The recipe to begin with. Raises DriftUnanswered where nobody is there to be asked."""
    proposal = acts.propose_recipe(ws, release)
    if proposal.open_questions and not accept_drift:
        columns = ", ".join(drift.column for drift in proposal.open_questions)
        raise DriftUnanswered(release=release, origin=proposal.origin, columns=columns)
    return proposal.recipe


def _take_in(ws: Workspace, clerk: Identity, args: argparse.Namespace, console: Console) -> str:
    """The file or files as a new release. Raises ParameterInvalid, and what the acts raise."""
    if args.plan and args.plan_of:
        reason = Text("不能与 --plan-of 同用", "not allowed with --plan-of")
        raise ParameterInvalid(name="--plan", reason=reason)
    files, sheet, said, laid = args.file, args.sheet, wish(args), plan(args)
    earlier = args.append or args.plan_of
    if earlier and not args.plan:
        laid = with_renames(acts.plan_of(ws, earlier), of_lines(args.rename))
    if args.append:
        if not is_one(files):
            reason = Text("一次只能追加一个文件", "one file is appended at a time")
            raise ParameterInvalid(name="--append", reason=reason)
        return acts.take_in_next(
            ws, clerk, args.append, files[0], console, sheet, said, laid, union=args.union
        )
    if is_one(files):
        return acts.take_in(ws, clerk, files[0], console, sheet, said, laid)
    return acts.take_in_many(ws, clerk, files, console, sheet, said, laid, union=args.union)


def review_originals(args: argparse.Namespace, console: Console) -> Outcome:
    """The files that came in, for a reviewer to look at; what is written holds what is not public."""
    with open_workspace(args) as ws:
        acts.export_originals(ws, unlock(ws, args.name), args.release, args.output, console)
    files = sorted(path for path in args.output.rglob("*") if path.is_file())
    names = [path.relative_to(args.output).as_posix() for path in files]
    return Outcome({"files": names}, [str(path) for path in files])


def review_show(args: argparse.Namespace, console: Console) -> Outcome:
    """State, chain and signatures of a release."""
    with open_workspace(args) as ws:
        return _shown(ws, args.release, console)


def review_sign(args: argparse.Namespace, console: Console) -> Outcome:
    """The signed verdict of whoever is awaited."""
    said = comments(args)
    with open_workspace(args) as ws:
        reviewer = unlock(ws, args.name)
        acts.review(ws, reviewer, args.release, args.opinion, args.basis, args.reason, said)
        return _shown(ws, args.release, console)


def review_compare(args: argparse.Namespace, console: Console) -> Outcome:
    """What the release tells together with what is public, filed for the verdict."""
    with open_workspace(args) as ws:
        reviewer = unlock(ws, args.name)
        report = acts.compare(ws, reviewer, args.release, args.against, console)
    return Outcome(
        convergence_json(report, console.language),
        convergence_lines(report, console.language),
        good=report.gate != "hold",
    )


def seal(args: argparse.Namespace, console: Console) -> Outcome:
    """Seal an approved release; ``-o`` puts a copy where it is wanted."""
    refuse_existing(args)
    profile = canonical.read_document(args.profile, Profile)
    with open_workspace(args) as ws:
        package = acts.seal(ws, unlock(ws, args.name), args.release, profile, console)
        digest = ws.standing(args.release)[Kind.PACKAGE]
    if args.output:
        with package.open("rb") as source:
            write_atomically(args.output, canonical.blocks(source), overwrite=args.force)
    path = args.output or package
    return Outcome(
        {"package": str(path), "sha256": digest, "bytes": path.stat().st_size},
        [f"{path}  sha256:{digest}"],
    )


def status(args: argparse.Namespace, console: Console) -> Outcome:
    """Every release, and the step that it waits for."""
    with open_workspace(args) as ws:
        rows = [
            _row(release, console)
            | {"awaited": awaited_json(ws, release.id, console)}
            | awaited(ws, release.id)
            for release in ws.releases()
        ]
        today = datetime.datetime.now(datetime.UTC)
        ending = acts.expiring(ws, today)
        cards = [each for each in acts.card_terms(ws, today) if each.told is not None]
    lines = [
        f"{r['release']}  {r['state']}  {r['name']}  → {r['next'] or '–'}"
        f"  {awaited_line(r['awaited'], console)}".rstrip()
        + (f"  {AWAITED.to(console.language)} {r['awaiting']}" if r["awaiting"] else "")
        for r in rows
    ]
    lines += [f"! {path.name}: {held.told().to(console.language)}" for path, held in ending]
    certificates = [
        {"profile": str(path), "file": held.file, "days": held.days, "ends": held.ends.isoformat()}
        for path, held in ending
    ]
    lines += card_lines(cards, console)
    policy = [told.to(console.language) for told in standing().warnings(today)]
    lines += [f"! {told}" for told in policy]
    ends = [{"name": each.card.name} | card_json(each, console) for each in cards]
    data = {"releases": rows, "certificates": certificates, "cards": ends, "policy": policy}
    return Outcome(data, lines or ["–"])


def _shown(ws: Workspace, release: str, console: Console) -> Outcome:
    row = _row(ws.release(release), console)
    chain = {kind.value: digest for kind, digest in ws.standing(release).items()}
    signatures = [
        {"act": e["act"], "name": e["actor"]["name"], "role": e["actor"]["role"], "at": e["at"]}
        for e in ws.events(release)
        if e["act"] in ("submit", "endorse", "approve", "refuse", "seal")
    ]
    lines = [f"{row['release']}  {row['state']}  {row['name']}"]
    lines += [f"  {kind:11s} {digest[:16]}" for kind, digest in chain.items()]
    lines += [f"  ✍ {s['act']} {s['name']} {s['at']}" for s in signatures]
    told = ws.load_front(release).warnings if Kind.TABLE.value in chain else ()
    lines += notice_lines(told, console.language)
    answers = answers_json(ws, release, console)
    lines += answers_lines(answers, console)
    data = (
        row
        | answers
        | {
            "chain": chain,
            "signatures": signatures,
            "warnings": notices_json(told, console.language),
            "corrects": _correction(ws, release),
            "replaced_by": acts.replaced_by(ws, release),
            "convergence": None,
        }
    )
    if Kind.CONVERGENCE.value in chain:
        report = ws.load(release, Kind.CONVERGENCE, Convergence)
        data["convergence"] = convergence_json(report, console.language)
        lines += [f"  {line}" for line in convergence_lines(report, console.language)]
    return Outcome(data, lines)


def _correction(ws: Workspace, release: str) -> dict[str, str] | None:
    correction = acts.correction_of(ws, release)
    if correction is None:
        return None
    return {"release": correction.corrects, "reason": correction.reason}


def _row(release: Release, console: Console) -> dict[str, Any]:
    step = pipeline.next_step(release.state)
    return {
        "release": release.id,
        "name": release.name,
        "state": release.state.value,
        "state_name": STATE_NAMES[release.state].to(console.language),
        "updated": release.updated,
        "next": step.id if step else None,
    }
