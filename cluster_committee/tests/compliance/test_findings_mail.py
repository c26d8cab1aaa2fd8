import asyncio
import threading

from odoo.tests import freeze_time, tagged

from ..common import TODAY, day
from .findings import FindingsCase

SATURDAY = "2026-11-28 04:00:00"  # 1405/09/07, half past seven in Tehran
FRIDAY = "2026-11-27 08:00:00"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFindingsMail(FindingsCase):
    """Who is written to, when, and in what words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1405/04/09")
        cls.committee = cls._create_committee()
        for user in cls.officer | cls.supervisor | cls.secretary | cls.chair:
            user.email = f"{user.login}@example.test"
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.invalidate_all()

    def _tell(self, moment):
        """The mails of one run of the scheduled action."""
        before = self.env["mail.mail"].search([])
        cron = self.env.ref("cluster_committee.committee_finding_notice_cron_tell")
        with freeze_time(moment), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.env["mail.mail"].search([]) - before

    def _notices(self, user):
        return self.env["committee.finding.notice"].search([("user_id", "=", user.id)])

    def test_one_digest_on_saturday_morning(self):
        self._check("1405/09/02", "first_meeting", "deputy", "secretariat")
        at_once = self._tell(TODAY)
        self.assertEqual(
            {mail.email_to for mail in at_once},
            {self.secretary.email_formatted, self.chair.email_formatted},
        )
        self.assertFalse(self._tell(FRIDAY))
        weekly = self._tell(SATURDAY)
        told = [mail.email_to for mail in weekly]
        self.assertEqual(len(told), len(set(told)))
        self.assertIn(self.officer.email_formatted, told)
        self.assertIn(self.supervisor.email_formatted, told)
        self.assertFalse(self._tell("2026-12-05 04:00:00"))

    def test_a_digest_that_was_missed_goes_out_later_and_once(self):
        self._check("1405/09/02", "first_meeting")
        self._tell(TODAY)
        late = self._tell("2026-12-02 09:00:00")  # a Wednesday after the downtime
        self.assertEqual(len(late), 2)
        self.assertFalse(self._tell("2026-12-05 04:00:00"))

    def test_what_was_settled_meanwhile_is_not_mailed(self):
        self._check("1405/09/02", "first_meeting")
        finding = self._findings("first_meeting")
        finding.with_user(self.owner).action_settle(
            reason="As asked", evidence={"number": "د/۹"}
        )
        self.assertFalse(self._tell(SATURDAY))

    def test_who_lost_his_access_meanwhile_is_not_written_to(self):
        self._check("1405/09/02", "first_meeting", "deputy", "secretariat")
        self.assertTrue(self._notices(self.officer))
        self.officer.group_ids = self.env.ref("base.group_user")
        self.supervisor.active = False
        self.secretary.write(
            {"company_id": self.foreign.id, "company_ids": [(6, 0, self.foreign.ids)]}
        )
        with freeze_time(SATURDAY):
            preview = self.env["committee.finding.notice"]._preview()
        told = {mail.email_to for mail in self._tell(SATURDAY)}
        self.assertIn(self.chair.email_formatted, told)
        for user in self.officer | self.supervisor | self.secretary:
            self.assertNotIn(user.email_formatted, told)
            self.assertNotIn(user.email, preview)
        withheld = self._notices(self.officer)
        self.assertTrue(all(withheld.mapped("withheld_at")))
        # closed for good: it is not asked about again, nor told on his return
        self.officer.group_ids = self.env.ref(
            "cluster_committee.group_committee_officer"
        )
        self.assertFalse(self._tell("2026-12-05 04:00:00"))

    def test_queries_do_not_grow_with_people(self):
        def queries(number):
            with self.env.cr.savepoint() as savepoint:
                self.env["res.users"].create(
                    [
                        {
                            "name": f"Officer {order}",
                            "login": f"mailed.{order}",
                            "email": f"mailed.{order}@example.test",
                            "company_id": self.own.id,
                            "company_ids": [(6, 0, self.own.ids)],
                            "group_ids": [(6, 0, self.officer.group_ids.ids)],
                        }
                        for order in range(number)
                    ]
                )
                self._check("1405/09/02", "first_meeting", "deputy", "secretariat")
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                mails = self._tell(SATURDAY)
                self.env.flush_all()
                count = self.env.cr.sql_log_count - before
                savepoint.rollback()
            self.env.invalidate_all()
            return len(mails), count

        queries(3)  # warms the caches
        few, many = queries(3), queries(30)
        self.assertEqual(many[0] - few[0], 27)
        self.assertLessEqual(many[1], few[1] + 1)

    def test_the_quiet_days_are_quiet(self):
        self._check("1405/09/02", "first_meeting")
        self.assertFalse(self._tell("2027-03-27 08:00:00"))  # 1406/01/07
        self.assertTrue(self._tell("2027-04-03 08:00:00"))  # the Saturday after

    def test_the_chair_is_reminded_with_courtesy(self):
        (self.chair | self.officer).lang = "fa_IR"
        self._check("1405/09/02", "first_meeting")
        mail = self._tell(TODAY).filtered(
            lambda mail: mail.email_to == self.chair.email_formatted
        )
        self.assertIn("یادآوری", mail.subject)
        self.assertIn('dir="rtl"', mail.body_html)
        self.assertIn("۱۴۰۵/۰۶/۰۷", mail.body_html)
        self.assertNotIn("/odoo/", mail.body_html)
        weekly = self._tell(SATURDAY).filtered(
            lambda mail: mail.email_to == self.officer.email_formatted
        )
        self.assertIn("روز تأخیر", weekly.body_html)

    def test_the_preview_writes_nothing(self):
        self._check("1405/09/02", "first_meeting")
        preview = self.env["committee.digest.preview"].with_user(self.national)
        content = preview.create({}).content
        self.assertIn(self.chair.email_formatted.split("<")[-1][:-1], content)
        self.assertFalse(self._notices(self.chair).mailed_at)
        self.assertTrue(self._tell(TODAY))

    def test_the_daily_action_leads_to_the_mail(self):
        cron = self.env.ref("cluster_committee.committee_engine_cron_check")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._findings("first_meeting").standing, "overdue")

    def test_mail_that_found_no_server_goes_out_later(self):
        """The server is down, Odoo parks the mail; it comes back, nobody acts."""
        self._check("1405/09/02", "first_meeting")
        mails = self._tell(TODAY)
        server = self.env["ir.mail_server"].create(
            {"name": "Loopback", "smtp_host": "127.0.0.1", "smtp_port": 1}
        )
        registry = self.env.registry["ir.mail_server"]
        self.patch(registry, "_disable_send", lambda server: False)
        mails.mail_server_id = server
        mails.send()
        self.assertEqual(set(mails.mapped("state")), {"exception"})
        with Postman() as postman:
            server.smtp_port = postman.port
            self._tell(FRIDAY)
            self.assertEqual(set(mails.mapped("state")), {"outgoing"})
            mails.send()
            self.assertEqual(set(mails.mapped("state")), {"sent"})
            self.assertEqual(len(postman.received), len(mails))
        self._tell(FRIDAY)
        self.assertEqual(set(mails.mapped("state")), {"sent"})

    def test_a_wrong_address_is_not_tried_again(self):
        self._check("1405/09/02", "first_meeting")
        mails = self._tell(TODAY)
        mails.write({"state": "exception", "failure_type": "mail_email_invalid"})
        self._tell(FRIDAY)
        self.assertEqual(set(mails.mapped("state")), {"exception"})


class Postman:
    """A mail server on the loopback, for as long as the block lasts."""

    def __init__(self):
        self.received = []
        self._ready = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope)
        return "250 OK"

    def __enter__(self):
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._ready.wait(10)
        return self

    def _serve(self):
        from aiosmtpd.smtp import SMTP

        self._loop = asyncio.new_event_loop()
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: SMTP(self), "127.0.0.1", 0)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    def __exit__(self, *_error):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
