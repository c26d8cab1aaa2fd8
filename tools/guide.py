"""Renew the Persian guides of the app (static/guide) from the demo server that runs.

Their texts are doc/guide/*.html. Each `figure` there names a screen: who looks
(data-login), where (data-path), what is pressed first (data-press, one selector after
another, parted by " then "), what is then to be seen (data-see). `{id}` in the path is
the first record of data-model within data-domain, or the meeting provided as a draft
(data-draft). A screen that is gone, or shows what is not Persian, stops it all.
"""

import base64
import contextlib
import importlib
import json
import subprocess
import sys

import demo
import guide_sources as sources
import paths
import screenshots
from steps import say, stop_with

# Narrow enough to be read on paper, wide enough for both sides of the room
PAGE, WIDTH, COLOURS = (1120, 720), 1400, 32
# Odoo's own column of messages is no part of a step, and not all of it is translated
ALONE = """
    for (const part of document.querySelectorAll(".o-mail-Form-chatter")) {
        part.style.display = "none";
    }
"""
# The whole text of the page, with the values of its fields, without Odoo's bar
SEEN = """
    [".o_action_manager", ".o_dialog"].flatMap((part) => [
        ...document.querySelectorAll(part)
    ]).flatMap((part) => [
        part.innerText,
        ...[...part.querySelectorAll("input[type=text], textarea")]
            .filter((field) => field.offsetParent)
            .map((field) => field.value || field.placeholder),
    ]).join("\\n")
"""


def main():
    record = demo.running_server() or stop_with("The demo does not run: make demo")
    guides = {name: sources.read(name) for name in sources.PAGES}
    for name in guides:
        if labels := sources.unknown_labels(name):
            stop_with(f"No screen says what {name} prints bold: {', '.join(labels)}")
    with screenshots.chromium() as browser:
        browser.lay_out(PAGE, WIDTH)
        visits = Visits(browser, record["url"].removesuffix("/odoo"))
        for name, tree in guides.items():
            for figure in tree.iterfind(".//figure"):
                visits.illustrate(figure)
            write(name, tree)
    total = sum(sources.product(name).stat().st_size for name in guides)
    if total > sources.LARGEST:
        stop_with(f"The guides take {total} bytes, too many for a repository")


# --- the pictures ---------------------------------------------------------------


class Visits:
    """The screens that the figures name, each as its user sees it today."""

    def __init__(self, browser, address):
        self.browser, self.address, self.visitors = browser, address, {}

    def illustrate(self, figure):
        login = figure.get("data-login")
        if login not in self.visitors:
            self.visitors[login] = screenshots.Visitor(self.address, login)
        visitor = self.visitors[login]
        self.browser.log_in(visitor)
        with self._record(figure, visitor) as record:
            path = figure.get("data-path").replace("{id}", str(record))
            say(f"{login}: {path}")
            png = self._picture(path, figure)
        data = base64.b64encode(screenshots.small(png, COLOURS)).decode()
        image = sources.html.Element("img", src=f"data:image/png;base64,{data}", alt="")
        figure.insert(0, image)

    @contextlib.contextmanager
    def _record(self, figure, visitor):
        if figure.get("data-draft") is not None:
            with visitor.drafted_meeting() as meeting:
                yield meeting
        elif model := figure.get("data-model"):
            domain = json.loads(figure.get("data-domain", "[]"))
            found = visitor.call(model, "search", domain, limit=1)
            if not found:
                stop_with(f"The demo has no {model} within {domain}")
            yield found[0]
        else:
            yield ""

    def _picture(self, path, figure):
        self.browser.go(path)
        for selector in figure.get("data-press", "").split(" then "):
            if selector:
                self.browser.see(selector)
                self._do(selector, "click()")
        see = figure.get("data-see")
        self.browser.see(see)
        if figure.get("data-scroll") is not None:
            self._do(see, "style.scrollMarginTop = '10rem'")  # below the bar of steps
            self._do(see, "scrollIntoView({block: 'start'})")
        self.browser.value(ALONE)
        png = self.browser.picture()
        if lines := sources.foreign(self.browser.value(SEEN)):
            stop_with(f"Not Persian on {path}: {' | '.join(lines)}")
        return png

    def _do(self, selector, what):
        self.browser.value(f"document.querySelector({json.dumps(selector)}).{what}")


# --- the paper ------------------------------------------------------------------


def write(name, tree):
    style = sources.PAPER_STYLE.read_text() + sources.STYLE.read_text()
    body = sources.html.tostring(tree, encoding="unicode")
    page = (
        '<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">'
        f"<title>{tree.get('data-title')}</title>"
        f'<meta name="keywords" content="{sources.state(name)}">'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )
    path = sources.product(name)
    path.write_bytes(paper_engine().render(page))
    pages = pages_of(path)
    say(f"{path.relative_to(paths.ROOT)}: {pages} p., {path.stat().st_size >> 10} kB")
    if pages not in sources.PAGES[name]:
        stop_with(f"{path.name} should have {sources.PAGES[name]} pages")


def paper_engine():
    """The engine of the addon's papers, without the addon: it does not use records."""
    addons = importlib.import_module("odoo.addons")
    addons.__path__.append(str(paths.ROOT))  # it imports from its neighbour
    sys.path.insert(0, str(sources.PAPER_ADDON))
    return importlib.import_module("report.paper_engine")


def pages_of(path):
    told = subprocess.run(
        ["pdfinfo", path], check=True, capture_output=True, text=True
    ).stdout
    return int(told.partition("Pages:")[2].split()[0])


if __name__ == "__main__":
    main()
