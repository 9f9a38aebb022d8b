"""What the window's menus hold, in their order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core import pipeline
from app.core.fleet.settings import LANGUAGE
from app.core.model import Kind
from app.core.text import Text
from app.ui import theme
from app.ui.actions import Actions
from app.ui.dialogs.custody_dialog import CustodyDialog
from app.ui.dialogs.export_dialog import ExportDialog
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.message import message
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.paper_dialog import open_months
from app.ui.dialogs.policy_dialog import PolicyDialog
from app.ui.dialogs.stop_dialog import StopDialog
from app.ui.dialogs.trust_dialog import TrustDialog
from app.ui.help.asking import KEY, show_help
from app.ui.help.guide import CONTENTS
from app.ui.languages import LANGUAGES
from app.ui.widgets.lock_note import refusal

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def fill(window: "MainWindow") -> Actions:
    """Give the window its menus; the actions are kept by it."""
    actions = Actions(window, window.session.language)
    bar = window.menuBar()
    _file(window, actions)
    actions.menu("view", QT_TRANSLATE_NOOP("actions", "查看(&V)"), bar)
    _view(window, actions)
    actions.menu("go", QT_TRANSLATE_NOOP("actions", "转到(&G)"), bar)
    _go(window, actions)
    actions.menu("place", QT_TRANSLATE_NOOP("actions", "工作区(&W)"), bar)
    _place(window, actions)
    actions.menu("help", QT_TRANSLATE_NOOP("actions", "帮助(&H)"), bar)
    _help(window, actions)
    return actions


def _file(window: "MainWindow", actions: Actions) -> None:
    importing = window.importing
    actions.menu("file", QT_TRANSLATE_NOOP("actions", "文件(&F)"), window.menuBar())
    actions.add("file", "import", QT_TRANSLATE_NOOP("actions", "导入文件(&O)…"),
                importing.ask_for_file, "Ctrl+O")  # fmt: skip
    actions.add("file", "import-folder", QT_TRANSLATE_NOOP("actions", "导入文件夹(&D)…"),
                importing.ask_for_folder, "Ctrl+Shift+O")  # fmt: skip
    actions.add("file", "paste", QT_TRANSLATE_NOOP("actions", "粘贴表格(&P)"),
                window.paste, "Ctrl+V", window.at_work)  # fmt: skip
    actions.add("file", "next-period", QT_TRANSLATE_NOOP("actions", "为当前发布追加新一期(&N)…"),
                window.ask_for_next, "Ctrl+N", window.no_release)  # fmt: skip
    actions.add("file", "receive", QT_TRANSLATE_NOOP("actions", "收取送审单、审查意见或名片(&T)…"),
                window.letters.ask, "Ctrl+R", window.at_work)  # fmt: skip
    actions.add("file", "sync", QT_TRANSLATE_NOOP("actions", "与共享文件夹同步(&Y)"),
                window.letters.sync, reason=window.at_work)  # fmt: skip
    actions.add("file", "copy-release", QT_TRANSLATE_NOOP("actions", "复制发布编号和名称(&C)"),
                lambda: _copy_release(window), "Ctrl+Shift+C", window.no_release)  # fmt: skip
    actions.add("file", "export-output", QT_TRANSLATE_NOOP("actions", "导出处理后的数据(&E)…"),
                lambda: _export(window), "Ctrl+Shift+E", lambda: _no_output(window))  # fmt: skip
    window.recent.fill(actions.menu("recent", QT_TRANSLATE_NOOP("actions", "最近的文件(&R)"),
                                    actions.menu_of("file")))  # fmt: skip
    actions.separate("file")
    actions.add("file", "quit", QT_TRANSLATE_NOOP("actions", "退出(&X)"), window.close, "Ctrl+Q")


def _view(window: "MainWindow", actions: Actions) -> None:
    actions.add("view", "palette", QT_TRANSLATE_NOOP("actions", "全部命令(&K)…"),
                window.open_palette, "Ctrl+K")  # fmt: skip
    actions.add("view", "refresh", QT_TRANSLATE_NOOP("actions", "刷新(&R)"), window.refresh, "F5")
    languages = actions.menu(
        "language", QT_TRANSLATE_NOOP("actions", "语言 / &Language"), actions.menu_of("view")
    )
    group = QActionGroup(window)
    for code, name in LANGUAGES.items():
        action = actions.add(
            "language", f"language-{code}", Text.plain(name),
            lambda code=code: window.language_chosen.emit(code), reason=lambda: _no_language(window),
        )  # fmt: skip
        action.setCheckable(True)
        action.setChecked(code == window.session.language)
        group.addAction(action)
    _looks(window, actions)
    # The pages of a running act must not be taken away under it.
    window.session.busy.connect(languages.setDisabled)


def _no_language(window: "MainWindow") -> str:
    """Why the language cannot be changed; "" where it can."""
    return window.in_training() or refusal(window.session, (LANGUAGE,))


def _own_language(window: "MainWindow") -> str:
    return str(window.settings.value(LANGUAGE.key, ""))


def _looks(window: "MainWindow", actions: Actions) -> None:
    actions.menu("look", QT_TRANSLATE_NOOP("actions", "外观(&A)"), actions.menu_of("view"))
    group = QActionGroup(window)
    for look, name in {
        "system": QT_TRANSLATE_NOOP("actions", "跟随系统"),
        "light": QT_TRANSLATE_NOOP("actions", "浅色"),
        "dark": QT_TRANSLATE_NOOP("actions", "深色"),
    }.items():
        action = actions.add(
            "look", f"look-{look}", name, lambda look=look: window.choose_look(look)
        )
        action.setCheckable(True)
        action.setChecked(look == theme.look())
        group.addAction(action)


def _go(window: "MainWindow", actions: Actions) -> None:
    actions.add("go", "home", QT_TRANSLATE_NOOP("actions", "首页(&H)"), window.go_home, "Ctrl+Home")
    actions.add("go", "search", QT_TRANSLATE_NOOP("actions", "搜索(&F)…"),
                window.open_search, "Ctrl+F")  # fmt: skip
    actions.separate("go")
    for number, step in enumerate(pipeline.STEPS, 1):
        actions.add(
            "go", f"step-{step.id}", step.title, lambda id=step.id: window.page.go(id),
            f"Alt+{number}", lambda id=step.id: window.no_step(id),
        )  # fmt: skip


def _place(window: "MainWindow", actions: Actions) -> None:
    actions.add("place", "new-identity", QT_TRANSLATE_NOOP("actions", "新建身份(&I)…"),
                lambda: NewIdentityDialog(window.session, "reviewer", window).open())  # fmt: skip
    actions.add("place", "switch-identity", QT_TRANSLATE_NOOP("actions", "切换身份(&S)…"),
                lambda: _switch_actor(window), "Ctrl+Shift+S", window.at_work)  # fmt: skip
    actions.add("place", "save-card", QT_TRANSLATE_NOOP("actions", "导出我的名片(&Y)…"),
                window.letters.save_card)  # fmt: skip
    actions.separate("place")
    actions.add("place", "register", QT_TRANSLATE_NOOP("actions", "目录登记与试点指标(&C)…"),
                window.open_register)  # fmt: skip
    actions.add("place", "recheck", QT_TRANSLATE_NOOP("actions", "动态复查(&R)…"),
                window.open_recheck)  # fmt: skip
    actions.add("place", "inbox", QT_TRANSLATE_NOOP("actions", "来信(&N)…"),
                window.open_inbox)  # fmt: skip
    actions.add("place", "agency", QT_TRANSLATE_NOOP("actions", "分级和本单位规则(&G)…"),
                window.open_agency)  # fmt: skip
    actions.add("place", "policy", QT_TRANSLATE_NOOP("actions", "管理员策略(&P)…"),
                lambda: PolicyDialog(window.session, window, _own_language(window)).open())  # fmt: skip
    actions.add("place", "update", QT_TRANSLATE_NOOP("actions", "更新(&U)…"),
                lambda: _open_updates(window))  # fmt: skip
    actions.add("place", "other-workspace", QT_TRANSLATE_NOOP("actions", "打开另一个工作区(&O)…"),
                window.workspace_wanted.emit, reason=window.cannot_leave)  # fmt: skip
    actions.add("place", "custody", QT_TRANSLATE_NOOP("actions", "密钥与留存(&K)…"),
                lambda: CustodyDialog(window.session, window).open())  # fmt: skip
    actions.add("place", "trust", QT_TRANSLATE_NOOP("actions", "身份与信任(&T)…"),
                lambda: TrustDialog(window.session, window).open())  # fmt: skip
    actions.add("place", "month-papers", QT_TRANSLATE_NOOP("actions", "每月审查汇总表(&M)…"),
                lambda: open_months(window.session, window))  # fmt: skip
    actions.add("place", "stop", QT_TRANSLATE_NOOP("actions", "紧急下架(&E)…"),
                lambda: StopDialog(window.session, window).open())  # fmt: skip
    actions.separate("place")
    actions.add(
        "place", "log", QT_TRANSLATE_NOOP("actions", "日志(&L)…"), window.open_log, "Ctrl+L"
    )
    actions.add("place", "verify-log", QT_TRANSLATE_NOOP("actions", "核验日志(&V)"),
                lambda: window.open_log().start_verifying())  # fmt: skip


def _help(window: "MainWindow", actions: Actions) -> None:
    actions.add("help", "help", QT_TRANSLATE_NOOP("actions", "本页帮助(&P)"),
                window.open_help, KEY)  # fmt: skip
    actions.add("help", "guide", QT_TRANSLATE_NOOP("actions", "使用指南(&G)…"),
                lambda: show_help(CONTENTS))  # fmt: skip
    actions.add("help", "first-day", QT_TRANSLATE_NOOP("actions", "第一天：从安装到回执(&D)…"),
                lambda: show_help("first-day"))  # fmt: skip
    actions.separate("help")
    actions.add("help", "shortcuts", QT_TRANSLATE_NOOP("actions", "快捷键(&K)…"),
                window.open_shortcuts, "?")  # fmt: skip
    actions.add("help", "training", QT_TRANSLATE_NOOP("actions", "试一试：用示例演练(&T)…"),
                window.training_wanted.emit, reason=window.cannot_leave)  # fmt: skip
    actions.add("help", "support", QT_TRANSLATE_NOOP("actions", "导出诊断信息(&S)…"),
                window.open_support)  # fmt: skip
    actions.add("help", "about", QT_TRANSLATE_NOOP("actions", "关于(&A)"), lambda: _about(window))


def _copy_release(window: "MainWindow") -> None:
    """Copy the number and the name of the chosen release."""
    release = window.session.ws.release(window.list.chosen() or "")
    QApplication.clipboard().setText(f"{release.id}\t{release.name}")


def _export(window: "MainWindow") -> None:
    """Write what is to be published of the chosen release to a file."""
    release = window.session.ws.release(window.list.chosen() or "")
    ExportDialog(window.session, release, window).open()


def _no_output(window: "MainWindow") -> str:
    """Why there is nothing to write; "" where there is."""
    chosen = window.list.chosen()
    if chosen and Kind.OUTPUT not in window.session.ws.standing(chosen):
        return translate("menus", "请先处理数据")
    return window.no_release() or window.at_work()


def _switch_actor(window: "MainWindow") -> None:
    """Let someone else sit down."""
    dialog = LoginDialog(window.session, None, window)
    dialog.unlocked.connect(window.session.change_actor)
    dialog.open()


def _open_updates(window: "MainWindow") -> None:
    # What verifies a source is loaded by whoever asks for updates, not at every start.
    from app.ui.dialogs.update_dialog import UpdateDialog  # noqa: PLC0415

    UpdateDialog(window.session, window, window.close).open()


def _about(window: "MainWindow") -> None:
    """Say which version this is, and whose."""
    title = translate("menus", "公开 {version}").format(version=__version__)
    more = translate(
        "menus", "政府数据公开工作站：导入、检测、脱敏、编目、质检、审查、送达。Apache-2.0 许可。"
    )
    message(window, title, more).open()


translate = QCoreApplication.translate
