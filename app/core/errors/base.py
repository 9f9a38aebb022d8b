"""What an error says, and which exit status its kind has."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from app.core.text import Language, Text


@dataclass(frozen=True)
class Where:
    """The place of an error: ``row`` counts from 1, ``column`` is a name or ``#n``."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


class GongkaiError(Exception):
    """Base of all errors that are shown to a person."""

    exit_status: ClassVar[int] = 2
    code: ClassVar[str]
    message: ClassVar[Text]
    hint: ClassVar[Text]

    def __init__(self, where: Where | None = None, **params: object) -> None:
        self.where = where or Where()
        self.params = params
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """What happened, in one sentence."""
        return self.message.format(**self.params).to(language)

    def advice(self, language: Language) -> str:
        """What to do next, in one sentence."""
        return self.hint.format(**self.params).to(language)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The error as the command line prints it."""
        where = {key: value for key, value in asdict(self.where).items() if value is not None}
        return {
            "error": {
                "code": self.code,
                "message": self.told(language),
                "hint": self.advice(language),
                "where": where,
            }
        }


class InputError(GongkaiError):
    """The call or the input is wrong."""


class Refusal(GongkaiError):
    """The work is done and the answer is no."""

    exit_status = 1


class OutsideError(GongkaiError):
    """Something outside this computer's control failed."""

    exit_status = 3


class Cancelled(GongkaiError):
    exit_status = 130
    code = "cancelled"
    message = Text("已取消", "Cancelled")
    hint = Text("没有写入任何内容，可以重新开始。", "Nothing was written; you can start again.")
