"""The classes of an agency's catalog: those of its administrators' policy, its own, else the Guide's.

Its own tree binds: an entry stands in one of its classes, and its code begins with it. The Guide's, which
ships, only proposes.
"""

from collections import Counter

from app.core.acts.resource_codes import codes_in_use
from app.core.catalog.classes.editing import check_unused
from app.core.catalog.classes.rules import class_in
from app.core.catalog.classes.table import parse_csv, write_csv
from app.core.catalog.classes.tree import ClassTree, shipped
from app.core.fleet.errors import PolicyForbids
from app.core.fleet.standing import Keeper, policy
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

CHANGE = Text("更改分类体系", "changes of the classification")
_TREE = "classes"  # a setting


def class_tree(ws: Workspace) -> ClassTree:
    """The classes to choose from."""
    return own_tree(ws) or shipped()


def own_tree(ws: Workspace) -> ClassTree | None:
    """The tree that entries are held to; None where neither the policy nor the agency has one."""
    laid = policys_tree(ws)
    text = ws.setting(_TREE)
    if laid is None and text:
        return parse_csv(text).tree
    return laid


def policys_tree(ws: Keeper) -> ClassTree | None:
    """The tree that the administrators lay down, which nobody here changes."""
    pack = policy(ws)
    return parse_csv(pack.classes).tree if pack is not None and pack.classes else None


def classes_in_use(ws: Workspace) -> dict[str, int]:
    """By class, how many codes of resources begin with it, those that are given up among them."""
    return dict(Counter(filter(None, map(class_in, codes_in_use(ws)))))


def keep_classes(ws: Workspace, actor: Identity, tree: ClassTree) -> None:
    """Hold entries to a tree from now on, whole or not at all.

    Raises ClassInUse where a class of the tree that stands has had codes and would be given up, and
    PolicyForbids where the administrators have laid down one.
    """
    if policys_tree(ws) is not None:
        raise PolicyForbids(what=CHANGE, allowed=Text("策略中的分类", "the policy's classes"))
    before = own_tree(ws)
    for code in classes_in_use(ws):
        stood, stands = before and before.get(code), tree.get(code)
        if before and stood and not stood.given_up and (stands is None or stands.given_up):
            check_unused(before, code, {code})
    count = sum(1 for _ in tree.standing())
    with ws.recording("classes-set", actor.card, classes=count):
        ws.set_setting(_TREE, write_csv(tree))
