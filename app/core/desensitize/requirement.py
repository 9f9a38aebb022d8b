"""What must hold of parameters, said where it is asked."""

from app.core.errors import ParameterInvalid
from app.core.text import Text


def require(holds: bool, name: Text, zh: str, en: str) -> None:
    """Raises ParameterInvalid for what is called ``name``, with the reason in both languages, unless
    something holds.
    """
    if not holds:
        raise ParameterInvalid(name=name, reason=Text(zh, en))
