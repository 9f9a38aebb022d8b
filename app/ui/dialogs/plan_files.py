"""Layout plans as files, to be kept and to be handed on."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.files import write_atomically
from app.core.model import LayoutPlan
from app.core.trust import canonical

translate = QCoreApplication.translate


def read(path: Path) -> LayoutPlan:
    """Raises FileMissing, FileUnreadable, DocumentInvalid."""
    return canonical.read_document(path, LayoutPlan)


def write(path: Path, plan: LayoutPlan) -> None:
    """Keep a plan, without what was set for one file's rows alone. Raises OutputUnwritable."""
    write_atomically(path, [canonical.pretty(replace(plan, edits=None))], overwrite=True)


def ask_which(parent: QWidget, beside: Path) -> Path | None:
    """Let a person pick a plan, first where their table lies."""
    name, _ = QFileDialog.getOpenFileName(
        parent, translate("PlanFiles", "打开版面方案"), str(beside.parent), _kinds()
    )
    return Path(name) if name else None


def ask_where(parent: QWidget, beside: Path) -> Path | None:
    """Let a person say where to keep the plan of their table."""
    proposed = translate("PlanFiles", "{name}-版面方案.json").format(name=beside.stem)
    name, _ = QFileDialog.getSaveFileName(
        parent,
        translate("PlanFiles", "保存版面方案"),
        str(beside.with_name(proposed)),
        _kinds(),
    )
    return Path(name) if name else None


def _kinds() -> str:
    return translate("PlanFiles", "版面方案 (*.json)")
