"""How a page looks at every width, in light and dark, and what axe-core has against it."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Desktop, the same at 200 % zoom (WCAG 2.2, 1.4.4), a phone, and 400 % zoom (1.4.10).
WIDTHS = (1280, 640, 360, 320)
SCHEMES = ("light", "dark")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]})
    .then(results => results.violations)"""


def faults(page: Page, name: str) -> list[str]:
    """What is wrong with the page that the browser is on; it is left at its first width.

    Args:
        page: The browser's.
        name: What the page is called in what is found, and in its pictures.
    """
    found: list[str] = []
    page.evaluate(Axe().axe_script)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            where = f"{name}, {scheme}, {width} px"
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{where}: wider than the window")
            _picture(page, f"{name}-{width}-{scheme}")
            # 360 px lies between its neighbours, and colours don't depend on the width.
            if width == 360 or (scheme == "dark" and width != WIDTHS[0]):
                continue
            found += [
                f"{where}: {violation['id']}: {node['html']}"
                for violation in page.evaluate(CHECK, WCAG)
                for node in violation["nodes"]
            ]
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


def _picture(page: Page, name: str) -> None:
    """The whole page as it looks, if the environment names a folder for it."""
    folder = os.environ.get("QUIZGEN_SCREENSHOTS")
    if folder and "-320-" not in name and "-640-" not in name:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
