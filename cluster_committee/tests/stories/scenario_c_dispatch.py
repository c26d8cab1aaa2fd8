"""What the people of scenario C do when the minutes are signed."""

from html import unescape

from .scenario_c import RECIPIENT, TASK

# (day, resolution, bodies or all members): who reported done and when
DONE = (
    ("1405/06/25", 1, ("estates_company",)),
    ("1405/06/28", 4, None),
    ("1405/07/02", 2, ("estates_company",)),
    ("1405/07/08", 2, ("heritage",)),
    ("1405/07/14", 2, ("labour",)),
    ("1405/08/02", 3, ("governorate", "estates_company", "industry")),
    ("1405/08/16", 3, ("labour", "agriculture")),
)


class Dispatch:
    """The letter of the deputy, the copy, and what the bodies did."""

    def _dispatch(self):
        for attempt in (
            self._dispatch_signed_by_the_ceo,
            self._dispatch_without_one_body,
            self._dispatch_on_paper_without_one_body,
        ):
            with self.subTest(attempt=attempt.__name__), self.what_if():
                attempt()
        letter = self._draft_dispatch()
        self.meeting.press(self.chair, "dispatch", number="۱۴۰۵/۱۴۰/د")
        self.assertEqual(
            self.meeting.read(self.chair, "state", "irregularities"),
            ["dispatched", False],
        )
        self.assertEqual(len(letter.read(self.chair, "recipient_ids")), 10)
        self._mark_sent(letter)
        taken_up = self._lines(TASK, ("state", "=", "in_progress"))
        self.assertEqual((len(taken_up), len(self._lines(TASK))), (24, 24))

    def _draft_dispatch(self):
        """The letter goes to all members, and to the body of the guest too (A17)."""
        self.meeting.press(
            self.officer, "draft_letter", context={"letter_kind": "dispatch"}
        )
        (letter,) = self._letters("dispatch")
        self.create(
            self.officer,
            RECIPIENT,
            letter_id=letter.id,
            partner_id=self._body("other").id,
            purpose="information",
        )
        return letter

    def _dispatch_signed_by_the_ceo(self):
        """f. It is recorded as it was, and does not satisfy the clause."""
        letter = self._draft_dispatch()
        letter.write(self.officer, signatory_id=self.secretary.partner_id.id)
        self.meeting.press(self.secretary, "dispatch", number="ش/۹۹")
        self.assertIn(
            "signed by the Governor's deputy (clause 4-4-4)", self._irregularities()
        )
        self.meeting.press(self.secretary, "send_national_copy", number="ش/۱۰۰")
        self.assertEqual(self.meeting.read(self.national, "state"), "dispatched")
        # the bodies work on their parts all the same (reading A35)
        self.assertTrue(self._lines(TASK, ("state", "=", "in_progress")))
        self.assertFalse(self._lines(TASK, ("state", "=", "not_dispatched")))

    def _dispatch_without_one_body(self):
        """g. In the system the chair's letter is refused, and names the body."""
        left_out = self._leave_out_one_body()
        self.meeting.refuses(
            self.chair, "dispatch", left_out.name, "clause 4-4-4", number="۱۴۰"
        )

    def _dispatch_on_paper_without_one_body(self):
        """g. What went out so on paper is recorded and flagged."""
        left_out = self._leave_out_one_body()
        self.meeting.press(self.secretary, "dispatch", number="۱۴۰")
        self.assertIn(left_out.name, self._irregularities())
        self.assertIn("clause 4-4-4", self._irregularities())

    def _leave_out_one_body(self):
        letter, left_out = self._draft_dispatch(), self._body("chamber")
        (recipient,) = self.search(
            self.officer,
            RECIPIENT,
            ("letter_id", "=", letter.id),
            ("partner_id", "=", left_out.id),
        )
        recipient.unlink(self.officer)
        return left_out

    def _irregularities(self):
        """As the national office reads them."""
        return unescape(self.meeting.read(self.national, "irregularities"))

    def _send_the_copy(self):
        self.meeting.refuses(self.chair, "send_national_copy", "the secretary")
        self.meeting.press(self.secretary, "send_national_copy", number="ش/۲۱")
        self.assertEqual(
            self.meeting.read(self.national, "state", "national_copy_on"),
            ["closed", str(self.day("1405/06/25"))],
        )
        (copy,) = self._letters("national_copy")
        (recipient,) = self.search(
            self.national, RECIPIENT, ("letter_id", "=", copy.id)
        )
        recipient.press(self.national, "acknowledge")

    def _report_what_was_done(self):
        for on, resolution, bodies in DONE:
            with self.clock(self.day(on)):
                for task, code in self._tasks(resolution):
                    if bodies is None or code in bodies:
                        task.press(self.officer, "finish")
