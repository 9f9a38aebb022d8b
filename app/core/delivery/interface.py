"""An HTTPS interface as a profile describes it: where to send, under which names, and what answers mean."""

from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

from app.core.delivery.secret import Secret


@dataclass(frozen=True)
class Signing:
    """Who signs how: ``family`` is one of ``auth/``, ``options`` are its."""

    family: str
    secret: Secret
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """Where a JSON answer says what: paths such as ``data.id``.

    ``success``: values that must stand there. ``id``: what the platform calls the file. At least one of
    ``sha256``, which must be the file's, and ``address``, from which it is read back. ``message``: why not.
    """

    id: str
    success: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    address: str = ""
    message: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError where nothing could be compared."""
        if not self.sha256 and not self.address:
            raise ValueError("answer: sha256 or address")


@dataclass(frozen=True)
class Retraction:
    """How a file is taken down: a request to ``path``, in which ``{id}`` stands for it."""

    path: str
    method: Literal["DELETE", "POST"] = "DELETE"


@dataclass(frozen=True)
class Options:
    """``path``: relative to the profile's address. ``fields``: names in the form, or the JSON, to texts in
    which ``{title} {code} {file} {sha256} {size} {package} {description}`` are filled in. ``overwrites``:
    a dataset's new file takes the place of its old one, so a correction needs no ``retraction``.
    """

    path: str
    answer: Answer
    signing: Signing | None = None
    method: Literal["POST", "PUT"] = "POST"
    body: Literal["multipart", "json"] = "multipart"
    file_field: str = "file"
    fields: dict[str, str] = field(default_factory=dict)
    retraction: Retraction | None = None
    overwrites: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a placeholder that means nothing."""
        for name, template in self.fields.items():
            for _, placeholder, _, _ in Formatter().parse(template):
                if placeholder is not None and placeholder not in _PLACEHOLDERS:
                    raise ValueError(f"fields.{name}: {{{placeholder}}}")


_PLACEHOLDERS = ("title", "code", "file", "sha256", "size", "package", "description")
