"""What a person has to write down before something public is changed."""

from app.core.errors import ParameterInvalid
from app.core.text import Text


def given_reason(text: str) -> str:
    """A reason without blanks around it. Raises :class:`ParameterInvalid` where there is none."""
    reason = text.strip()
    if not reason:
        why = Text("请写明理由", "say why")
        raise ParameterInvalid(name=Text("理由", "reason"), reason=why)
    return reason
