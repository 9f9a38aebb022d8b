"""Going back and forth between values."""

from app.ui.history import History


def test_what_was_undone_comes_back_until_something_else_is_done() -> None:
    history = History("a")
    assert (history.can_undo, history.can_redo) == (False, False)
    history.do("b")
    history.do("c")
    history.undo()
    assert (history.now, history.can_redo) == ("b", True)
    history.redo()
    assert history.now == "c"
    history.undo()
    history.do("d")
    assert (history.now, history.can_redo) == ("d", False)
    for _ in range(5):
        history.undo()
    assert (history.now, history.can_undo) == ("a", False)


def test_what_a_step_leads_to_is_known_before() -> None:
    history = History("a")
    assert (history.before, history.after) == ("a", "a")
    history.do("b")
    assert (history.before, history.after) == ("a", "b")
    history.undo()
    assert (history.before, history.after) == ("a", "b")


def test_what_belongs_to_the_same_step_is_undone_at_once() -> None:
    history = History("")
    history.do("a", same_step=True)
    history.do("ab", same_step=True)
    history.undo()
    assert history.now == ""
