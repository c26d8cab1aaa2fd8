from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

COMPANIES, COMMITTEES, KILLS = 12, 60, 20
PREPARE = f"""
country = env.ref("base.ir")
edition = env["committee.procedure.edition"].search([("state", "=", "in_force")])
companies = env["res.company"].create(
    [{{"name": "Company %s" % n}} for n in range({COMPANIES})]
)
env["res.users"].with_context(no_reset_password=True).create([
    {{
        "name": role, "login": "%s.%s" % (role, company.id),
        "email": "%s.%s@example.test" % (role, company.id),
        "company_id": company.id, "company_ids": [(6, 0, company.ids)],
        "group_ids": [(4, env.ref("cluster_committee.group_committee_" + role).id)],
    }}
    for company in companies for role in ("officer", "supervisor", "secretary", "chair")
])
env.flush_all()
env.cr.execute(
    "WITH p AS (INSERT INTO res_country_state (country_id, name, code)"
    " SELECT %s, 'W' || n, 'W' || n FROM generate_series(1, {COMMITTEES}) n"
    " RETURNING id) INSERT INTO committee_committee"
    " (name, kind, company_id, province_id, edition_id, state, formed_on)"
    " SELECT 'W' || id, 'provincial', (%s::int[])[1 + id %% {COMPANIES}], id, %s,"
    " 'active', '2026-01-01' FROM p",
    [country.id, companies.ids, edition.id],
)
env.cr.commit()
"""
# one process that has loaded Odoo lets others do the work, and kills them
FORK = """
import hashlib, os, random, signal, sys
import odoo.sql_db
from odoo import api
from odoo.orm.registry import Registry

name = env.cr.dbname
env.cr.rollback()

def child(ear=None):
    odoo.sql_db.close_all()  # nobody's connection is shared
    pid = os.fork()
    if pid:
        return pid
    if ear is not None:
        execute = odoo.sql_db.Cursor.execute

        def heard(*arguments, **options):
            result = execute(*arguments, **options)
            os.write(ear, b".")
            return result

        odoo.sql_db.Cursor.execute = heard
    try:
        with Registry(name).cursor() as cr:
            mine = api.Environment(cr, 1, {})
            mine["committee.engine"]._cron_check(batch=2)
            mine["committee.finding.notice"]._cron_tell()
            cr.commit()
    except BaseException as error:
        sys.stderr.write("CHILD %r" % error)
        os._exit(1)
    os._exit(0)

def ended(pid):
    return os.waitpid(pid, 0)[1]

def child_that_is_heard():
    # it makes a sign after each statement
    reading, ear = os.pipe()
    pid = child(ear)
    os.close(ear)
    return pid, open(reading, "rb", buffering=0)

def forget():
    with Registry(name).cursor() as cr:
        cr.execute("DELETE FROM committee_finding")
        cr.execute("DELETE FROM mail_mail")

def digest():
    with Registry(name).cursor() as cr:
        cr.execute(
            "SELECT company_id, rule, subject_id, period, standing, level, state,"
            " due_on, first_seen_on, changed_on FROM committee_finding ORDER BY 1,2,3,4"
        )
        findings = cr.fetchall()
        cr.execute(
            "SELECT f.rule, f.subject_id, f.period, n.level, n.user_id"
            " FROM committee_finding_notice n JOIN committee_finding f"
            " ON f.id = n.finding_id ORDER BY 1,2,3,4,5"
        )
        notices = cr.fetchall()
        cr.execute("SELECT count(*), count(DISTINCT email_to) FROM mail_mail")
        mails = cr.fetchone()
    text = repr((findings, notices))
    return len(findings), len(notices), mails, hashlib.md5(text.encode()).hexdigest()
"""
TELL = """
pid, signs = child_that_is_heard()
statements = len(signs.read())
assert ended(pid) == 0
clean = digest()
assert clean[0] and clean[1], clean

forget()
random.seed(4)
killed = 0
for _kill in range({kills}):
    pid, signs = child_that_is_heard()
    for _statement in range(random.randint(1, statements)):
        if not signs.read(1):
            break
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    signs.close()
    killed += ended(pid) == signal.SIGKILL
assert killed > {kills} // 3, killed
assert ended(child()) == 0
print("KILLED", killed, digest()[:2] + digest()[3:] == clean[:2] + clean[3:],
      digest()[2][1] == clean[2][1])

again = digest()
assert ended(child()) == 0
print("AGAIN", digest() == again)

forget()
both = [child(), child()]
assert [ended(pid) for pid in both] == [0, 0]
print("BOTH", digest() == clean)
sys.stdout.flush()
os._exit(0)  # the connection of the prompt is closed
"""


@tagged("post_install", "-at_install", "alone")
class TestFindingsWorkers(OwnDatabaseCase):
    """Killed at any moment, or run by two at once: the same as one clean run."""

    label = "findings"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._do(PREPARE)

    def test_killed_and_in_pairs(self):
        said = self._do(FORK + TELL.format(kills=KILLS))
        for line in ("True True", "AGAIN True", "BOTH True"):
            self.assertIn(line, said)
