from datetime import timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, day
from .given_facts import GivenFactsCase, at


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWordsOfFacts(GivenFactsCase):
    """What screens and mails say of given findings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = jalali.today()
        cls.findings = cls.env["committee.finding"]

    def _days(self, values):
        """Days among the values, counted from today, as dates."""
        return {
            name: self.today + timedelta(days=value)
            if isinstance(value, int) and name.endswith(("_on", "_from"))
            else value
            for name, value in values.items()
        }

    def _new(self, user=None, **values):
        values = {
            "company_id": self.own.id,
            "rule": "minutes",
            "clause": "C4-4-4a",
            "nature": "law",
            "standing": "overdue",
            "period": "",
            **self._days(values),
        }
        values.setdefault("late_from", values.get("due_on"))
        return self.findings.with_user(user or self.officer).new(values)

    # ------------------------------------------------------------
    # STANDING
    # ------------------------------------------------------------

    def test_how_late_it_is(self):
        for values, days in (
            ({"due_on": -5}, 5),
            ({"due_on": 0}, 0),
            ({"due_on": 5}, 0),
            ({"due_on": -5, "late_from": -3}, 3),
            ({"due_on": -5, "standing": "missed"}, 5),
            ({"due_on": -5, "standing": "unachievable"}, 5),
            ({"due_on": -5, "standing": "at_risk"}, 0),
            ({"due_on": -5, "standing": "due"}, 0),
            ({"due_on": -5, "standing": "met", "met_on": -2}, 3),
            ({"due_on": -5, "standing": "met", "met_on": -5}, 0),
            ({"due_on": -5, "standing": "met", "met_on": -6}, 0),
            ({"due_on": -5, "standing": "exempt"}, 0),
            ({"due_on": -5, "standing": "exempt", "met_on": -2}, 0),
            ({}, 0),
            ({"standing": "met", "met_on": -2}, 0),
        ):
            with self.subTest(values=values):
                self.assertEqual(self._new(**values).days_late, days)

    def test_in_two_or_three_words(self):
        for values, words, reminder in (
            ({"due_on": -5}, "5 days overdue", "Was expected by 2026-11-18"),
            ({"due_on": -5, "late_from": -3}, "3 days overdue", None),
            ({"due_on": -5, "standing": "missed"}, "Missed, 5 days ago", None),
            ({"due_on": 0}, "Due today", "Due today"),
            ({"due_on": 1, "standing": "due"}, "Due in 1 days", "Due in 1 days"),
            ({"due_on": 3, "standing": "at_risk"}, "Due in 3 days", "Due in 3 days"),
            ({"due_on": -3, "standing": "at_risk"}, "At Risk", "At Risk"),
            ({"due_on": -3, "standing": "due"}, "3 days overdue", "3 days overdue"),
            ({"due_on": -3, "standing": "exempt"}, "Exempt", "Exempt"),
            (
                {"due_on": 3, "standing": "unachievable"},
                "No Longer Achievable",
                "Reminder",
            ),
            ({"standing": "at_risk", "opens_on": -4}, "At Risk", "At Risk"),
            ({}, "Overdue", "Reminder"),
            (
                {"due_on": -5, "standing": "met", "met_on": -2},
                "Met, 3 days late",
                "Met",
            ),
            ({"due_on": -5, "standing": "met", "met_on": -5}, "Met", "Met"),
            ({"standing": "met", "met_on": -5}, "Met", "Met"),
        ):
            with self.subTest(values=values):
                self.assertEqual(self._new(**values)._standing_phrase(), words)
                to_chair = self._new(self.chair, **values)._standing_phrase()
                if reminder:
                    self.assertEqual(to_chair, reminder)

    def test_what_waits_tells_for_how_long(self):
        code = next(r._code for r in self.engine._rules() if r._waits)
        waits = {"rule": code, "opens_on": -4, "standing": "due"}
        for values, words in (
            ({}, "Waiting for 4 days"),
            ({"standing": "at_risk"}, "Waiting for 4 days"),
            ({"standing": "overdue"}, "Overdue"),
            ({"due_on": 2}, "Due in 2 days"),
            ({"rule": "minutes"}, "Due"),
        ):
            found = self._new(**{**waits, **values})
            with self.subTest(values=values):
                self.assertEqual(found._standing_phrase(), words)
        found = self._new(**waits)
        with patch.object(type(self.engine), "_rule", lambda self, code: None):
            self.assertEqual(found._standing_phrase(), "Due")

    def test_what_an_exception_is(self):
        for nature, standing, kind, tone in (
            ("law", "overdue", ("exception", "reminder"), ("danger", "info")),
            ("law", "missed", ("exception", "reminder"), ("danger", "info")),
            ("law", "at_risk", ("text", "text"), ("warning", "info")),
            ("law", "due", ("text", "text"), ("info", "info")),
            ("law", "exempt", ("text", "text"), ("secondary", "secondary")),
            ("law", "met", ("text", "text"), ("success", "success")),
            ("policy", "overdue", ("policy", "policy"), ("danger", "info")),
        ):
            given = {"nature": nature, "standing": standing}
            with self.subTest(given=given):
                found = [
                    self._new(user, **given) for user in (self.officer, self.chair)
                ]
                self.assertEqual(tuple(f.kind for f in found), kind)
                self.assertEqual(tuple(f.tone for f in found), tone)

    def test_the_subject_and_the_evidence(self):
        rules = self.engine._rules()
        body = next(rule for rule in rules if rule._subject == "res.partner")
        proven = next(rule for rule in rules if rule._evidence)
        partner = self.own.partner_id.create({"name": "A body", "active": False})
        for values, name, subject, evidence in (
            ({"rule": body._code, "subject_id": partner.id}, "A body", True, None),
            ({"rule": body._code, "subject_id": 0}, False, False, None),
            ({"rule": body._code, "subject_id": 10**9}, False, True, None),
            ({"rule": "of none", "subject_id": partner.id}, False, False, False),
            ({"rule": proven._code, "evidence_id": 7}, None, None, True),
            ({"rule": proven._code, "evidence_id": 0}, None, None, False),
        ):
            finding = self.findings.browse(
                self._finding(**{"clause": "C0", "opens_on": at(0), **values})
            )
            with self.subTest(values=values):
                if name is not None:
                    self.assertEqual(finding.subject_name, name)
                    self.assertEqual(bool(finding.advice), values["rule"] != "of none")
                    opened = finding.action_open_subject()
                    self.assertEqual(bool(opened), subject)
                    if subject:
                        self.assertEqual(opened["res_id"], values["subject_id"])
                        self.assertEqual(opened["views"], [(False, "form")])
                if evidence is not None:
                    self.assertEqual(bool(finding.action_open_evidence()), evidence)
            self.env.cr.execute("DELETE FROM committee_finding")

    def test_the_year_of_a_finding(self):
        opens = day("1405/07/01") - self.today
        for period, words in (
            ("1405", "1405"),
            ("2026", "2026"),
            ("1405/1", "First half of 1405"),
            ("1405/2", "Second half of 1405"),
            ("1405/3", "1405"),
            ("1404", False),
            ("9", False),
            ("", False),
        ):
            finding = self._new(period=period, opens_on=opens.days)
            with self.subTest(period=period):
                self.assertEqual(finding.period_text, words)
        self.assertFalse(self._new(period="1405").period_text)

    def test_how_late_in_classes(self):
        for values, age in (
            ({"due_on": 0}, False),
            ({"due_on": -1}, "30"),
            ({"due_on": -30}, "30"),
            ({"due_on": -31}, "90"),
            ({"due_on": -90}, "90"),
            ({"due_on": -91}, "more"),
            ({"due_on": -40, "late_from": -1}, "30"),
            ({"due_on": -40, "standing": "met"}, False),
            ({}, False),
        ):
            with self.subTest(values=values), self.env.cr.savepoint() as savepoint:
                self.assertEqual(self._new(**values).age, age)
                given = self._days(values)
                given.setdefault("late_from", given.get("due_on"))
                stored = self.findings.browse(self._finding(**given))
                own = [("id", "=", stored.id)]
                for asked in ("30", "90", "more", False):
                    found = self.findings.search([*own, ("age", "=", asked)])
                    self.assertEqual(bool(found), asked == age, asked)
                self.assertEqual(self.findings._read_group(own, ["age"]), [(age,)])
                savepoint.rollback()
        self.assertFalse(self.findings.search([("age", "in", ["none"])]))

    def test_how_many_await_somebody(self):
        def told(user, level, **values):
            self._insert(
                "committee_finding_notice",
                finding_id=self._finding(**values),
                company_id=self.own.id,
                level=level,
                user_id=user.id,
            )

        told(self.officer, 0, number=1)
        told(self.officer, 0, number=2, standing="at_risk")
        told(self.officer, 0, number=3, standing="due")
        told(self.officer, 0, number=4, state="closed")
        told(self.supervisor, 0, number=5)
        told(self.chair, 0, number=6)
        told(self.chair, 3, number=7)
        for user, count in (
            (self.officer, 2),
            (self.supervisor, 1),
            (self.chair, 1),
            (self.secretary, 0),
        ):
            alarms = self.findings.with_user(user).alarms()
            with self.subTest(user=user.login):
                self.assertEqual(
                    alarms, {"count": count, "reminds": user == self.chair}
                )

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    def test_the_days_in_a_mail(self):
        for values, words in (
            ({}, ""),
            ({"due_on": 0}, "Due on 2026-11-23: 0 days left."),
            ({"due_on": 2, "standing": "due"}, "Due on 2026-11-25: 2 days left."),
            ({"due_on": -1}, "Was due on 2026-11-22: 1 days late."),
            ({"due_on": -5, "late_from": -3}, "Was due on 2026-11-18: 3 days late."),
            (
                {"due_on": -1, "standing": "missed"},
                "Was due on 2026-11-22 and was missed.",
            ),
            (
                {"due_on": 2, "standing": "unachievable"},
                "Can no longer be achieved by 2026-11-25.",
            ),
        ):
            with self.subTest(values=values):
                self.assertEqual(self._new(**values)._due_text(), words)
        late = self._new(due_on=-1)
        self.assertEqual(late._due_text(chair=True), "Due on 2026-11-22.")
        persian = late.with_context(lang="fa_IR")._day_phrase(day("1405/09/01"))
        self.assertEqual(persian, "۱۴۰۵/۰۹/۰۱")

    def test_what_a_mail_tells_of_a_finding(self):
        shown = [
            self._finding(1, due_on=at(3), subject_id=10**9),
            self._finding(2, opens_on=at(2), nature="policy", rule="of none"),
            self._finding(3, rule="formation", clause="C4-0", subject_id=self.own.id),
            self._finding(4, clause="of none"),
        ]
        values = self.findings.browse(shown)._mail_values()
        first, second, third, fourth = (values[each] for each in shown)
        self.assertEqual(first["clause"][:5], "4-4-4")
        self.assertEqual(first["reminder"], "Due on 2026-09-26.")
        self.assertEqual((first["policy"], second["policy"]), (False, True))
        self.assertEqual(
            (first["order"], second["order"]), ((at(3), shown[0]), (at(2), shown[1]))
        )
        self.assertEqual((second["label"], second["advice"]), ("of none", False))
        self.assertTrue(first["advice"])
        self.assertNotEqual(first["label"], "minutes")
        self.assertEqual((first["subject"], third["subject"]), (None, None))
        self.assertEqual(fourth["clause"], "of none")
        self.assertTrue(first["url"].endswith(f"/odoo/committee-findings/{shown[0]}"))
        self.assertEqual(first["province"], self.own.province_id.name)

    def test_a_mail_lists_its_findings_by_province(self):
        notices = self.env["committee.finding.notice"]
        lines = [
            {"province": "B", "order": (at(2), 1)},
            {"province": "A", "order": (at(3), 2)},
            {"province": "B", "order": (at(1), 3)},
        ]
        values = notices._mail_values(False, lines, 3, 0)
        last, second, first = (
            line["order"][1] for line in [lines[1], lines[0], lines[2]]
        )
        listed = [
            (province, [line["order"][1] for line in found])
            for province, found in values["provinces"]
        ]
        self.assertEqual(listed, [("B", [first, second]), ("A", [last])])
        for chair, matters, settled, told in (
            (False, 3, 0, ("", "")),
            (False, 5, 0, ("2", "")),
            (False, 3, 4, ("", "4")),
            (True, 3, 4, ("", "")),
        ):
            values = notices._mail_values(chair, lines, matters, settled)
            with self.subTest(chair=chair, matters=matters, settled=settled):
                self.assertEqual((values["more"], values["settled"]), told)
                self.assertEqual((values["chair"], values["direction"]), (chair, "ltr"))
        persian = notices.with_context(lang="fa_IR")._mail_values(False, [], 0, 0)
        self.assertEqual(persian["direction"], "rtl")

    def test_the_subject_and_the_sender_of_a_mail(self):
        notices = self.env["committee.finding.notice"]
        one = {"matters": 3, "companies": self.own.ids}
        two = {"matters": 3, "companies": (self.own | self.foreign).ids}
        name = self.own.province_id.name
        self.assertEqual(
            notices._mail_subject(False, one),
            f"Cluster committee, {name}: 3 matters for your attention",
        )
        self.assertEqual(
            notices._mail_subject(False, two),
            "Cluster committees: 3 matters for your attention",
        )
        self.assertIn("Reminder", notices._mail_subject(True, two))
        user = self.officer
        user.email = "officer@example.test"
        for own, current, sender in (
            ("own@example.test", "here@example.test", "own@example.test"),
            (False, "here@example.test", "here@example.test"),
            (False, False, "officer@example.test"),
        ):
            self.own.email, self.env.company.email = own, current
            with self.subTest(sender=sender):
                self.assertIn(sender, notices._mail_sender(user))

    def _digest(self, user, *findings, level=0):
        """The values of the mail to a user of these findings."""
        for finding in findings:
            self._insert(
                "committee_finding_notice",
                finding_id=finding,
                company_id=self.own.id,
                level=level,
                user_id=user.id,
            )
        notices = self.env["committee.finding.notice"]
        readers = {"users": user.ids, "provinces": self.own.ids}
        return notices._prepare_mails(SQL("TRUE"), readers)[user]

    def test_the_longest_due_are_listed_and_the_others_counted(self):
        findings = [
            self._finding(number, due_on=at(number), opens_on=at(0))
            for number in range(1, 54)
        ]
        settled = {"settled_on": at(0), "state": "closed"}
        self._finding(60, **settled)
        self._finding(61, **settled, standing="met")
        self._finding(62)
        self._finding(63, **settled, company_id=self.foreign.id)
        letter = self._digest(self.officer, *reversed(findings))
        self.assertIn("53 matters", letter["subject"])
        body = letter["body_html"]
        self.assertIn(f'committee-findings/{findings[49]}"', body)
        self.assertNotIn(f'committee-findings/{findings[50]}"', body)
        with patch.object(
            type(self.env["committee.finding.notice"]), "_prepare_mail"
        ) as prepare:
            prepare.return_value = {}
            self._digest(self.officer, findings[0], level=1)
        [_user, lines, row] = prepare.call_args.args
        self.assertEqual((len(lines), row["matters"], row["settled"]), (50, 53, 1))
        self.assertEqual((row["levels"], row["companies"]), ([0, 1], self.own.ids))

    def test_who_is_told_as_the_chair_alone_is_reminded(self):
        letter = self._digest(self.chair, self._finding(opens_on=at(0)), level=3)
        self.assertIn("Reminder", letter["subject"])
        self.assertEqual(letter["auto_delete"], False)
        letter = self._digest(self.chair, self._finding(2, opens_on=at(0)), level=2)
        self.assertIn("2 matters", letter["subject"])
