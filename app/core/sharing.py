"""How widely data is shared, and how much risk that way of sharing bears (GB/T 42460-2023).

The three modes are those of GB/T 37964-2019, 3.12 to 3.14: 完全公开共享, 受控公开共享, 领地公开共享. Every number
stands in the ``sharing`` pack beside its source; an agency's own pack of the same shape overrules any
of them. What anonymization aims at and what the risk is judged by are the same value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from app.core import resources
from app.core.errors import ParameterInvalid
from app.core.text import Text

Degree = Literal["low", "medium", "high"]
DataRisk = Literal["R_b", "R_c"]
MODES = ("public", "controlled", "enclave")


@dataclass(frozen=True)
class Reading:
    """One way to read the standard: ``k`` rows at least in every class."""

    k: int
    meaning: Text
    source: str


@dataclass(frozen=True)
class Context:
    """What is judged of whoever receives the data; None where nobody has.

    ``controls`` and ``security``: how strong theirs are; ``motives``: how much re-identifying would
    pay, with their means to do so; ``prevalence``: the share of the population that the data is about.
    """

    controls: Degree | None = None
    motives: Degree | None = None
    security: Degree | None = None
    prevalence: float | None = None


@dataclass(frozen=True)
class ContextRisk:
    """pr(context) and its parts; ``inadvertent`` is None where no prevalence is known.

    ``assumed``: which degrees nobody has judged.
    """

    value: float
    deliberate: float | None
    inadvertent: float | None
    breach: float | None
    assumed: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SharingProfile:
    """What a mode asks for. ``tau``: τ, the risk that no class may exceed; ``k``: by the default of
    ``readings``; ``data_risk``: the figure that is multiplied by pr(context); ``threshold``: what the
    product stays below. ``sources`` and ``packs``: where the numbers come from. ``context``: the rules
    of pr(context), a fixed ``value`` or tables.
    """

    mode: str
    name: Text
    tau: float
    k: int
    readings: tuple[Reading, ...]
    data_risk: DataRisk
    threshold: float
    sources: Mapping[str, str]
    packs: Mapping[str, str]
    context: Mapping[str, Any]

    def context_risk(self, context: Context) -> ContextRisk:
        """pr(context) = max(deliberate, inadvertent, breach); 1 for public release.

        inadvertent = 1 - (1-p)^m: one of m acquaintances is among the share p of the population.
        """
        table = self.context
        if "value" in table:
            return ContextRisk(table["value"], None, None, None, (), table["source"])
        assumed = table["assumed"]
        controls = context.controls or assumed["controls"]
        motives = context.motives or assumed["motives"]
        security = context.security or assumed["security"]
        deliberate = table["deliberate"][controls][motives]
        breach = table["breach"][security]
        inadvertent = None
        if context.prevalence is not None:
            if not 0 <= context.prevalence <= 1:
                reason = Text("应在 0 与 1 之间", "it lies between 0 and 1")
                raise ParameterInvalid(name="prevalence", reason=reason)
            inadvertent = 1 - (1 - context.prevalence) ** table["acquaintances"]["value"]
        return ContextRisk(
            max(deliberate, breach, inadvertent or 0.0),
            deliberate,
            inadvertent,
            breach,
            tuple(n for n in ("controls", "motives", "security") if getattr(context, n) is None),
            table["source"],
        )


def sharing_profile(mode: str, own: resources.Pack | None = None) -> SharingProfile:
    """What a mode asks for; entries of ``own`` take the place of the program's.

    Raises ParameterInvalid for an unknown mode, PackUnusable for a pack whose numbers make no sense.
    """
    pack = resources.pack("sharing")
    rules = pack.data if own is None else _overruled(pack.data, own.data)
    if mode not in rules["modes"]:
        reason = Text("可选的有：{known}", "choose of: {known}")
        raise ParameterInvalid(
            name="sharing", reason=reason.format(known=", ".join(rules["modes"]))
        )
    try:
        return _profile(mode, rules, [p for p in (pack, own) if p is not None])
    except KeyError as error:
        name = (own or pack).name
        raise resources.pack_unusable(name, resources.LACKS.format(entry=error.args[0])) from error
    except (TypeError, ValueError) as error:
        raise resources.pack_unusable((own or pack).name, Text.plain(str(error))) from error


def mode_names() -> dict[str, Text]:
    """The ways of sharing by their ids."""
    modes = resources.pack("sharing").data["modes"]
    return {id: Text(mode["zh"], mode["en"]) for id, mode in modes.items()}


def _profile(mode: str, rules: Mapping[str, Any], packs: list[resources.Pack]) -> SharingProfile:
    given, threshold = rules["modes"][mode], rules["threshold"]
    readings = given["readings"]
    default: Mapping[str, Any] | None = next((r for r in readings if r.get("default")), None)
    if default is None:
        raise ValueError("readings: one of them is the default")
    if not (0 < given["tau"]["value"] <= 1 and 0 < threshold["value"] <= 1 and default["k"] >= 1):
        raise ValueError("0 < τ ≤ 1, 0 < threshold ≤ 1, k ≥ 1")
    if given["data_risk"]["value"] not in get_args(DataRisk):
        raise ValueError("data_risk: R_b, R_c")
    return SharingProfile(
        mode=mode,
        name=Text(given["zh"], given["en"]),
        tau=float(given["tau"]["value"]),
        k=int(default["k"]),
        readings=tuple(
            Reading(r["k"], Text(r["zh"], r["en"]), r["source"])
            for r in sorted(readings, key=lambda r: not r.get("default"))
        ),
        data_risk=given["data_risk"]["value"],
        threshold=float(threshold["value"]),
        sources={
            "tau": given["tau"]["source"],
            "k": default["source"],
            "data_risk": given["data_risk"]["source"],
            "threshold": threshold["source"],
        },
        packs={pack.name: pack.sha256 for pack in packs},
        context=given.get("context", rules["context"]),
    )


def _overruled(rules: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``rules`` with the entries of ``own`` in their places, at any depth; a list is one entry."""
    merged = dict(rules)
    for key, value in own.items():
        below = merged.get(key)
        nested = isinstance(value, Mapping) and isinstance(below, Mapping)
        merged[key] = _overruled(below or {}, value) if nested else value
    return merged
