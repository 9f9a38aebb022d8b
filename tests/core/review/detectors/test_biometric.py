"""生物识别."""

import base64
import hashlib

import pytest

from tests.core.review.columns import examine

TEMPLATES = [base64.b64encode(hashlib.sha512(bytes([n])).digest()).decode() for n in range(5)]
PICTURES = ["faces/0001.jpg", "0002.PNG", r"C:\照片\3.bmp"]


@pytest.mark.parametrize(
    "name", ["指纹特征码", "人脸特征值", "指纹", "zwtzm", "fingerprint_template", "虹膜"]
)
@pytest.mark.parametrize("values", [TEMPLATES, PICTURES, [t.lower() for t in TEMPLATES]])
def test_found(name: str, values: list[str]) -> None:
    evidence = examine("biometric", values, name)
    assert evidence is not None
    assert len(evidence.spans) == len(values)


@pytest.mark.parametrize(
    "name",
    ["文件指纹", "证书指纹", "设备指纹", "key_fingerprint", "摘要", "照片", "指纹采集时间", "是否采集指纹", "内容"],
)  # fmt: skip
def test_digests_and_other_names(name: str) -> None:
    assert examine("biometric", TEMPLATES, name) is None


@pytest.mark.parametrize("values", [["是", "否"], ["已采集"], ["1200"], ["海康人脸机"], ["setosa"]])
def test_other_values(values: list[str]) -> None:
    for name in ("人脸识别", "指纹", "iris"):
        assert examine("biometric", values, name) is None
