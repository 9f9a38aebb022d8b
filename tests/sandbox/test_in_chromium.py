"""The portal in a real browser, as a citizen uses it: search, preview, download, write.

Needs the extra ``browser`` (playwright) and a Chromium of the system. GONGKAI_SCREENSHOTS names a folder that
keeps what was seen.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.portal.series import public
from app.sandbox.server import Sandbox
from tests.sandbox.shelves import publish

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="NOT LOOKED AT IN A BROWSER: no playwright"
)
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
WIDTHS = (1366, 390)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("NOT LOOKED AT IN A BROWSER: no Chromium")
    with sync_api.sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except sync_api.Error as error:
            pytest.skip(f"NOT LOOKED AT IN A BROWSER: {error}")
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, sandbox: Sandbox) -> Iterator[Any]:
    """A page without JavaScript that fails a test for whatever its console complains of."""
    context = chromium.new_context(
        ignore_https_errors=True,  # the sandbox's own authority
        java_script_enabled=False,
        base_url=sandbox.public_address,
        locale="zh-CN",
    )
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    yield page
    context.close()
    assert [text for text in said if "Content Security Policy" in text] == []


def test_a_citizen_finds_reads_downloads_and_writes(
    page: Any, ws: Workspace, clerk: Identity, sandbox: Sandbox, delivered: str, tmp_path: Path
) -> None:
    for number in range(30):
        publish(sandbox.platform, f"其他数据{number}", f"305/{number}", theme="交通运输")
    (item,) = [
        item
        for item in sandbox.platform.catalog()
        if item.release == delivered and item.dataset == "301/000001"
    ]
    page.goto("/")
    page.get_by_label("名称、摘要、关键词或字段").fill(item.title[:3])
    page.get_by_label("主题分类").select_option("社会救助")
    page.get_by_role("button", name="检索").click()
    assert page.get_by_role("status").inner_text() == "共 1 个数据集"
    page.get_by_role("link", name=item.title).click()
    assert page.locator("td", has_text="青石镇").first.is_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").first.click()
    downloading.value.save_as(tmp_path / "got.csv")
    got = (tmp_path / "got.csv").read_bytes()
    assert hashlib.sha256(got).hexdigest() == item.files[0].sha256
    page.locator("#column").select_option(label="乡镇")
    page.get_by_role("button", name="作图").click()
    assert page.locator("svg.chart rect").count() == 2
    page.get_by_label("内容（必填）").fill("第三行的镇名有误")
    page.get_by_role("button", name="发送").click()
    assert page.get_by_text("还没有答复").is_visible()
    assert acts.pull_inbox(ws, clerk, sandbox.profile) == 1
    assert acts.inbox_items(ws)[0].enquiry.text == "第三行的镇名有误"


def test_rows_are_browsed_and_filtered(page: Any, sandbox: Sandbox, delivered: str) -> None:
    pytest.importorskip("datasette", reason="rows not browsed: no datasette")
    page.goto("/")
    page.locator(".found a").first.click()
    page.get_by_role("link", name="浏览、筛选全部行").click()
    assert "白沙乡" in page.content()
    page.locator("select[name=_filter_column]").first.select_option("乡镇")
    page.locator("input[name=_filter_value]").first.fill("白沙乡")
    page.locator("input[type=submit][value=Apply], button:has-text('Apply')").first.click()
    assert page.locator("table.rows-and-columns tbody tr").count() == 1


def test_no_page_is_wider_than_its_screen(page: Any, sandbox: Sandbox, delivered: str) -> None:
    """In both languages, on a desk's screen and on a telephone."""
    header = ["机构名称", "乡镇", *(f"第{n}项指标" for n in range(12))]
    rows = [
        header,
        *(
            [f"第{n}养老服务中心", f"青石{n % 5}镇", *(str(n * k) for k in range(12))]
            for n in range(50)
        ),
    ]
    item = publish(sandbox.platform, "清溪县养老机构服务情况", "306/000002", rows=rows)
    sandbox.portal.applications.show(_registered(sandbox))
    shots = os.environ.get("GONGKAI_SCREENSHOTS")
    page.goto("/?q=养老")
    place = page.locator(".found a").first.get_attribute("href")
    for root in ("", "/en"):
        below = {"catalog": "/", "dataset": f"{place}?chart=1", "statistics": "/statistics",
                 "applications": "/applications", "api": "/api"}  # fmt: skip
        for name, path in below.items():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                page.goto(root + path)
                box = page.locator("main").bounding_box()
                assert box["width"] <= width, (root, name, width)
                for wide in page.locator("h1, form, figure, .entry, .cite, .scroll").all():
                    edge = wide.bounding_box()
                    assert edge["x"] + edge["width"] <= width + 1, (root, name, width)
                if shots:
                    file = f"{name}-{root.strip('/') or 'zh'}-{width}.png"
                    page.screenshot(path=str(Path(shots) / file), full_page=True)
    assert item.title in page.context.request.get("/catalog.json").text()


def _registered(sandbox: Sandbox) -> str:
    keys = tuple(series.key for series in public(sandbox.platform))
    made = sandbox.portal.applications.register(
        "养老地图", "清溪科技有限公司", "在地图上找养老机构", "https://maps.example/care", keys
    )
    assert made is not None
    return made
