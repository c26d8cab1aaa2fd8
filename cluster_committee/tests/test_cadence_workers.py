from odoo.tests import tagged

from .own_database import OwnDatabaseCase

COMMITTEES = 60
PREPARE = f"""
company = env["res.company"].create({{"name": "Workers"}})
for role in ("officer", "secretary", "chair"):
    env["res.users"].create({{
        "name": role, "login": role, "email": role + "@example.test",
        "company_id": company.id, "company_ids": [(6, 0, company.ids)],
        "group_ids": [(4, env.ref("cluster_committee.group_committee_" + role).id)],
    }})
edition = env["committee.procedure.edition"].search([], limit=1)
env.flush_all()
env.cr.execute(
    "WITH p AS (INSERT INTO res_country_state (country_id, name, code)"
    " SELECT %s, 'W' || n, 'W' || n FROM generate_series(1, {COMMITTEES}) n"
    " RETURNING id) INSERT INTO committee_committee"
    " (name, kind, company_id, province_id, edition_id, state, formed_on)"
    " SELECT 'W' || id, 'provincial', %s, id, %s, 'active', '2026-01-01' FROM p",
    [env.ref("base.ir").id, company.id, edition.id],
)
env.cr.commit()
"""
RUN = """
import datetime, os
rule = env["committee.rule.cadence"]
{before}
rule._run(datetime.date(2026, 6, 1))
env.cr.commit()
print("DONE")
"""
# die before the statement or the commit that the name says
KILL = """
def die(*args, **kwargs):
    os.kill(os.getpid(), 9)
cls = env.registry["committee.rule.cadence"]
cls.{name} = die
"""
KILL_AT_COMMIT = """
env.cr.commit = lambda: os.kill(os.getpid(), 9)
"""
# stay inside the transaction long enough for the other worker to come
LINGER = """
import time
cls = env.registry["committee.rule.cadence"]
tell = cls._tell
def slow(self, told):
    time.sleep(4)
    return tell(self, told)
cls._tell = slow
"""


@tagged("post_install", "-at_install")
class TestCadenceWorkers(OwnDatabaseCase):
    """Killed in the middle, or run by two at once: nobody is told twice."""

    label = "workers"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._do(PREPARE)

    def setUp(self):
        super().setUp()
        with self.postgres.connection(self.name) as cursor:
            cursor.execute("DELETE FROM committee_finding")
            cursor.execute("DELETE FROM mail_mail")
            cursor.execute("UPDATE committee_committee SET next_check_on = NULL")

    def _told(self):
        """(notices, pairs of person and finding, mails, lines in all mails)"""
        ((notices, pairs),) = self._rows(
            "SELECT count(*), count(DISTINCT (user_id, finding_id))"
            " FROM committee_finding_notice"
        )
        bodies = self._rows("SELECT body_html FROM mail_mail")
        lines = sum(body.count("<li>") for (body,) in bodies)
        return notices, pairs, len(bodies), lines

    def _assert_told_once(self):
        # 60 committees, late by more than their first days, three people
        wanted = 3 * COMMITTEES
        self.assertEqual(self._told(), (wanted, wanted, 3, wanted))

    def test_killed_at_every_statement(self):
        for name in ("_store", "_store_findings", "_store_notices", "_tell"):
            code, _said = self._ended(
                self._shell(RUN.format(before=KILL.format(name=name)))
            )
            self.assertEqual(code, -9, name)
            self.assertEqual(self._told(), (0, 0, 0, 0), name)
        code, _said = self._ended(self._shell(RUN.format(before=KILL_AT_COMMIT)))
        self.assertEqual(code, -9)
        self.assertEqual(self._told(), (0, 0, 0, 0))
        self._do(RUN.format(before=""))
        self._assert_told_once()
        self._do(RUN.format(before=""))
        self._assert_told_once()

    def test_two_at_once(self):
        first = self._shell(RUN.format(before=LINGER))
        second = self._shell(RUN.format(before=LINGER))
        ends = [self._ended(process) for process in (first, second)]
        well = [said for _code, said in ends if "DONE" in said]
        self.assertTrue(well, ends)
        for _code, said in ends:
            # who comes too late may only fail as the scheduler expects: to run again
            self.assertTrue("DONE" in said or "could not serialize" in said, said)
        self._do(RUN.format(before=""))
        self._assert_told_once()
