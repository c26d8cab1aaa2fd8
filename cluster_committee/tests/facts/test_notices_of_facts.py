from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import clock, jalali

from ..common import TODAY
from .given_facts import GivenFactsCase, at

NOTICE = "odoo.addons.cluster_committee.compliance.findings.finding_notice"
LATE = {"opens_on": 0, "warns_on": 5, "due_on": 10, "escalates_on": 13}
FIRST = ["0 officer"]
SECOND = [*FIRST, "2 secretary"]
# checks one after another, {day: facts that are known by then}, and who was told
TOLD = [
    ([(4, LATE)], []),
    ([(5, LATE)], FIRST),
    ([(9, LATE)], FIRST),
    ([(10, LATE)], SECOND),
    ([(12, LATE)], SECOND),
    ([(13, LATE)], [*SECOND, "4 national!", "4 owner!"]),
    ([(5, LATE), (6, LATE), (10, LATE)], SECOND),
    # each level on its own day, whatever the one above it
    ([(10, {**LATE, "lost_on": 9})], [*SECOND, "3 chair"]),
    ([(12, {**LATE, "lost_on": 9, "doomed_on": 15})], [*SECOND, "3 chair"]),
    (
        [(12, {**LATE, "lost_on": 9, "doomed_on": 12})],
        ["0 officer", "1 supervisor", "2 secretary", "3 chair"],
    ),
    ([(7, {**LATE, "warns_on": 8, "doomed_on": 6})], ["1 supervisor"]),
    # what was settled before the first look at the province
    ([(20, {**LATE, "met_on": 12})], []),
    ([(12, LATE), (20, {**LATE, "met_on": 12})], SECOND),
    ([(3, LATE), (12, {**LATE, "met_on": 12})], SECOND),
    ([(3, LATE), (20, {**LATE, "met_on": 12})], SECOND),
    ([(3, LATE), (20, {**LATE, "met_on": 3})], []),
    ([(4, LATE), (20, {**LATE, "met_on": 6})], FIRST),
    ([(4, LATE), (20, {**LATE, "met_on": 5})], []),
    # a level that was reached on the day on which it was met
    (
        [(3, LATE), (20, {**LATE, "lost_on": 9, "doomed_on": 12, "met_on": 12})],
        [*SECOND, "3 chair"],
    ),
    (
        [(3, LATE), (20, {**LATE, "lost_on": 9, "doomed_on": 11, "met_on": 12})],
        ["0 officer", "1 supervisor", "2 secretary", "3 chair"],
    ),
]


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestNoticesOfFacts(GivenFactsCase):
    """Who is told of given findings, on which day, and when it is mailed."""

    def setUp(self):
        super().setUp()
        self.rules = [self.rule]
        self.startPatcher(
            patch.object(type(self.engine), "_rules", lambda engine: self.rules)
        )

    def _look(self, on, *facts):
        """:return: how many were told by a check of the day"""
        self.rule.say(*(fact for fact in facts if fact))
        return self.engine._check(at(on), self.own)[2]

    def _who(self):
        """Who was told of them: the level, the role, and "!" for at once."""
        people = (
            self.officer
            | self.supervisor
            | self.secretary
            | self.chair
            | self.national
            | self.owner
            | self.foreign_officer
        )
        login = {user.id: user.login.split(".")[0] for user in people}
        self.env.cr.execute(
            "SELECT level, user_id, at_once FROM committee_finding_notice"
            " WHERE user_id = ANY(%s)",
            [people.ids],
        )
        return sorted(
            f"{level} {login[user]}{'!' * at_once}"
            for level, user, at_once in self.env.cr.fetchall()
        )

    # ------------------------------------------------------------
    # WHO, ON WHICH DAY
    # ------------------------------------------------------------

    def test_each_level_on_its_day(self):
        for looks, told in TOLD:
            with self.subTest(looks=looks), self.env.cr.savepoint() as savepoint:
                for on, fact in looks:
                    self._look(on, fact)
                self.assertEqual(self._who(), told)
                savepoint.rollback()

    def test_nobody_is_told_twice(self):
        self.assertGreater(self._look(10, LATE), 0)
        before = self._who()
        self.assertEqual(self._look(10, {**LATE, "measure": 1}), 0)
        self.assertEqual(self._look(11, LATE), 0)
        self.assertEqual(self._who(), before)

    def test_who_comes_later_is_told_of_what_is_open(self):
        self._look(6, LATE)
        self.env.cr.execute("DELETE FROM committee_finding_notice")
        self.assertGreater(self._look(8, LATE), 0)
        self.assertEqual(self._who(), FIRST)

    def test_what_was_closed_before_is_told_to_nobody(self):
        self._look(3, LATE)
        self._look(12, {**LATE, "met_on": 12})
        self.env.cr.execute("DELETE FROM committee_finding_notice")
        self.assertEqual(self._look(13, {**LATE, "met_on": 12}), 0)
        # opened again
        self._look(14, LATE)
        self.assertIn("2 secretary", self._who())

    def test_what_was_closed_by_hand_is_told_to_nobody(self):
        self._look(3, LATE)
        self.env.cr.execute(
            "UPDATE committee_finding SET settled_on = %s, state = 'closed'", [at(3)]
        )
        self.assertEqual(self._look(12, LATE), 0)

    def test_what_is_exempt_or_asked_no_more_is_told_to_nobody(self):
        self._look(3, LATE)
        self._look(6, LATE)
        self.env.cr.execute("DELETE FROM committee_finding_notice")
        exemption = self._exempted(7, 8)
        self.assertEqual(self._look(8, LATE), 0)
        self.env.cr.execute(
            "DELETE FROM committee_exemption WHERE id = %s", [exemption]
        )
        self.assertEqual(self._look(9), 0)
        self.assertEqual(self._who(), [])

    def test_the_first_look_is_that_of_the_own_province(self):
        self._finding(9, company_id=self.foreign.id, rule="given", first_seen_on=at(-9))
        self._look(20, {**LATE, "met_on": 12})
        self.assertEqual(self._who(), [])

    def test_another_province_is_told_of_its_own(self):
        self.rule.say({**LATE, "company_id": self.foreign.id})
        self.engine._check(at(6), self.own | self.foreign)
        self.assertEqual(self._who(), ["0 officer"])
        self.env.cr.execute(
            "SELECT DISTINCT company_id, user_id = ANY(%s)"
            " FROM committee_finding_notice",
            [self.foreign_officer.ids],
        )
        self.assertIn((self.foreign.id, True), self.env.cr.fetchall())

    def test_who_holds_several_roles_is_told_by_the_highest(self):
        def levels(user, *companies):
            companies = companies or (self.own,)
            people = self.env["committee.finding.notice"]._people(
                [company.id for company in companies]
            )
            return [
                (company, level) for who, company, level in people if who == user.id
            ]

        own, foreign = self.own.id, self.foreign.id
        self.assertEqual(levels(self.officer), [(own, 0)])
        self.officer.group_ids |= self.supervisor.group_ids
        self.assertEqual(levels(self.officer), [(own, 1)])
        self.assertEqual(levels(self.officer, self.own, self.foreign), [(own, 1)])
        self.assertEqual(
            levels(self.national, self.own, self.foreign), [(own, 4), (foreign, 4)]
        )
        self.national.group_ids |= self.officer.group_ids
        self.national.company_ids |= self.own
        self.assertEqual(
            levels(self.national, self.own, self.foreign), [(own, 1), (foreign, 4)]
        )
        acting = type(self.env["committee.delegation"])
        with patch.object(
            acting, "_acting_chairs", lambda self_: {(self.officer.id, own)}
        ):
            self.assertEqual(levels(self.officer), [(own, 3)])

    # ------------------------------------------------------------
    # WHEN IT IS MAILED
    # ------------------------------------------------------------

    def _last_digest(self, moment):
        moment = datetime.strptime(moment, "%Y-%m-%d %H:%M")
        last = self.env["committee.finding.notice"]._last_digest(moment)
        return last.strftime("%Y-%m-%d %H:%M")

    def test_the_digest_goes_out_on_saturday_at_seven_in_tehran(self):
        for moment, last in (
            ("2026-11-28 03:29", "2026-11-21 03:30"),
            ("2026-11-28 03:30", "2026-11-28 03:30"),
            ("2026-11-28 20:29", "2026-11-28 03:30"),
            ("2026-11-28 20:30", "2026-11-28 03:30"),  # Sunday in Tehran
            ("2026-11-29 00:00", "2026-11-28 03:30"),
            ("2026-12-04 20:00", "2026-11-28 03:30"),
            ("2026-12-04 20:30", "2026-11-28 03:30"),  # Saturday in Tehran
        ):
            with self.subTest(moment=moment):
                self.assertEqual(self._last_digest(moment), last)
        editions = type(self.env["committee.procedure.edition"])
        quiet = datetime(2026, 11, 28).date()
        with patch.object(editions, "_is_quiet", lambda self, day: day == quiet):
            self.assertEqual(self._last_digest("2026-11-30 08:00"), "2026-11-21 03:30")

    def _waits(self, finding, **notice):
        """Whether a notice of a finding is to be mailed now."""
        notices = self.env["committee.finding.notice"]
        now = clock.now()
        with self.env.cr.savepoint() as savepoint:
            made = self._insert(
                "committee_finding_notice",
                **{
                    "finding_id": self._finding(**finding),
                    "company_id": self.own.id,
                    "level": 0,
                    "user_id": self.officer.id,
                    "at_once": False,
                    "noted_at": notices._last_digest(now),
                    **notice,
                },
            )
            found = made in notices.search(notices._waiting_domain(now)).ids
            savepoint.rollback()
        return found

    def test_what_waits_to_be_mailed(self):
        last = self.env["committee.finding.notice"]._last_digest(clock.now())
        later = last + timedelta(seconds=1)
        today = jalali.today()
        for finding, notice, waits in (
            ({}, {}, True),
            ({}, {"noted_at": later}, False),
            ({}, {"noted_at": later, "at_once": True}, True),
            ({}, {"mailed_at": last}, False),
            ({}, {"withheld_at": last}, False),
            ({"state": "closed"}, {}, False),
            ({"standing": "exempt"}, {}, False),
            ({"standing": "due", "due_on": today}, {}, True),
            ({"standing": "due", "due_on": today + timedelta(days=1)}, {}, False),
            ({"standing": "at_risk", "due_on": today + timedelta(days=1)}, {}, True),
        ):
            given = {"due_on": at(10), **finding}
            with self.subTest(finding=finding, notice=notice):
                self.assertEqual(self._waits(given, **notice), waits)

    def test_what_is_claimed_is_mailed_or_withheld_once(self):
        notices = self.env["committee.finding.notice"]
        mine = self._insert(
            "committee_finding_notice",
            finding_id=self._finding(due_on=at(10), opens_on=at(0)),
            company_id=self.own.id,
            level=0,
            user_id=self.officer.id,
            at_once=True,
            noted_at=clock.now(),
        )
        theirs = self._insert(
            "committee_finding_notice",
            finding_id=self._finding(2, due_on=at(10), opens_on=at(0)),
            company_id=self.foreign.id,
            level=0,
            user_id=self.officer.id,
            at_once=True,
            noted_at=clock.now(),
        )
        self.rules = []
        now = clock.now()
        ids = [mine, theirs]
        waiting = notices._waiting_domain(now)
        sent = notices._send_notices(waiting, self.officer.ids, now)
        self.assertEqual(sent, (1, 1))
        first, second = notices.browse(ids)
        self.assertEqual((first.mailed_at, first.withheld_at), (now, False))
        self.assertEqual((second.mailed_at, second.withheld_at), (False, now))
        self.assertTrue(first.mail_id)
        self.assertFalse(second.mail_id)
        mail = first.mail_id
        self.assertIn("1 matters", mail.subject)
        again = notices._send_notices(waiting, self.officer.ids, now)
        self.assertEqual((again, first.mail_id), ((0, 0), mail))

    def test_the_mailing_goes_through_all_people(self):
        notices = type(self.env["committee.finding.notice"])
        people = self.officer | self.supervisor | self.secretary
        for user in people:
            self._insert(
                "committee_finding_notice",
                finding_id=self._finding(user.id, due_on=at(10)),
                company_id=self.own.id,
                level=0,
                user_id=user.id,
                at_once=True,
            )
        crons = type(self.env["ir.cron"])
        editions = type(self.env["committee.procedure.edition"])
        for quiet, left, retried, sent, told in (
            (False, [9, 9], 0, [2, 1], 2),
            (False, [9, 9], 4, [2, 1], 3),
            (False, [0], 4, [2], 1),
            (True, [], 4, [], 1),
        ):
            with (
                self.subTest(quiet=quiet, left=left, retried=retried),
                patch(f"{NOTICE}.PEOPLE", 2),
                patch(f"{NOTICE}._logger") as logger,
                patch.object(
                    editions, "_is_quiet", lambda self, day, quiet=quiet: quiet
                ),
                patch.object(notices, "_send_notices", return_value=(1, 1)) as send,
                patch.object(notices, "_retry_mails", return_value=retried) as retry,
                patch.object(crons, "_commit_progress", side_effect=left) as progress,
            ):
                self.env["committee.finding.notice"]._cron_tell()
                batches = [call.args[1] for call in send.call_args_list]
                self.assertEqual([len(batch) for batch in batches], sent)
                if len(sent) == 2:
                    self.assertEqual({*batches[0], *batches[1]}, set(people.ids))
                done = [call.args[0] for call in progress.call_args_list]
                self.assertEqual(done, sent)
                self.assertEqual(retry.called, not quiet and left != [0])
                self.assertEqual(logger.info.call_count, told)

    def test_a_mail_that_waits_for_a_server_is_tried_again(self):
        mails = self.env["mail.mail"].create(
            [
                {"state": state, "failure_type": failure, "failure_reason": "No server"}
                for state, failure in (
                    ("exception", "unknown"),
                    ("exception", "mail_email_invalid"),
                    ("sent", "unknown"),
                    ("exception", "unknown"),
                )
            ]
        )
        for mail in mails[:3]:
            self._insert(
                "committee_finding_notice",
                finding_id=self._finding(mail.id),
                company_id=self.own.id,
                level=0,
                user_id=self.officer.id,
                mail_id=mail.id,
            )
        self.assertEqual(self.env["committee.finding.notice"]._retry_mails(), 1)
        self.assertEqual(
            mails.mapped("state"), ["outgoing", "exception", "sent", "exception"]
        )
        self.assertFalse(mails[0].failure_reason)

    def test_the_preview_is_of_what_is_mailed_until_midnight(self):
        notices = self.env["committee.finding.notice"]
        editions = type(self.env["committee.procedure.edition"])
        with patch.object(
            type(notices), "_waiting_domain", return_value=[("id", "=", 0)]
        ) as waiting:
            said = notices._preview()
        self.assertIn("Nothing is waiting", said)
        [moment] = waiting.call_args.args
        self.assertEqual(jalali.local_date(moment), jalali.today())
        midnight = jalali.local_midnight_utc(jalali.today() + timedelta(days=1))
        self.assertEqual(midnight - moment, timedelta(seconds=1))
        with patch.object(editions, "_is_quiet", lambda self, day: True):
            self.assertIn("quiet day", notices._preview())
        self._insert(
            "committee_finding_notice",
            finding_id=self._finding(due_on=at(10)),
            company_id=self.own.id,
            level=0,
            user_id=self.officer.id,
            at_once=True,
        )
        self._insert(
            "committee_finding_notice",
            finding_id=self._finding(2, due_on=at(10)),
            company_id=self.own.id,
            level=0,
            user_id=self.foreign_officer.id,  # who may not read the province
            at_once=True,
        )
        self.rules = []
        said = notices._preview()
        self.assertEqual(said.count("1 matters"), 1)
        self.assertIn(self.officer.email_formatted.split("<")[0].strip('" '), said)
