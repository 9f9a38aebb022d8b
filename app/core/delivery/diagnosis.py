"""Why a platform cannot be reached, layer by layer, in words: what holds, what does not, what to do.

Certificates on this computer, its proxy, the platform's name, its port, TLS with both certificates,
what the platform answers, and whose clock is wrong. A layer that fails ends the walk: those above
it cannot be judged.
"""

import contextlib
import datetime
import email.utils
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from app.core.delivery.certificates import client_validity, validity
from app.core.delivery.peer import Peer, connect, look_at
from app.core.delivery.transport import CONNECT, Transport, client_context, mistrusted
from app.core.errors import GongkaiError
from app.core.errors.system import system_reason
from app.core.model import Profile
from app.core.text import Text

if TYPE_CHECKING:
    import requests

SKEW = datetime.timedelta(minutes=5)  # between two clocks, before it is worth a word

Layer = Literal[
    "certificates", "client-certificate", "name", "port", "proxy", "tls", "answer", "clock"
]
Verdict = Literal["ok", "warn", "bad"]

LAYERS: dict[Layer, Text] = {
    "certificates": Text("证书文件", "certificate files"),
    "client-certificate": Text("本机证书有效期", "our certificate's time"),
    "name": Text("域名解析", "name resolution"),
    "port": Text("网络连接", "connection"),
    "proxy": Text("代理服务器", "proxy"),
    "tls": Text("加密连接", "TLS"),
    "answer": Text("平台答复", "the platform's answer"),
    "clock": Text("本机时间", "clock"),
}


@dataclass(frozen=True)
class Step:
    """What was found at one layer; no ``advice`` where there is nothing to do."""

    layer: Layer
    verdict: Verdict
    found: Text
    advice: Text | None = None


def diagnose(profile: Profile, folder: Path, now: datetime.datetime) -> tuple[Step, ...]:
    """Walk the way to the platform; sends nothing but a question what it speaks. ``now``: UTC."""
    steps = []
    for step in _walk(profile, folder, now):
        steps.append(step)
        if step.verdict == "bad":
            break
    return tuple(steps)


def _walk(profile: Profile, folder: Path, now: datetime.datetime) -> Iterator[Step]:
    try:
        context = client_context(profile, folder)
        transport = Transport(profile, folder)
    except GongkaiError as error:
        yield _told("certificates", error)
        return
    with contextlib.closing(transport):
        yield Step("certificates", "ok", Text("可以读取", "can be read"))
        if profile.client_certificate:
            yield own_certificate(profile, folder, now)
        yield from _line(profile)
        yield from _tls(profile, context, now)
        try:
            response = transport.call("OPTIONS", "files")
        except GongkaiError as error:
            yield _told("answer", error)
            return
    if profile.connector == "gateway":
        yield _answer(response)
    else:  # whatever it says to a question that it does not know, somebody is there
        yield Step(
            "answer", "ok", Text(f"答复 {response.status_code}", f"answers {response.status_code}")
        )
    yield _clock(response.headers.get("Date", ""), now)


def own_certificate(profile: Profile, folder: Path, now: datetime.datetime) -> Step:
    """How long the office's certificate still holds: a word 30 days, 7 days and a day before."""
    try:
        held = client_validity(profile, folder, now)
    except GongkaiError as error:
        return _told("client-certificate", error)
    if held.starts > now:
        found = Text("尚未生效", "is not valid yet")
        return Step("client-certificate", "bad", found, _SET_CLOCK)
    if held.warning is None:
        return Step("client-certificate", "ok", held.told())
    renew = Text(
        "请向平台管理员申请新证书，并替换平台配置中的文件。",
        "Ask the platform's admin for a new one and put it into the profile.",
    )
    return Step("client-certificate", "bad" if held.days < 0 else "warn", held.told(), renew)


def _line(profile: Profile) -> Iterator[Step]:
    """From here to the first machine: the proxy if there is one, else the platform."""
    parts = urlsplit(profile.proxy or profile.address)
    host, port = parts.hostname or "", parts.port or (80 if profile.proxy else 443)
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = Text(f"无法解析 {host}", f"{host} does not resolve")
        yield Step("name", "bad", found, _ASK_NETWORK)
        return
    yield Step("name", "ok", Text(host, host))
    try:
        socket.create_connection((host, port), CONNECT).close()
    except TimeoutError:
        found = Text(f"{host}:{port} 没有回应", f"{host}:{port} does not answer")
        yield Step("port", "bad", found, _ASK_FIREWALL)
        return
    except OSError as error:
        found = Text("{at}：{reason}", "{at}: {reason}")
        found = found.format(at=f"{host}:{port}", reason=system_reason(error))
        yield Step("port", "bad", found, _ASK_FIREWALL)
        return
    yield Step("port", "ok", Text(f"{host}:{port}", f"{host}:{port}"))


def _tls(profile: Profile, context: ssl.SSLContext, now: datetime.datetime) -> Iterator[Step]:
    """Through the proxy, if there is one, to a connection on which both sides are known."""
    try:
        raw = connect(profile)
    except OSError as error:
        found = Text(f"代理不放行：{error}", f"the proxy does not let us through: {error}")
        yield Step("proxy", "bad", found, _ASK_PROXY)
        return
    if profile.proxy:
        yield Step("proxy", "ok", Text("放行", "lets us through"))
    host = urlsplit(profile.address).hostname or ""
    try:
        with context.wrap_socket(raw, server_hostname=host) as line:
            found = Text(f"{line.version()}，证书有效", f"{line.version()}, certificate is good")
    except (OSError, ValueError) as error:
        yield _mistrust(profile, error, now)
        return
    yield Step("tls", "ok", found)


def _mistrust(profile: Profile, error: Exception, now: datetime.datetime) -> Step:
    """What is wrong with the platform's side of TLS, by a look at what it shows to anybody."""
    peer = look_at(profile)
    if peer is None:
        found = Text("对方不会 TLS，或中途断开", "it does not speak TLS, or hangs up")
        return Step("tls", "bad", found, _ASK_FIREWALL)
    if peer.version not in ("TLSv1.3",):
        found = Text(f"平台只支持 {peer.version}", f"the platform speaks {peer.version} only")
        advice = Text("请平台管理员启用 TLS 1.3。", "Ask the platform's admin to enable TLS 1.3.")
        return Step("tls", "bad", found, advice)
    reason = mistrusted(str(error)) or Text("验证失败", "verification fails")
    return Step("tls", "bad", _with_facts(reason, peer), _advice(peer, error, now))


def _with_facts(reason: Text, peer: Peer) -> Text:
    held = peer.certificate
    span = f"{held.not_valid_before_utc:%Y-%m-%d}–{held.not_valid_after_utc:%Y-%m-%d}"
    names = "、".join(peer.names) or "–"
    return Text(
        f"{reason.zh}（证书属于 {names}，签发者 {peer.issuer}，有效期 {span}）",
        f"{reason.en} (it is for {', '.join(peer.names) or '–'}, by {peer.issuer}, {span})",
    )


def _advice(peer: Peer, error: Exception, now: datetime.datetime) -> Text:
    held = validity(peer.certificate, "", now)
    if held.starts > now or held.days < 0:
        off = _skew(peer.date, now)
        if off is not None and abs(off) > SKEW:
            return _SET_CLOCK
        return Text(
            "请先核对本机日期和时间；若无误，请平台管理员更换证书。",
            "Check this computer's date first; if it is right, the platform must renew.",
        )
    if "mismatch" in str(error) or "doesn't match" in str(error):
        return Text(
            "请核对平台配置中的地址；若无误，可能有人冒充平台，请勿上传。",
            "Check the address in the profile; if it is right, somebody may pose as the platform.",
        )
    return Text(
        "请向平台管理员核对 CA 证书；也可能有设备在中途解密，或有人冒充平台，请勿上传。",
        "Compare the CA with the platform's admin; a device may be listening in. Do not upload.",
    )


def _answer(response: "requests.Response") -> Step:
    status = response.status_code
    spoken = response.headers.get("Tus-Version", "")
    if status in (200, 204) and spoken:
        return Step("answer", "ok", Text(f"tus {spoken}", f"tus {spoken}"))
    found = Text(f"答复 {status}", f"it answers {status}")
    if status in (400, 401, 403, 495, 496):
        advice = Text(
            "平台不承认本机证书，请与平台管理员核对。",
            "The platform does not know our certificate; compare it with its admin.",
        )
    elif status in (429, 502, 503, 504):
        advice = Text("平台正忙或在维护，请稍后再试。", "It is busy or under repair; try later.")
    else:
        advice = Text(
            "这个地址不接收上传，请核对平台配置。",
            "Nothing is received at this address; check the profile.",
        )
    return Step("answer", "bad", found, advice)


def _clock(date: str, now: datetime.datetime) -> Step:
    off = _skew(date, now)
    if off is None:
        return Step("clock", "ok", Text("平台未报告时间", "the platform does not tell the time"))
    minutes = round(abs(off).total_seconds() / 60)
    if abs(off) <= SKEW:
        return Step("clock", "ok", Text("与平台一致", "as the platform's"))
    found = Text(
        f"本机比平台{'快' if off > datetime.timedelta(0) else '慢'} {minutes} 分钟",
        f"{minutes} minutes {'ahead of' if off > datetime.timedelta(0) else 'behind'} the platform",
    )
    return Step("clock", "warn", found, _SET_CLOCK)


def _skew(date: str, now: datetime.datetime) -> datetime.timedelta | None:
    """How far this clock is ahead of an answer's ``Date``; None where there is none."""
    try:
        theirs = email.utils.parsedate_to_datetime(date)
    except ValueError:
        return None
    return now - theirs.replace(tzinfo=theirs.tzinfo or datetime.UTC)


def _told(layer: Layer, error: GongkaiError) -> Step:
    said = Text(error.told("zh"), error.told("en"))
    return Step(layer, "bad", said, Text(error.advice("zh"), error.advice("en")))


_SET_CLOCK = Text("请校准本机日期和时间。", "Set this computer's date and time.")
_ASK_NETWORK = Text(
    "请检查网线、DNS 和平台配置中的地址。", "Check the cable, the DNS and the profile's address."
)
_ASK_FIREWALL = Text(
    "请联系网络管理员：防火墙是否放行，平台是否在运行。",
    "Ask the network's admin whether the firewall lets it pass and the platform runs.",
)
_ASK_PROXY = Text(
    "请向网络管理员核对代理地址和放行名单。",
    "Compare the proxy and its list with the network's admin.",
)
