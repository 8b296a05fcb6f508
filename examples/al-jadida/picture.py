"""Take the pictures of the workbench that the README shows: python examples/al-jadida/picture.py BOOK FOLDER

BOOK is the example's book (`make demo`). Needs the system's Chromium and Playwright (`make .venv/dev.stamp`).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDE, HIGH = 1440, 1000


def main(book: Path, folder: Path) -> None:
    """Writes workbench-incident.png and workbench-document.png into `folder`."""
    command = [sys.executable, "-m", "tollbook"]
    listed = subprocess.run([*command, "incidents", book, "--json"], capture_output=True, text=True, check=True)
    incident = max((one["incident"] for one in json.loads(listed.stdout)), key=lambda one: len(one["claims"]))
    serving = subprocess.Popen([*command, "serve", book, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        opened = re.search(r"(http://[^/\s]+)/enter\?key=\S+", _said(serving))
        assert opened, "the workbench did not say its address"
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=chromium)
            page = browser.new_page(viewport={"width": WIDE, "height": HIGH}, color_scheme="light")
            page.goto(opened[0])
            _take(page, f"{opened[1]}/incidents/{incident['id']}", folder / "workbench-incident.png")
            claim = page.locator("a[href^='/documents/'][href*='claim=']").first.get_attribute("href") or ""
            _take(page, f"{opened[1]}{claim.partition('#')[0]}", folder / "workbench-document.png")
            browser.close()
    finally:
        serving.terminate()
        serving.wait()


def _said(serving: subprocess.Popen[str]) -> str:
    """What the workbench says up to its address."""
    assert serving.stdout is not None
    for line in serving.stdout:
        if "/enter?key=" in line:
            return line
    return ""


def _take(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, animations="disabled")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
