"""Why a field cannot be changed: the administrators' policy has locked its setting."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.errors import GongkaiError
from app.core.fleet.settings import Setting
from app.ui.session import Session
from app.ui.widgets.labels import Notice


class LockNote(Notice):
    """Stands beside the fields of one setting; hidden while they are free."""

    def __init__(self, session: Session, setting: Setting[Any], *fields: QWidget) -> None:
        super().__init__()
        self._session, self._setting, self._fields = session, setting, fields
        self.look()

    def look(self) -> bool:
        """Close the fields if the setting is locked, and say so; whether it is. What is free is left as it is."""
        reason = refusal(self._session, (self._setting,))
        self.say(reason, "info")
        if reason:
            for field in self._fields:
                field.setEnabled(False)
                field.setToolTip(reason)
        return bool(reason)


def refusal(session: Session, settings: Iterable[Setting[Any]]) -> str:
    """Why the first locked one of these cannot be changed here; "" where all are free."""
    for setting in settings:
        try:
            setting.check_free(session.ws)
        except GongkaiError as error:
            return error.told(session.language)
    return ""
