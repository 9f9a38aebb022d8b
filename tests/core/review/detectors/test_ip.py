"""IP 地址."""

import random

import pytest

from tests.core.review.columns import examine, spans

TYPE = "ip"


@pytest.mark.parametrize(
    "text", ["198.51.100.7", "203.0.113.20", "192.168.1.20", "2001:db8::1", "fe80::1a2b:3c4d"]
)
def test_found_in_text(text: str) -> None:
    for cell in (text, f"从{text}登录"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


def test_before_a_port() -> None:
    assert spans(examine(TYPE, ["198.51.100.7:8080"]), ["198.51.100.7:8080"]) == ["198.51.100.7"]


@pytest.mark.parametrize(
    "text",
    ["1.2.3.4", "V3.2.10.114", "版本号：10.15.7.2", "版本3.2.10.114", "256.1.1.1", "198.51.100.7.5", "12:30:45",
     "0.1.200.3", "255.255.255.0", "std::string", "a::b",
     "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "Chrome 142.0.0.0"],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_versions_and_sections_are_innocent() -> None:
    generator = random.Random(1)
    values = [".".join(str(generator.randint(1, 30)) for _ in range(4)) for _ in range(300)]
    assert examine(TYPE, values) is None
    assert examine(TYPE, ["3.2.10.114"] * 10, "软件版本") is None


@pytest.mark.parametrize(
    "text", ["198.51.100.7/img/a.jpg", "http://198.51.100.7/", "https://198.51.100.7:8443/api/list"]
)
def test_servers_of_a_site_are_no_visitors(text: str) -> None:
    assert examine(TYPE, [text]) is None


@pytest.mark.parametrize("text", ["198.51.100.7/24", "198.51.100.7/北京", "http://10.1.200.3/a"])
def test_other_addresses_beside_a_stroke(text: str) -> None:
    assert examine(TYPE, [text]) is not None


def test_inner_networks_are_internal() -> None:
    for values, level in (
        (["10.1.200.3", "172.16.200.1"], "internal"),
        (["10.1.200.3", "198.51.100.7"], None),
    ):
        evidence = examine(TYPE, values)
        assert evidence is not None
        assert evidence.level == level
