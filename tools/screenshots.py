"""Renew the pictures of the README, from the demo server that runs (make demo)."""

import base64
import contextlib
import io
import json
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import requests
import websocket
from PIL import Image, ImageChops

import demo
import paths
from steps import child_environment, say, stop_with
from system_packages import TESTS, ensure_system_packages

FOLDER = paths.ROOT / "doc"
PAGE = (1200, 800)  # what Chromium lays out
WIDTH = 900  # what is kept of it, in pixels
COLOURS = 64
MARGIN = 24
SECONDS = 60
WEDNESDAY = 2
SECRETARY, NATIONAL = "secretary.ea", "national"


def main():
    ensure_system_packages(TESTS)
    record = demo.running_server() or stop_with("The demo does not run: make demo")
    address = record["url"].removesuffix("/odoo")
    FOLDER.mkdir(exist_ok=True)
    secretary, national = (Visitor(address, login) for login in (SECRETARY, NATIONAL))
    with chromium() as browser:
        browser.log_in(secretary)
        with secretary.drafted_meeting() as meeting:
            browser.shoot(
                "meeting",
                f"/odoo/committee-meetings/{meeting}",
                "[name=next_step_blockers] li",
            )
        browser.shoot("follow-up", "/odoo/committee-follow-up", ".o_data_row")
        browser.log_in(national)
        browser.shoot("provinces", "/odoo/province-standing", ".o_kanban_record")
    save("minutes", first_page(secretary.last_minutes()))


# --- who looks ------------------------------------------------------------------


class Visitor:
    """A session of one login; in the demo the password is the login."""

    def __init__(self, address, login):
        self.address, self.session = address, requests.Session()
        answer = self.post(
            "/web/session/authenticate",
            {"db": demo.DATABASE, "login": login, "password": login},
        )
        self.context = answer["user_context"]

    def post(self, path, params):
        answer = self.session.post(
            self.address + path, json={"params": params}, timeout=SECONDS
        ).json()
        if "error" in answer:
            stop_with(answer["error"]["data"]["message"])
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        kwargs["context"] = self.context
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post("/web/dataset/call_kw", params)

    @contextlib.contextmanager
    def drafted_meeting(self):
        """Context manager: a draft meeting without a place; it is deleted
        afterwards."""
        [committee] = self.call("committee.committee", "search", [], limit=1)
        duties = [("is_duty", "=", True)]
        duty, other = self.call("committee.procedure.clause", "search", duties, limit=2)
        day = date.today() + timedelta(days=30)
        day += timedelta(days=(WEDNESDAY - day.weekday()) % 7)
        items = {"اولویت‌بندی خوشه‌های استان": duty, "گزارش پیگیری مصوبات": other}
        meeting = self.call(
            "committee.meeting",
            "create",
            {
                "committee_id": committee,
                "date_start": f"{day} 06:30:00",
                "agenda_item_ids": [
                    (0, 0, {"name": name, "duty_id": clause})
                    for name, clause in items.items()
                ],
            },
        )
        try:
            yield meeting
        finally:
            self.call("committee.meeting", "unlink", [meeting])

    def last_minutes(self):
        [meeting] = self.call(
            "committee.meeting",
            "search",
            [("minutes_sha256", "!=", False)],
            limit=1,
        )
        path = f"/report_weasyprint/document/committee.meeting/{meeting}"
        return self.session.get(self.address + path, timeout=SECONDS).content


# --- with what ------------------------------------------------------------------


@contextlib.contextmanager
def chromium():
    """Start a headless Chromium with a profile of its own, in Tehran's hours."""
    folder = tempfile.TemporaryDirectory(dir=paths.CACHE, ignore_cleanup_errors=True)
    with folder as profile:  # its children may outlive Chromium by a moment
        process = subprocess.Popen(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--disable-gpu",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            env=child_environment(TZ="Asia/Tehran"),
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Browser(Path(profile, "DevToolsActivePort"))
        finally:
            process.terminate()
            process.wait()


class Browser:
    """The one page of a Chromium, driven by its DevTools protocol."""

    def __init__(self, port_file):
        wait_for(port_file.exists)
        port = port_file.read_text().split()[0]
        targets = requests.get(f"http://127.0.0.1:{port}/json", timeout=SECONDS).json()
        page = next(target for target in targets if target["type"] == "page")
        self.socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], timeout=SECONDS, suppress_origin=True
        )
        self.number, self.address = 0, None
        self.lay_out(PAGE, WIDTH)

    def lay_out(self, page, kept_width):
        width, height = page
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=kept_width / width,
            mobile=False,
        )

    def send(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                return answer["result"]

    def log_in(self, visitor):
        self.address = visitor.address
        cookie = visitor.session.cookies["session_id"]
        self.send(
            "Network.setCookie", url=self.address, name="session_id", value=cookie
        )

    def holds(self, selector):
        return self.value(f"!!document.querySelector({json.dumps(selector)})")

    def shoot(self, name, path, selector):
        self.go(path)
        self.see(selector)
        save(name, self.picture())

    def go(self, path):
        self.send("Page.navigate", url=self.address + path)

    def see(self, selector):
        what = f"body.o_rtl {selector}"
        wait_for(lambda: self.holds(what), what)

    def value(self, script):
        return self.send("Runtime.evaluate", expression=script)["result"].get("value")

    def picture(self):
        time.sleep(1)  # fonts and avatars
        answer = self.send("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


def wait_for(condition, what="the browser"):
    for _ in range(SECONDS * 5):
        if condition():
            return
        time.sleep(0.2)
    stop_with(f"Nothing to see of {what} after {SECONDS} s")


# --- what is kept ---------------------------------------------------------------


def first_page(pdf):
    command = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-"]
    return subprocess.run(command, input=pdf, check=True, capture_output=True).stdout


def save(name, png):
    path = FOLDER / f"{name}.png"
    path.write_bytes(small(png))
    say(f"{path.relative_to(paths.ROOT)}: {path.stat().st_size // 1024} kB")


def small(png, colours=COLOURS):
    """The picture without what lies empty at its foot, in few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    foot = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    *_, bottom = ImageChops.difference(picture, foot).getbbox()
    height = min(picture.height, bottom + MARGIN)
    kept = io.BytesIO()
    picture.crop((0, 0, picture.width, height)).quantize(colours).save(
        kept, "PNG", optimize=True
    )
    return kept.getvalue()


if __name__ == "__main__":
    main()
