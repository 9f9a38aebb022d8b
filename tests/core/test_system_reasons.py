"""What the system answers, in the language of the window."""

import errno
import os
from pathlib import Path

import pytest

from app.core.errors import OutputUnwritable
from app.core.errors.system import system_reason
from app.core.files import write_atomically


def test_a_refusal_is_told_in_one_language(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(OutputUnwritable) as caught:
        write_atomically(tmp_path / "taken" / "table.csv", [b""])
    assert caught.value.told("zh").isascii() is False
    assert not any("a" <= letter <= "z" for letter in caught.value.told("zh").partition("：")[2])
    assert caught.value.told("en").isascii()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ECONNREFUSED])
def test_what_is_common_is_told_in_both_languages(number: int) -> None:
    reason = system_reason(OSError(number, os.strerror(number)))
    assert reason.en != os.strerror(number)
    assert not reason.zh.isascii()


def test_what_is_rare_keeps_the_words_of_the_system() -> None:
    assert system_reason(OSError(errno.EDOM, "Odd")).zh == "Odd"
    assert system_reason(OSError("no number")).en == "OSError"


def test_a_file_that_windows_keeps_from_others_is_in_use() -> None:
    error = PermissionError(errno.EACCES, "Zugriff verweigert")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "another program" in system_reason(error).en
