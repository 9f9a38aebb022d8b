"""The acts of the transition table: each runs its step and records it in one transaction.

The window and the command line call these and nothing below them. ``actor`` is an unlocked
identity; every act raises what :func:`app.core.pipeline.admit` raises when it is not allowed.
"""

from app.core.acts.anonymity import (
    Climbable,
    LadderDraft,
    OwnLadder,
    Trial,
    climbable,
    drafted_ladder,
    ladder_of,
    own_ladder,
    proposed_anonymity,
    try_anonymity,
)
from app.core.acts.applying import Reading, apply_file
from app.core.acts.carrying import awaiting, export, import_receipt
from app.core.acts.convergence import compare, look_around, published
from app.core.acts.correction import correct, correction_of, replaced_by
from app.core.acts.correspondents import Correspondent, correspondents, own_address, trust_card
from app.core.acts.datasets import Assessed, dataset_names, quality_trend
from app.core.acts.delivery_queue import enqueue, run_queue
from app.core.acts.drift import SinceLast, drift_since_last
from app.core.acts.effect import EffectAnswer, EffectQuestion, effect_of, weigh_effect
from app.core.acts.emergency import Scope, Stopped, emergency_stop, public_on
from app.core.acts.example import JoinExample, join_example
from app.core.acts.expiry import CardTerm, card_terms, expiring
from app.core.acts.handed_over import Home, conflicts, home_of, with_whom
from app.core.acts.handing_over import Written, note_sent, request_letter, verdict_letter
from app.core.acts.in_force import (
    InForce,
    restrictions_in_force,
    settings_in_force,
)
from app.core.acts.inbox import Item, close_letter, inbox_items, pull_inbox, reply_to
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
from app.core.acts.judging import (
    accept,
    applied,
    dismiss,
    drafted,
    reclassify,
    retract,
    reveal,
)
from app.core.acts.merging import Conflict, Merged
from app.core.acts.originals_policy import (
    ORIGINALS,
    POLICIES,
    OriginalsPolicy,
    originals_policy,
    set_originals_policy,
)
from app.core.acts.outlook import Exposure, Foresight, Outlook, foresight
from app.core.acts.packages import look_at_package
from app.core.acts.papers import (
    judged_months,
    month_pages,
    month_paper,
    release_pages,
    release_paper,
)
from app.core.acts.placing import hand_over, place
from app.core.acts.platforms import choose_platform, platform
from app.core.acts.prepare import (
    Treated,
    catalogue,
    desensitize,
    entry_proposals,
    grade_of_output,
    left_over,
    missed,
    operator_context,
    propose_entry,
    today,
    treat,
)
from app.core.acts.publish import deliver, seal, withdraw
from app.core.acts.quality import (
    Form,
    Reported,
    check_quality,
    own_checks,
    quality_report,
    release_report,
    source_obstacles,
    trend_point,
)
from app.core.acts.quality_rules import (
    author_quality_rules,
    keep_quality_rules,
    kept_checks,
    quality_rules,
    try_rules,
)
from app.core.acts.reading import read_through, unread
from app.core.acts.rechecking import Rechecked, outdated, recheck, recheck_all, to_withdraw
from app.core.acts.recipes import Proposal, fitted, propose_recipe, suggested
from app.core.acts.register import (
    keep_closed,
    kept_back,
    known_resources,
    pilot_standing,
    register,
    registered,
)
from app.core.acts.resource_codes import code_collisions, codes_in_use, next_code
from app.core.acts.risk import (
    RiskAnswer,
    RiskQuestion,
    propose_identifiers,
    table_at_hand,
    weigh_risk,
)
from app.core.acts.sending_limits import limit_sending, limits_asked, sending_limits
from app.core.acts.shared_folder import Synced, assign, sync
from app.core.acts.signing import Remark, answers, awaited, remarks, review, submit
from app.core.acts.since_approved import FieldChange, SinceApproved, since_approved
from app.core.acts.taking_over import TakenOver, take_over
from app.core.acts.ways_out import (
    UPLOAD_PROFILE,
    check_way_out,
    choose_upload_profile,
    policys_profile,
    upload_profile,
    upload_profile_at_hand,
)

__all__ = [
    "ORIGINALS",
    "POLICIES",
    "UPLOAD_PROFILE",
    "Assessed",
    "CardTerm",
    "Climbable",
    "Conflict",
    "Correspondent",
    "EffectAnswer",
    "EffectQuestion",
    "Exposure",
    "FieldChange",
    "Foresight",
    "Form",
    "Home",
    "InForce",
    "Item",
    "JoinExample",
    "LadderDraft",
    "Merged",
    "OriginalsPolicy",
    "Outlook",
    "OwnLadder",
    "Proposal",
    "Reading",
    "Rechecked",
    "Remark",
    "Reported",
    "RiskAnswer",
    "RiskQuestion",
    "Scope",
    "SinceApproved",
    "SinceLast",
    "Stopped",
    "Synced",
    "TakenOver",
    "Treated",
    "Trial",
    "Written",
    "accept",
    "answers",
    "applied",
    "apply_file",
    "assign",
    "author_quality_rules",
    "awaited",
    "awaiting",
    "card_terms",
    "catalogue",
    "check_quality",
    "check_way_out",
    "choose_platform",
    "choose_upload_profile",
    "climbable",
    "close_letter",
    "code_collisions",
    "codes_in_use",
    "compare",
    "conflicts",
    "correct",
    "correction_of",
    "correspondents",
    "dataset_names",
    "deliver",
    "desensitize",
    "dismiss",
    "drafted",
    "drafted_ladder",
    "drift_since_last",
    "effect_of",
    "emergency_stop",
    "enqueue",
    "entry_proposals",
    "examine",
    "expiring",
    "export",
    "export_originals",
    "fitted",
    "foresight",
    "grade_of_output",
    "hand_over",
    "home_of",
    "import_receipt",
    "inbox_items",
    "join_example",
    "judged_months",
    "keep_closed",
    "keep_quality_rules",
    "kept_back",
    "kept_checks",
    "known_resources",
    "ladder_of",
    "left_over",
    "limit_sending",
    "limits_asked",
    "look_around",
    "look_at_package",
    "missed",
    "month_pages",
    "month_paper",
    "next_code",
    "note_sent",
    "operator_context",
    "originals_policy",
    "outdated",
    "own_address",
    "own_checks",
    "own_ladder",
    "pilot_standing",
    "place",
    "plan_of",
    "platform",
    "policys_profile",
    "propose_entry",
    "propose_identifiers",
    "propose_recipe",
    "proposed_anonymity",
    "public_on",
    "published",
    "pull_inbox",
    "quality_report",
    "quality_rules",
    "quality_trend",
    "read_through",
    "reading_of",
    "recheck",
    "recheck_all",
    "reclassify",
    "register",
    "registered",
    "release_pages",
    "release_paper",
    "release_report",
    "remarks",
    "remembered_plan",
    "replaced_by",
    "reply_to",
    "request_letter",
    "rescan",
    "restrictions_in_force",
    "retract",
    "reveal",
    "review",
    "run_queue",
    "seal",
    "sending_limits",
    "set_originals_policy",
    "settings_in_force",
    "since_approved",
    "source_obstacles",
    "submit",
    "suggested",
    "sync",
    "table_at_hand",
    "take_in",
    "take_in_each",
    "take_in_many",
    "take_in_next",
    "take_over",
    "to_withdraw",
    "today",
    "treat",
    "trend_point",
    "trust_card",
    "try_anonymity",
    "try_rules",
    "unread",
    "upload_profile",
    "upload_profile_at_hand",
    "verdict_letter",
    "weigh_effect",
    "weigh_risk",
    "with_whom",
    "withdraw",
]
