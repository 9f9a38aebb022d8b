"""Pictures of every page of the running program, for the user guide and for whoever looks them over.

One run makes one language, look and scale; without ``--one`` every combination is made, each in a
process of its own, since Qt reads the scale when it starts. What is cut short or lies on something
else is named. Run under a screen: ``xvfb-run -s "-screen 0 2200x1500x24" python -m tests.pictures OUT``.
"""

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app.core import acts, pipeline, resources
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import Entry, Findings, Kind
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.workspace.store import Workspace
from app.ui import theme
from app.ui.application import make_application
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.trust_dialog import TrustDialog
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.import_page import ImportPage
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from tests.ui.faults import cut, gaps, overlapping

SIZE = 1280, 740  # of the window, before it is scaled
LAID_OUT = 4  # rounds of events: what is new is shown in one, laid out in the next, scrolled to
EXAMPLE = "subsistence-allowance.xlsx"


def main() -> int:
    """Write the pictures; the exit status says whether anything cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("out", type=Path)
    parser.add_argument("--one", help="such as zh-light-1.5")
    args = parser.parse_args()
    if args.one:
        language, look, scale = args.one.split("-")
        os.environ["QT_SCALE_FACTOR"] = scale  # read when the application is made, below
        return picture(args.out / f"{language}-{look}-{scale}", language, look)
    statuses = []
    for parts in product(("zh", "en"), ("light", "dark"), ("1", "1.5")):
        name = "-".join(parts)
        command = [sys.executable, "-m", "tests.pictures", str(args.out), "--one", name]
        statuses.append(subprocess.run(command, check=False).returncode)
    return max(statuses)


def picture(out: Path, language: str, look: str) -> int:
    """Every page and dialog in one language and look."""
    out.mkdir(parents=True, exist_ok=True)
    app = make_application(sys.argv[:1])
    theme.choose(look)
    Languages(app).use("en" if language == "en" else "zh")
    unread = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, widget in shown(app, Path(folder), language):
            widget.grab().save(str(out / f"{name}.png"))
            for fault in (*cut(widget), *overlapping(widget), *gaps(widget)):
                unread += 1
                sys.stdout.write(f"{out.name}/{name}: {fault}\n")
    return 1 if unread else 0


def shown(
    app: QApplication, folder: Path, language: str, size: tuple[int, int] = SIZE
) -> Iterator[tuple[str, QWidget]]:
    """Each page and dialog in turn, under the name of its picture; ``size``: of the window."""
    ws = Workspace.create(folder / "workspace", "workspace")
    ws.set_setting("provider", "某市民政局")
    ws.set_setting("provider_code", "11100000000013127D")
    clerk = ws.new_identity("张承办", "1001", "clerk", "某市民政局", "clerk")
    reviewer = ws.new_identity("李审查", "2002", "reviewer", "某市民政局", "reviewer")
    session = Session(ws, clerk, "en" if language == "en" else "zh")

    def rest() -> None:
        while True:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if not session.working and session.reads.current is None:
                for _ in range(LAID_OUT):
                    app.processEvents()
                return

    yield from _doors(session, folder, rest)
    window = MainWindow(
        session, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    )
    window.resize(*size)
    window.show()
    rest()
    yield from _homes(window, {"home-reviewer": reviewer, "home-empty": clerk}, rest)
    window.look_at(resources.path("examples", EXAMPLE))
    rest()
    looking = next(d for d in window.findChildren(QDialog) if d.isVisible())
    yield "import-dialog", looking
    looking.reject()
    release = _prepare(session)
    session.changed.emit()
    window.go_to(release)
    rest()
    for number, step in enumerate(pipeline.STEPS, 1):
        window.page.go(step.id)
        rest()
        if isinstance(page := window.page.pages[step.id], DesensitizePage):
            _until(app, lambda page=page: page.outlook.shown is not None)
            rest()
        yield f"{number}-{step.id}", window
        if isinstance(page, ImportPage | ReviewPage | SignoffPage):
            for tab in range(1, page.tabs.count()):
                page.tabs.setCurrentIndex(tab)
                rest()
                yield f"{number}-{step.id}-{tab}", window
    session.change_actor(reviewer)
    window.page.go("signoff")
    rest()
    yield "signoff-reviewer", window
    window.go_home()
    rest()
    yield "home", window
    yield from _dialogs(window, rest)
    yield from _judging(window, rest)
    acts.review(ws, reviewer, release, "公开", "《政府信息公开条例》第十三条", "已去标识，同意公开")
    session.change_actor(clerk)
    yield from _delivered(window, release, rest)
    session.close()


def _homes(
    window: MainWindow, people: dict[str, Identity], rest: Callable[[], None]
) -> Iterator[tuple[str, QWidget]]:
    """Where each of these people begins."""
    for name, person in people.items():
        window.session.change_actor(person)
        rest()
        yield name, window


def _doors(
    session: Session, folder: Path, rest: Callable[[], None]
) -> Iterator[tuple[str, QWidget]]:
    """The dialogs that ask who a person is."""
    for name, dialog in (
        ("welcome", WelcomeDialog(Path("D:/公开"), session.reads, session.language)),
        ("unlock", UnlockDialog(folder / "workspace", session.reads, session.language)),
        ("new-identity", NewIdentityDialog(session, "reviewer")),
    ):
        dialog.show()
        rest()
        yield name, dialog
        dialog.close()


def _dialogs(window: MainWindow, rest: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """What the menus open."""
    opened: dict[str, Callable[[], QDialog]] = {
        "recheck": window.open_recheck,
        "agency": window.open_agency,
        "register": window.open_register,
        "trust": lambda: _trust(window),
        "palette": window.open_palette,
        "shortcuts": window.open_shortcuts,
        "log": window.open_log,
        "support": window.open_support,
    }
    for name, open_it in opened.items():
        dialog = open_it()
        rest()
        yield name, dialog
        dialog.close()


def _judging(window: MainWindow, rest: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """What is said of a finding, and the register as a grid."""
    session = window.session
    entry = session.ws.load("R0001", Kind.ENTRY, Entry)
    names = ("低保发放名单", "临时救助名单", "")
    given = [replace(entry, fields=entry.fields | {"name": n, "code": ""}) for n in names]
    acts.register(session.ws, session.actor, given)
    register = window.open_register()
    rest()
    grid = register.open_grid()
    rest()
    yield "register-grid", grid
    grid.close()
    classes = register.open_classes()
    rest()
    yield "classes", classes
    classes.close()
    register.close()
    window.go_to("R0001", "review")
    rest()
    page = window.page.pages["review"]
    if isinstance(page, ReviewPage) and (dialog := page.judging.open_reclassification()):
        rest()
        yield "reclassify", dialog
        dialog.close()


def _delivered(
    window: MainWindow, release: str, rest: Callable[[], None]
) -> Iterator[tuple[str, QWidget]]:
    """The end of the way: the receipt of the platform in miniature."""
    window.go_to(release, "deliver")
    rest()
    page = window.page.pages["deliver"]
    if isinstance(page, DeliverPage):
        for button in (page.rehearse, page.seal, page.upload):
            button.click()
            rest()
        area = page.findChild(QScrollArea)
        if area is not None:
            area.ensureWidgetVisible(page.receipt)
        rest()
        yield "7-deliver-receipt", window


def _until(app: QApplication, done: Callable[[], bool]) -> None:
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _trust(window: MainWindow) -> TrustDialog:
    """A roles document that an administrator has still to sign."""
    session = window.session
    agency = session.ws.setting("provider")
    admins = [
        session.ws.new_identity(name, number, "admin", agency, "admin")
        for name, number in (("王管理", "3001"), ("赵管理", "3002"), ("孙管理", "3003"))
    ]
    now = datetime.datetime.now(datetime.UTC)
    ends = (now + datetime.timedelta(days=365)).isoformat()
    document = draft.begin(agency, 2, [a.card for a in admins], now.isoformat(), ends)
    for card in session.ws.identities().values():
        if card.role != "admin":
            change = draft.issue(card, now.isoformat(), ends)
            document = draft.revise(document, now.isoformat(), change)
    dialog = TrustDialog(session, window)
    dialog.roles.show_document(Path("roles.json"), draft.sign(document, admins[0]))
    dialog.tabs.setCurrentWidget(dialog.roles)
    dialog.open()
    return dialog


def _prepare(session: Session) -> str:
    """The example, as far as a clerk brings it."""
    ws, clerk, job = session.ws, session.actor, Job()
    release = acts.take_in(ws, clerk, resources.path("examples", EXAMPLE), job)
    recipe = suggest(ws.load(release, Kind.FINDINGS, Findings))
    acts.desensitize(ws, clerk, release, recipe, job)
    entry = acts.propose_entry(ws, release)
    acts.catalogue(ws, clerk, release, replace(entry, fields=entry.fields | {"theme": "社会救助"}))
    acts.check_quality(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)
    return release


if __name__ == "__main__":
    sys.exit(main())
