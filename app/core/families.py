"""Every family of plug-ins, for the checks at start-up and in ``self-check``."""

from typing import Any

from app.core.catalog.format import formats
from app.core.delivery.connector import connectors
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import models
from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.operation import operators
from app.core.errors import GongkaiError, PackUnusable, RegistryIncomplete
from app.core.intake.sheet import readers
from app.core.intake.writer import writers
from app.core.quality.check import checks
from app.core.registry import Registry
from app.core.review.detector import detectors
from app.core.trust.sealing import sealings
from app.core.trust.suite import suites
from app.core.workspace.slot import slot_kinds

FAMILIES: tuple[Registry[Any], ...] = (
    readers,
    writers,
    detectors,
    operators,
    builtins,
    formats,
    checks,
    connectors,
    metrics,
    models,
    suites,
    sealings,
    slot_kinds,
)


def check() -> list[GongkaiError]:
    """What this installation lacks; an empty list lets work begin."""
    lacking: list[GongkaiError] = []
    for family in FAMILIES:
        try:
            family.all()
        except (RegistryIncomplete, PackUnusable) as error:
            lacking.append(error)
    return lacking
