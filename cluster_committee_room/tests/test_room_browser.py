from odoo.tests import tagged

from odoo.addons.cluster_committee.tests.own_browser import OwnBrowser
from odoo.addons.cluster_committee.tests.own_server import OwnServerCase
from odoo.addons.web_jalali.tests.waiting import wait_until

PREPARE = """
from odoo.addons.cluster_committee_room.tests import room_people
room_people.prepare(env)
"""
SAID = ".o_room_item.open .o_room_discussion"
WRITABLE = f"{SAID}:not([readonly])"
SENTENCE = "گزارش دبیرخانه دربارهٔ پیشرفت خوشه‌ها شنیده شد و بررسی ادامه یافت."
MORE = " و ادامه دارد"
# What the browser keeps on its disk until the server has it
REMEMBERED = """
(async () => {
    const asked = (request) =>
        new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await asked(indexedDB.open("cluster_committee_room", 1));
    const rows = [];
    for (const name of ["operations", "drafts"]) {
        const store = database.transaction(name).objectStore(name);
        rows.push(...(await asked(store.getAll())));
    }
    database.close();
    return JSON.stringify(rows);
})()
"""


class RoomBrowserCase(OwnServerCase):
    """A server and browsers that are killed and cut off while minutes are typed."""

    label = "room"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        said = cls._do(PREPARE)
        (line,) = (part for part in said.splitlines() if part.startswith("PREPARED "))
        *meetings, cls.officer, cls.secretary, _chair = line.split()[1:]
        cls.meetings = [int(meeting) for meeting in meetings]
        cls._start_server()

    def setUp(self):
        super().setUp()
        self.meeting = self.meetings.pop()  # each test has one of its own
        self.browser = self._open(OwnBrowser(self._address()).start(), self.officer)

    def _open(self, browser, login):
        self.addCleanup(browser.end)
        browser.log_in(login)
        return self._enter(browser)

    def _enter(self, browser):
        browser.go(f"/odoo/committee-meetings/{self.meeting}/meeting-room", WRITABLE)
        return browser

    def _reopen(self):
        """The same person starts the same browser again, and signs in."""
        self.browser.start()
        self.browser.log_in(self.officer)
        self._enter(self.browser)

    def _one(self, query):
        ((value,),) = self._rows(query.format(meeting=self.meeting))
        return value

    def _discussion(self):
        return self._one(
            "SELECT discussion FROM committee_agenda_item"
            " WHERE meeting_id = {meeting} AND number = 1"
        )

    def _resolutions(self):
        return self._rows(
            "SELECT r.name, p.name, t.deadline - m.held_on"
            " FROM committee_resolution r"
            " JOIN committee_meeting m ON m.id = r.meeting_id"
            " LEFT JOIN committee_resolution_task t ON t.resolution_id = r.id"
            " LEFT JOIN res_partner p ON p.id = t.partner_id"
            f" WHERE r.meeting_id = {self.meeting} ORDER BY r.id"
        )

    def _arrives(self, condition, complaint):
        wait_until(condition, complaint)

    def _remembers(self, text):
        return text in self.browser.run(REMEMBERED)

    def _kind(self):
        return self.browser.run(
            "document.querySelector('.o_room_keeping')?.dataset.kind"
        )

    def _see_kind(self, kind):
        self.browser.see(f".o_room_keeping[data-kind={kind}]")

    def _resolve(self, text, line):
        """A resolution with its body and deadline, by the keyboard alone."""
        self.browser.press("Enter", ctrl=True)
        self.browser.see(".o_room_new:focus")  # nobody types before
        for character in text:  # into whatever has the caret
            self.browser.send("Input.insertText", text=character)
        self._arrives(
            lambda: self.browser.value(".o_room_resolution_text") == text,
            "The letters went astray",
        )
        self.browser.type(".o_room_line", line)


@tagged("post_install", "-at_install", "alone")
class TestRoomInTheBrowser(RoomBrowserCase):
    """Whatever goes, what was typed arrives: once, and over nobody's work."""

    def test_the_browser_is_killed(self):
        self.browser.type(SAID, SENTENCE)
        self._arrives(
            lambda: self._discussion() == SENTENCE or self._remembers(SENTENCE),
            "It is kept nowhere",
        )
        self.browser.type(SAID, MORE)
        self.browser.kill()
        self._reopen()
        found = self.browser.value(SAID)
        self.assertTrue(found.startswith(SENTENCE), found)
        self.assertTrue(f"{SENTENCE}{MORE}".startswith(found), found)
        self._arrives(
            lambda: self._discussion() == found, "It never reached the server"
        )
        self._see_kind("kept")

    def test_the_network_goes_and_then_the_browser(self):
        self.browser.cut()
        self.browser.type(SAID, SENTENCE)
        self.browser.press("F2")
        self.browser.press("1")
        self._resolve("مقرر گردید گزارش داده شود.", "بانک صادرات ۳۰ روز")
        self.browser.see(".o_room_reading.whole")
        self.browser.press("Enter")
        self.browser.see(".o_room_task")
        self.browser.type(".o_room_line", "صنعت")  # not yet kept by Enter
        self._see_kind("warning")
        for text in (SENTENCE, "صنعت"):
            self._arrives(lambda text=text: self._remembers(text), "It is not kept")
        self.assertFalse(self._discussion() or self._resolutions())
        self.browser.kill()
        self._reopen()
        self._arrives(lambda: self._discussion() == SENTENCE, "The discussion is lost")
        self._see_kind("unread")  # all but the line
        self.assertEqual(
            self._resolutions(),
            [("مقرر گردید گزارش داده شود.", "بانک صادرات ایران", 30)],
        )
        present = (
            "SELECT count(*) FROM committee_attendance"
            " WHERE meeting_id = {meeting} AND presence = 'present'"
        )
        self.assertEqual(self._one(present), 1)
        half_typed = self.browser.value(".o_room_line")
        self.assertEqual(half_typed, None)  # its item is open no more: the next one is
        self.browser.click(".o_room_item_head")
        self.browser.see(".o_room_line")
        self._arrives(
            lambda: self.browser.value(".o_room_line") == "صنعت", "The line is lost"
        )

    def test_an_hour_half_typed_outlives_what_comes_meanwhile(self):
        self.browser.type(".o_room_ended", "۱۱")
        self.browser.run(
            "document.querySelector('.o_room_row .btn').dispatchEvent("
            "new MouseEvent('click', {bubbles: true}))"
        )
        present = (
            "SELECT count(*) FROM committee_attendance"
            " WHERE meeting_id = {meeting} AND presence = 'present'"
        )
        self._arrives(lambda: self._one(present) == 1, "It is not marked")
        self._see_kind("unread")
        self.assertEqual(self.browser.value(".o_room_ended"), "۱۱")
        self.browser.press("Tab")
        self._see_kind("kept")
        self.assertEqual(self.browser.value(".o_room_ended"), "۱۱:۰۰")

    def test_the_network_goes_and_returns(self):
        self.browser.type(SAID, SENTENCE)
        self._arrives(
            lambda: self._discussion() == SENTENCE, "It is not sent by itself"
        )
        self.browser.cut()
        self.browser.type(SAID, " و ادامه")
        self._see_kind("warning")
        self.assertEqual(self._discussion(), SENTENCE)
        self.browser.cut(False)
        self._arrives(
            lambda: self._discussion() == f"{SENTENCE} و ادامه", "It never arrived"
        )
        self._see_kind("kept")

    def test_the_server_is_killed(self):
        self._resolve("مقرر گردید", "بانک صادرات ۱۴۰۵/۱۰/۱۵")
        self.browser.press("Enter")
        self._kill_server()
        self.browser.type(SAID, SENTENCE)
        self.browser.type(".o_room_resolution_text", " پیگیری شود.")
        self._see_kind("warning")
        self._start_server()
        self._arrives(lambda: self._discussion() == SENTENCE, "The discussion is lost")
        self._see_kind("kept")
        ((name, body, _days),) = self._resolutions()  # one, however often it was sent
        self.assertEqual(name, "مقرر گردید پیگیری شود.")
        self.assertEqual(body, "بانک صادرات ایران")

    def test_another_clerk_wrote_meanwhile(self):
        other = self._open(OwnBrowser(self._address()).start(), self.secretary)
        self.browser.cut()
        self.browser.type(SAID, "نوشتهٔ کارشناس")
        other.type(SAID, "نوشتهٔ دبیر")
        self._arrives(lambda: self._discussion() == "نوشتهٔ دبیر", "It is not sent")
        self.browser.cut(False)
        self.browser.see(".o_room_problem[data-status=conflict]")
        shown = self.browser.text(".o_room_problem")
        self.assertIn("نوشتهٔ دبیر", shown)
        self.assertIn("نوشتهٔ کارشناس", shown)
        self.assertEqual(self._discussion(), "نوشتهٔ دبیر")
        self.browser.click(".o_room_choices .btn:last-child")  # both
        both = "نوشتهٔ دبیر\nنوشتهٔ کارشناس"
        self._arrives(lambda: self._discussion() == both, "It is not settled")
        self._arrives(lambda: other.value(SAID) == both, "The other one sees it not")
