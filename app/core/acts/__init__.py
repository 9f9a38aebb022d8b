"""The acts of the transition table: each runs its step and records it in one transaction.

The window and the command line call these and nothing below them. ``actor`` is an unlocked
identity; every act raises what :func:`app.core.pipeline.admit` raises when it is not allowed.
"""

from app.core.acts.anonymity import (
    Climbable,
    OwnLadder,
    Trial,
    climbable,
    own_ladder,
    proposed_anonymity,
    try_anonymity,
)
from app.core.acts.applying import Reading, apply_file
from app.core.acts.convergence import compare, look_around, published
from app.core.acts.datasets import Assessed, quality_trend
from app.core.acts.drift import SinceLast, drift_since_last
from app.core.acts.effect import EffectAnswer, EffectQuestion, effect_of, weigh_effect
from app.core.acts.example import JoinExample, join_example
from app.core.acts.incoming import (
    examine,
    export_originals,
    plan_of,
    reading_of,
    remembered_plan,
    rescan,
    take_in,
    take_in_each,
    take_in_many,
    take_in_next,
)
from app.core.acts.papers import month_paper, release_paper
from app.core.acts.platforms import choose_platform, platform
from app.core.acts.prepare import (
    Treated,
    catalogue,
    desensitize,
    grade_of_output,
    left_over,
    missed,
    operator_context,
    propose_entry,
    today,
    treat,
)
from app.core.acts.publish import deliver, review, seal, submit, withdraw
from app.core.acts.quality import (
    Form,
    check_quality,
    own_checks,
    quality_report,
    release_report,
    source_obstacles,
)
from app.core.acts.quality_rules import keep_quality_rules, kept_checks, quality_rules
from app.core.acts.queue import enqueue, run_queue
from app.core.acts.reading import read_through, unread
from app.core.acts.rechecking import Rechecked, outdated, recheck, recheck_all, to_withdraw
from app.core.acts.recipes import Proposal, fitted, propose_recipe, suggested
from app.core.acts.register import known_resources, pilot_standing, register, registered
from app.core.acts.resource_codes import code_collisions, codes_in_use, next_code
from app.core.acts.risk import (
    RiskAnswer,
    RiskQuestion,
    propose_identifiers,
    table_at_hand,
    weigh_risk,
)
from app.core.acts.sending_limits import limit_sending, sending_limits

__all__ = [
    "Assessed",
    "Climbable",
    "EffectAnswer",
    "EffectQuestion",
    "Form",
    "JoinExample",
    "OwnLadder",
    "Proposal",
    "Reading",
    "Rechecked",
    "RiskAnswer",
    "RiskQuestion",
    "SinceLast",
    "Treated",
    "Trial",
    "apply_file",
    "catalogue",
    "check_quality",
    "choose_platform",
    "climbable",
    "code_collisions",
    "codes_in_use",
    "compare",
    "deliver",
    "desensitize",
    "drift_since_last",
    "effect_of",
    "enqueue",
    "examine",
    "export_originals",
    "fitted",
    "grade_of_output",
    "join_example",
    "keep_quality_rules",
    "kept_checks",
    "known_resources",
    "left_over",
    "limit_sending",
    "look_around",
    "missed",
    "month_paper",
    "next_code",
    "operator_context",
    "outdated",
    "own_checks",
    "own_ladder",
    "pilot_standing",
    "plan_of",
    "platform",
    "propose_entry",
    "propose_identifiers",
    "propose_recipe",
    "proposed_anonymity",
    "published",
    "quality_report",
    "quality_rules",
    "quality_trend",
    "read_through",
    "reading_of",
    "recheck",
    "recheck_all",
    "register",
    "registered",
    "release_paper",
    "release_report",
    "remembered_plan",
    "rescan",
    "review",
    "run_queue",
    "seal",
    "sending_limits",
    "source_obstacles",
    "submit",
    "suggested",
    "table_at_hand",
    "take_in",
    "take_in_each",
    "take_in_many",
    "take_in_next",
    "to_withdraw",
    "today",
    "treat",
    "try_anonymity",
    "unread",
    "weigh_effect",
    "weigh_risk",
    "withdraw",
]
