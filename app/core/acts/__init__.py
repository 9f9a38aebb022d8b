"""The acts of the transition table: each runs its step and records it in one transaction.

The window and the command line call these and nothing below them. ``actor`` is an unlocked
identity; every act raises what :func:`app.core.pipeline.admit` raises when it is not allowed.
"""

from app.core.acts.convergence import compare, look_around, published
from app.core.acts.prepare import (
    Treated,
    catalogue,
    check_quality,
    desensitize,
    desensitizing_key,
    examine,
    export_originals,
    left_over,
    plan_of,
    propose_entry,
    reading_of,
    remembered_plan,
    rescan,
    take_in,
    take_in_each,
    take_in_many,
    take_in_next,
    today,
    treat,
)
from app.core.acts.publish import deliver, review, seal, submit, withdraw
from app.core.acts.rechecking import Rechecked, outdated, recheck, recheck_all, to_withdraw

__all__ = [
    "Rechecked",
    "Treated",
    "catalogue",
    "check_quality",
    "compare",
    "deliver",
    "desensitize",
    "desensitizing_key",
    "examine",
    "export_originals",
    "left_over",
    "look_around",
    "outdated",
    "plan_of",
    "propose_entry",
    "published",
    "reading_of",
    "recheck",
    "recheck_all",
    "remembered_plan",
    "rescan",
    "review",
    "seal",
    "submit",
    "take_in",
    "take_in_each",
    "take_in_many",
    "take_in_next",
    "to_withdraw",
    "today",
    "treat",
    "withdraw",
]
