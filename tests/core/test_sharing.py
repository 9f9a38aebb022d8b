"""What each way of sharing asks for: every number with its source, every number editable."""

import json

import pytest

from app.core.errors import PackUnusable, ParameterInvalid
from app.core.resources import parse_pack
from app.core.sharing import MODES, Context, mode_names, sharing_profile


@pytest.mark.parametrize(
    ("mode", "tau", "k", "figure"),
    [("public", 1 / 20, 21, "R_b"), ("controlled", 1 / 5, 5, "R_c"), ("enclave", 1 / 3, 3, "R_c")],
)
def test_the_numbers_of_each_mode(mode: str, tau: float, k: int, figure: str) -> None:
    profile = sharing_profile(mode)
    assert profile.tau == pytest.approx(tau)
    assert (profile.k, profile.data_risk, profile.threshold) == (k, figure, 0.05)
    assert all(profile.sources.values())
    assert all(reading.source and reading.meaning.zh for reading in profile.readings)
    assert profile.readings[0].k == k


def test_public_release_reads_strictly_and_says_what_the_lenient_reading_is() -> None:
    strict, lenient = sharing_profile("public").readings
    assert 1 / strict.k < 0.05 == 1 / lenient.k


def test_every_mode_is_in_the_pack() -> None:
    assert tuple(mode_names()) == MODES


def test_the_context_of_public_release_is_certain() -> None:
    risk = sharing_profile("public").context_risk(Context("high", "low", "high"))
    assert (risk.value, risk.assumed) == (1, ())


def test_the_context_is_the_worst_of_three() -> None:
    controlled = sharing_profile("controlled")
    best = controlled.context_risk(Context("high", "low", "high"))
    assert (best.value, best.deliberate, best.breach) == (0.14, 0.05, 0.14)
    worst = controlled.context_risk(Context("low", "high", "high"))
    assert worst.value == 0.6
    rare = controlled.context_risk(Context("high", "low", "high", prevalence=0.01))
    assert rare.inadvertent == pytest.approx(1 - 0.99**150)
    assert rare.value == rare.inadvertent
    with pytest.raises(ParameterInvalid):
        controlled.context_risk(Context(prevalence=1.5))


def test_what_nobody_judged_is_named() -> None:
    risk = sharing_profile("controlled").context_risk(Context(motives="low"))
    assert risk.assumed == ("controls", "security")
    assert risk.value == 0.27


def own(**entries: object) -> bytes:
    return json.dumps({"pack": "our-sharing", "version": "1", "source": "ours", **entries}).encode()


def test_an_own_pack_overrules_what_it_names_and_nothing_else() -> None:
    content = own(modes={"controlled": {"readings": [
        {"k": 11, "default": True, "zh": "本省规定", "en": "of the province", "source": "省标准"}
    ]}}, threshold={"value": 0.02, "source": "省标准"})  # fmt: skip
    profile = sharing_profile("controlled", parse_pack("own.json", content))
    assert (profile.k, profile.threshold, profile.tau) == (11, 0.02, 0.2)
    assert profile.sources["k"] == "省标准"
    assert set(profile.packs) == {"sharing", "our-sharing"}
    assert sharing_profile("controlled").k == 5


@pytest.mark.parametrize(
    "entries",
    [
        {"modes": {"public": {"tau": {"value": 0}}}},
        {"modes": {"public": {"readings": []}}},
        {"modes": {"public": {"readings": [{"k": 0, "default": True}]}}},
        {"modes": {"public": {"data_risk": {"value": "R_d"}}}},
        {"modes": {"public": {"tau": "low"}}},
    ],
)
def test_a_pack_without_sense_is_refused(entries: dict[str, object]) -> None:
    with pytest.raises(PackUnusable):
        sharing_profile("public", parse_pack("own.json", own(**entries)))


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ParameterInvalid):
        sharing_profile("everybody")
