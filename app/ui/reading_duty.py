"""Which columns of running text a person has still to read before a release may be public."""

from app.core import acts
from app.core.model import Card, Kind
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Release
from app.ui.session import Session


class ReadingDuty:
    """What the log says is left; kept, for to ask takes a while and every key press does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left: dict[tuple[str, str, Card], tuple[str, ...]] = {}

    def left(
        self, release: Release, standing: dict[Kind, str], reader: Identity
    ) -> tuple[str, ...]:
        """The columns, in their order; none while nobody's verdict is awaited."""
        if release.state is not State.SUBMITTED:
            return ()
        key = release.id, standing[Kind.OUTPUT], reader.card
        if key not in self._left:
            self._left = {key: acts.unread(self._session.ws, release.id, reader.card)}
        return self._left[key]

    def forget(self) -> None:
        """Somebody has read."""
        self._left.clear()
