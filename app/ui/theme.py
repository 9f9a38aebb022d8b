"""Colours and a little style: calm, official, legible. Text keeps a contrast of 4.5:1 or more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.core import resources

LIGHT = {
    "window": "#f3f5f8", "base": "#ffffff", "other": "#f3f6fa", "text": "#1c2733",
    "muted": "#566270", "line": "#cfd6de", "button": "#ffffff", "accent": "#1d5a99",
    "on-accent": "#ffffff", "off": "#656f7a",
    "ok": "#17683a", "warn": "#855000", "stop": "#a3211b", "info": "#1d5a99",
    "ok-ground": "#e7f3eb", "warn-ground": "#fcf1dd", "stop-ground": "#fbe9e7",
    "info-ground": "#e7eff8", "row-header": "#d3e4f7", "row-group": "#e6def5",
    "row-total": "#fae6bd", "row-aside": "#e6eaee", "row-out": "#f7d9d5",
}  # fmt: skip
DARK = {
    "window": "#1d2329", "base": "#161b20", "other": "#1b2127", "text": "#e3e8ed",
    "muted": "#a5b0bb", "line": "#3a444e", "button": "#2a323a", "accent": "#2d6db0",
    "on-accent": "#ffffff", "off": "#919ca7",
    "ok": "#7fd3a0", "warn": "#efbb6d", "stop": "#ff9f96", "info": "#8fc0f2",
    "ok-ground": "#1c3326", "warn-ground": "#3a2d16", "stop-ground": "#43211f",
    "info-ground": "#1c3046", "row-header": "#1f3f62", "row-group": "#392f57",
    "row-total": "#4a3913", "row-aside": "#2b333b", "row-out": "#4f2724",
}  # fmt: skip

LOOKS = ("system", "light", "dark")
_LOOK = "look"  # a property of the application

_SHEET = """
* {{ dialogbuttonbox-buttons-have-icons: 0; }}
QLabel[heading="true"] {{ font-weight: 600; font-size: 12pt; }}
QLabel[tone="muted"] {{ color: {muted}; }}
QLabel[tone="ok"] {{ color: {ok}; }}
QLabel[tone="warn"] {{ color: {warn}; }}
QLabel[tone="stop"] {{ color: {stop}; }}
QLabel[notice="true"] {{ padding: 7px 10px; border-radius: 4px; }}
QLabel[notice="true"][tone="ok"] {{ background: {ok-ground}; color: {ok}; }}
QLabel[notice="true"][tone="warn"] {{ background: {warn-ground}; color: {warn}; }}
QLabel[notice="true"][tone="stop"] {{ background: {stop-ground}; color: {stop}; }}
QLabel[notice="true"][tone="info"] {{ background: {info-ground}; color: {info}; }}
QPushButton {{ padding: 5px 14px; min-height: 18px; }}
QPushButton[primary="true"]:enabled {{
    background: {accent}; color: {on-accent}; border: 1px solid {accent}; border-radius: 3px;
}}
QPushButton[primary="true"]:focus {{ border: 1px solid {text}; }}
QToolButton[rail="true"] {{
    border: none; border-bottom: 3px solid transparent; padding: 8px 12px; color: {text};
}}
QToolButton[rail="true"]:checked {{ border-bottom-color: {accent}; font-weight: 600; }}
QToolButton[rail="true"]:focus {{ background: {info-ground}; }}
QToolButton[rail="true"][step="done"] {{ color: {ok}; }}
QToolButton[rail="true"][step="current"] {{ color: {info}; }}
QToolButton[rail="true"]:disabled {{ color: {off}; }}
QGroupBox {{ font-weight: 600; margin-top: 1.3em; border: 1px solid {line}; border-radius: 4px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 8px; padding: 0 4px; }}
QLineEdit, QPlainTextEdit {{
    border: 1px solid {line}; border-radius: 3px; padding: 2px 3px; background: {base};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {info}; }}
QTreeView {{ show-decoration-selected: 0; }}
QTreeView::item {{ padding: 2px 0; }}
QTableView, QTreeView, QListView {{ border: 1px solid {line}; }}
QTableView {{ gridline-color: {line}; }}
QPushButton[mark="true"] {{
    padding: 1px 8px; border: 1px solid {line}; border-radius: 3px; color: {warn};
    background: {warn-ground};
}}
QPushButton[slim="true"] {{ padding: 1px 8px; }}
QPushButton[mark="true"]:focus {{ border-color: {text}; }}
QPushButton[home="true"] {{
    text-align: left; padding: 6px 8px; border: 1px solid {line}; border-radius: 3px;
    background: {base}; color: {text};
}}
QPushButton[home="true"]:checked {{ background: {accent}; color: {on-accent}; font-weight: 600; }}
QPushButton[home="true"]:focus {{ border-color: {text}; }}
QToolButton[word="true"] {{
    padding: 3px 7px; border: 1px solid {line}; border-radius: 3px; background: {button};
}}
QToolButton[word="true"]:hover, QToolButton[word="true"]:focus {{ border-color: {info}; }}
QLabel[rehearsal="true"] {{
    background: {warn-ground}; color: {warn}; font-weight: 600; padding: 4px 16px;
}}
QFrame[tour="true"] {{ background: {info-ground}; border-bottom: 1px solid {line}; }}
QToolTip {{ padding: 3px; }}
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked {{
    width: 11px; height: 11px; border: 1px solid {muted}; border-radius: 2px; background: {base};
}}
QRadioButton::indicator:unchecked {{
    width: 11px; height: 11px; border: 1px solid {muted}; border-radius: 6px; background: {base};
}}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    width: 11px; height: 11px; border: 1px solid {muted}; border-radius: 2px;
    background: {accent}; image: url("{tick}");
}}
QCheckBox::indicator:checked:disabled {{ background: {off}; }}
QRadioButton::indicator:checked {{
    width: 11px; height: 11px; border: 1px solid {muted}; border-radius: 6px;
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {text}, stop: 0.45 {text}, stop: 0.6 {base}, stop: 1 {base});
}}
QFrame[drop="true"] {{ border: 2px dashed {line}; border-radius: 8px; background: {base}; }}
"""


def choose(look: str) -> None:
    """Be light or dark from now on; any other word follows the desktop."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setProperty(_LOOK, look)
        _apply(app)


def look() -> str:
    """What was chosen: one of :data:`LOOKS`."""
    app = QApplication.instance()
    chosen = app.property(_LOOK) if app is not None else None
    return chosen if chosen in LOOKS else LOOKS[0]


def is_dark() -> bool:
    """Whether the window is dark: as it was chosen, else as the desktop asks."""
    if look() != LOOKS[0]:
        return look() == "dark"
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def colour(tone: str) -> QColor:
    """One of the named colours, for what is painted by hand."""
    return QColor((DARK if is_dark() else LIGHT)[tone])


def dress(app: QApplication) -> None:
    """Give the application its looks, and follow the desktop between light and dark."""
    app.setStyle("Fusion")
    _apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _: _apply(app))


def mark(widget: QWidget, name: str, value: object) -> None:
    """Give a widget a property that the style sheet asks for.

    The sheet looks at it only once by itself. To look anew takes milliseconds: only where needed.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _apply(app: QApplication) -> None:
    colours = DARK if is_dark() else LIGHT
    app.setPalette(_palette(colours))
    # Fusion would draw a ticked box without an edge on a dark ground; a sheet's own box needs a picture.
    tick = resources.path("icons", "tick.png").as_posix()
    app.setStyleSheet(_SHEET.format(tick=tick, **colours))


def _palette(colours: dict[str, str]) -> QPalette:
    role = QPalette.ColorRole
    named = {
        role.Window: "window", role.WindowText: "text", role.Base: "base",
        role.AlternateBase: "other", role.Text: "text", role.Button: "button",
        role.ButtonText: "text", role.Highlight: "accent", role.HighlightedText: "on-accent",
        role.PlaceholderText: "muted", role.ToolTipBase: "base", role.ToolTipText: "text",
        role.Link: "info", role.Accent: "accent",
    }  # fmt: skip
    palette = QPalette(QColor(colours["button"]), QColor(colours["window"]))
    for part, name in named.items():
        palette.setColor(part, QColor(colours[name]))
    off = QPalette.ColorGroup.Disabled
    for part in (
        role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText,
    ):  # fmt: skip
        palette.setColor(off, part, QColor(colours["off"]))
    palette.setColor(off, role.Highlight, QColor(colours["line"]))
    return palette
