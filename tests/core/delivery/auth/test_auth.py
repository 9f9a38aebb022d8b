"""The signing families: each signature is made again by the OpenSSL command line, or by hand."""

import base64
import hashlib
import shutil
import subprocess
from typing import Any

import pytest

from app.core.delivery.failures import ProfileUnusable
from app.core.delivery.options import read_part
from app.core.delivery.signing import Call, auths
from app.core.model import Profile

SECRET = "b9f5-45a5"
CALL = Call("POST", "/api/v1/data", "b=2&a=1", '{"名称":"低保"}'.encode(), 1795990000123, "n0nce")
PROFILE = Profile("平台", "https", "https://127.0.0.1")


def signed(family: str, call: Call = CALL, **options: str) -> dict[str, str]:
    auth = auths.get(family)
    said = read_part(PROFILE, options, auth.options, "options.signing.options")
    return auth.headers(call, said, SECRET)


def openssl(message: str, algorithm: str = "sha256") -> bytes:
    tool = shutil.which("openssl")
    if tool is None:
        pytest.skip("NOT TESTED: no openssl command to compare signatures with")
    command = [tool, "dgst", f"-{algorithm}", "-hmac", SECRET, "-binary"]
    return subprocess.run(command, input=message.encode(), capture_output=True, check=True).stdout


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_bearer_and_basic() -> None:
    assert signed("bearer") == {"Authorization": f"Bearer {SECRET}"}
    basic = signed("basic", user="清溪")["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(basic).decode() == f"清溪:{SECRET}"


def test_shandong() -> None:
    assert signed("shandong", client_id="c1") == {
        "X-Client-Id": "c1",
        "X-Timestamp": "1795990000123",
        "X-Nonce": "n0nce",
        "X-Signature": b64(openssl("c11795990000123n0nce")),
    }


def test_national_exchange() -> None:
    assert signed("national-exchange", rid="r1", sid="s1") == {
        "gjgxjhpt_rid": "r1",
        "gjgxjhpt_sid": "s1",
        "gjgxjhpt_rtime": "1795990000123",
        "gjgxjhpt_sign": b64(openssl("s1r11795990000123")),
    }


def test_anyfabric() -> None:
    lines = 'POST\n1795990000\nn0nce\n/api/v1/data\na=1&b=2\n{"名称":"低保"}'
    assert signed("anyfabric", appid="a1")["Authorization"] == (
        "ANYFABRIC-HMAC-SHA256 appid=a1,timestamp=1795990000,nonce=n0nce,"
        f"signature={openssl(lines).hex()}"
    )


def test_paasid() -> None:
    message = f"1795990000{SECRET}n0nce1795990000"
    assert signed("paasid", paasid="p1") == {
        "x-tif-paasid": "p1",
        "x-tif-timestamp": "1795990000",
        "x-tif-nonce": "n0nce",
        "x-tif-signature": hashlib.sha256(message.encode()).hexdigest(),
    }


def test_city_collection() -> None:
    message = f"k1{SECRET}1795990000123"
    assert signed("city-collection", app_key="k1") == {
        "appKey": "k1",
        "timestamp": "1795990000123",
        "signature": hashlib.sha1(message.encode()).hexdigest(),  # noqa: S324
    }


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
@pytest.mark.parametrize("encoding", ["hex", "base64"])
def test_hmac_in_headers_as_the_profile_says(algorithm: str, encoding: str) -> None:
    headers = signed(
        "hmac", id="app", algorithm=algorithm, encoding=encoding, unit="s",
        message="{method}{path}|{timestamp}{nonce}{id}", id_header="AppKey",
        signature_header="Sign",
    )  # fmt: skip
    code = openssl("POST/api/v1/data|1795990000n0nceapp", algorithm)
    assert headers == {
        "AppKey": "app",
        "X-Timestamp": "1795990000",
        "X-Nonce": "n0nce",
        "Sign": code.hex() if encoding == "hex" else b64(code),
    }


@pytest.mark.parametrize("family", sorted(auths.all()))
def test_no_family_sends_the_secret_but_those_that_are_the_secret(family: str) -> None:
    auth = auths.get(family)
    names = [field for field in auth.options.__dataclass_fields__ if field.endswith("id")]
    needed = dict.fromkeys(
        {"user", "app_key", *names} & set(auth.options.__dataclass_fields__), "x"
    )
    assert (SECRET in str(signed(family, **needed))) is (family == "bearer")


@pytest.mark.parametrize(
    ("family", "options", "key"),
    [
        ("shandong", {}, "client_id"),
        ("shandong", {"client_id": "x", "sid": "y"}, "signing.options.sid"),
        ("hmac", {"id": "x", "algorithm": "md5"}, "algorithm"),
        ("hmac", {"id": "x", "message": "{secret}"}, "message"),
        ("hmac", {"id": "x", "message": "{id.x}"}, "message"),
        ("basic", {"user": 7}, "user"),
    ],
)
def test_options_that_cannot_be_used_are_named(
    family: str, options: dict[str, Any], key: str
) -> None:
    with pytest.raises(ProfileUnusable, match=key):
        signed(family, **options)


def test_a_nonce_comes_once() -> None:
    assert len({Call("GET", "/", "", b"").nonce for _ in range(1000)}) == 1000
