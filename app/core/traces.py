"""Where a bug happened, without what it said: an exception's own words may hold values of cells."""

import traceback


def trace(error: BaseException) -> str:
    """The error and its causes, the first one last: types and lines of code, no messages."""
    parts = []
    link: BaseException | None = error
    while link is not None:
        parts += [f"{type(link).__module__}.{type(link).__qualname__}\n"]
        parts += traceback.format_list(traceback.extract_tb(link.__traceback__))
        link = link.__cause__ or link.__context__
    return "".join(parts)
