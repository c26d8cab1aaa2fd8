# pylint: disable=missing-return
"""What the people of a province do on their first day, by screen and spreadsheet."""

import json
import re
from pathlib import Path

from ..own_browser import OwnBrowser

# what nobody translates: the code of the procedure, addresses, names of files, logins
FOREIGN = re.compile(r"P-CL02|\S+@\S+|\b\S+\.(?:xlsx|pdf|docx|smn)\b")
LATIN = re.compile(r"[0-9]|[A-Za-z]{2}")
# what of the page is of our addon: not Odoo's own bar, chatter and menus
OURS = ".o_form_view .o_form_sheet_bg, .o_form_view .o_form_statusbar, .modal-body"


class DayOneBrowser(OwnBrowser):
    """A browser whose user fills in forms, by their labels and buttons."""

    def start(self, width=1366, height=1200):
        super().start(width, height)
        # as a window that somebody sits before, or nothing has the caret
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)
        return self

    def log_in(self, login):
        self.send("Network.clearBrowserCookies")
        super().log_in(login)

    def fill(self, field, text, inside=""):
        """Write into a field, and leave it as the key Tab does."""
        selector = (
            f"{inside} .o_field_widget[name={field}] input,"
            f" {inside} .o_field_widget[name={field}] textarea"
        )
        self.see(selector)
        self.run(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)});"
            " it.focus(); it.select(); })()"
        )
        self.send("Input.insertText", text=text)
        self.press("Tab")

    def pick(self, field, text, inside=""):
        """Choose a record by a part of its name."""
        selector = f"{inside} .o_field_widget[name={field}] input"
        self.see(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.run(f"document.querySelector({json.dumps(selector)}).select()")
        self.send("Input.insertText", text=text)
        self.click_text(".o-autocomplete--dropdown-item a", text)

    def choose(self, cell, label):
        """Choose of a list of words, in a row that is being written."""
        self.click(cell)
        self.click(f"{cell} input")
        self.click_text(".o_select_menu_menu .o_select_menu_item", label)
        self._wait(lambda: not self._has(".o_select_menu_menu"))

    def write_in_row(self, cell, text):
        self.click(cell)
        selector = f"{cell} .o_input"
        self.see(selector)
        self.run(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)});"
            " it.focus(); it.select(); })()"
        )
        self.send("Input.insertText", text=text)

    def click_text(self, selector, text):
        """Click what has this text."""
        script = (
            f"[...document.querySelectorAll({json.dumps(selector)})].find("
            f"(node) => node.innerText.includes({json.dumps(text)}))"
        )
        self._wait(lambda: self.run(f"!!{script}"), f"no {text} among {selector}")
        self.settle()
        self.run(f"{script}.click()")

    def save(self):
        self.click(".o_form_button_save")
        self.see(".o_form_status_indicator_buttons.invisible")

    def gone(self, selector):
        self._wait(lambda: not self._has(selector), f"{selector} does not go away")

    def download(self, folder, click):
        """The file that comes when `click` is called."""
        self.send(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder)
        )
        before = set(Path(folder).iterdir())
        click()
        found = []

        def is_there():
            found[:] = [
                path
                for path in set(Path(folder).iterdir()) - before
                if path.suffix != ".crdownload"
            ]
            return found

        self._wait(is_there, "nothing is downloaded")
        return found[0]

    def upload(self, field, path):
        selector = f".modal .o_field_widget[name={field}] input[type=file]"
        self.see(selector)
        document = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=document, selector=selector)
        self.send("DOM.setFileInputFiles", nodeId=node["nodeId"], files=[str(path)])

    def take(self, verb, on=None, number=None):
        """Take a step of the record on screen: its dialog, its date as one types it."""
        self.click(f".o_statusbar_buttons [data-verb={verb}]")
        if on:  # an own act is dated today, and asks for no day
            # what stands in the way today may not on the day of the paper
            self.see(".modal .o_field_widget[name=on]")
            self.choose_day("on", on, ".modal")
        if number:
            self.fill("number", number, ".modal")
        self.assert_persian()
        self.click(".modal button[name=action_confirm]")
        self.gone(".modal")
        self.gone(f".o_statusbar_buttons [data-verb={verb}]")

    def choose_day(self, field, text, inside=""):
        """Type a Jalali day into a field of a date."""
        field_of = f"{inside} .o_field_widget[name={field}]"
        self.see(f"{field_of} [data-field]")
        button = json.dumps(f"{field_of} button[data-field]")

        def has_input():
            """A day that is there is shown as a button, which gives way to a field."""
            self.run(f"document.querySelector({button})?.focus()")
            self.run(f"document.querySelector({button})?.click()")
            return self._has(f"{field_of} input[data-field]")

        self._wait(has_input)
        self.fill(field, text, inside)

    def is_in(self, state):
        self.see(f".o_arrow_button_current[data-value={state}]")

    def assert_persian(self):
        """No Latin digit and no English word of ours is to be seen."""
        self.settle()
        text = self.run(
            f"[...document.querySelectorAll({json.dumps(OURS)})]"
            ".map((node) => node.innerText).join('\\n')"
        )
        wrong = [
            line
            for line in (text or "").splitlines()
            if LATIN.search(FOREIGN.sub("", line))
        ]
        assert not wrong, f"{self.run('location.pathname')}: {wrong}"
