"""Words that a person reads, in both languages of the product."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Text:
    """One phrase in Simplified Chinese and in English, with the same ``{placeholders}`` in both."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """The phrase in one language."""
        return self.zh if language == "zh" else self.en

    @classmethod
    def plain(cls, text: str) -> "Text":
        """What reads the same in both languages: a name, a code, a place in a sheet."""
        return cls(text, text)

    def format(self, **params: object) -> "Text":
        """The phrase with its placeholders filled; a parameter that is a phrase is put in too."""
        return Text(_fill(self.zh, params, "zh"), _fill(self.en, params, "en"))


def listed(texts: Sequence[Text]) -> Text:
    """Several phrases as one enumeration."""
    if not texts:
        return Text("无", "nothing")
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def joined(clauses: Sequence[Text]) -> Text:
    """Several clauses as one sentence."""
    return Text("；".join(c.zh for c in clauses) + "。", "; ".join(c.en for c in clauses) + ".")


def _fill(template: str, params: dict[str, object], language: Language) -> str:
    return template.format(
        **{key: p.to(language) if isinstance(p, Text) else p for key, p in params.items()}
    )
