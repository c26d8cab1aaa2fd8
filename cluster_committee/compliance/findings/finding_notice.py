import logging
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import clock, jalali

from ..engine.rule import level_day
from .finding import LEVELS

_logger = logging.getLogger(__name__)

CHAIR = 3
# {level: the role that is notified}
ROLES = {
    0: "officer",
    1: "supervisor",
    2: "secretary",
    CHAIR: "chair",
    4: "national",
}
DIGEST_WEEKDAY = 5  # Saturday, as date.weekday() counts
DIGEST_HOUR = 7  # in the morning, in Tehran
PEOPLE = 500  # notified in one transaction
LISTED = 50  # findings in one mail; of more, only the number

# insert a notice of each reached level for each person who has none yet
NOTE = f"""
    WITH looked AS (  -- the day on which each province was first looked at
        SELECT company_id, min(first_seen_on) AS day
          FROM committee_finding
         WHERE company_id = ANY(%(companies)s)
      GROUP BY company_id
    ), reached AS (
        SELECT f.id, f.company_id, l.level, l.at_once
          FROM committee_finding f
          JOIN unnest(%(rules)s::varchar[], %(levels)s::int[],
                      %(days)s::int[], %(dates)s::varchar[],
                      %(at_once)s::bool[])
               AS l(rule, level, days, named, at_once) ON l.rule = f.rule
          JOIN looked ON looked.company_id = f.company_id
          JOIN LATERAL (
               SELECT {level_day("f", "l.named", "l.days")} AS day) reached_on ON TRUE
         WHERE f.company_id = ANY(%(companies)s)
           AND (f.state = 'open' OR f.changed_on = %(day)s)
           AND f.standing NOT IN ('exempt', 'not_applicable')
           AND f.settled_on IS NULL
           AND l.level <= f.level::int
           AND reached_on.day <= %(day)s
           AND reached_on.day < COALESCE(f.met_on, 'infinity')
           AND looked.day < COALESCE(f.met_on, 'infinity')
    ), written AS (
        INSERT INTO committee_finding_notice (
               finding_id, company_id, level, user_id, at_once, noted_at)
        SELECT r.id, r.company_id, r.level, p.user_id, r.at_once, %(now)s
          FROM reached r
          JOIN unnest(%(users)s::int[], %(provinces)s::int[],
                      %(roles)s::int[]) AS p(user_id, company_id, level)
            ON p.company_id = r.company_id AND p.level = r.level
         WHERE NOT EXISTS (
               SELECT 1 FROM committee_finding_notice n
                WHERE (n.finding_id, n.level, n.user_id)
                    = (r.id, r.level, p.user_id))
        ON CONFLICT (finding_id, level, user_id) DO NOTHING
        RETURNING 1
    )
    SELECT count(*) FROM written
"""

# mark waiting notices as mailed, or as withheld where the person may no longer read
# them
CLAIM = """
    WITH waiting AS (
        SELECT n.id, p.user_id IS NOT NULL AS reads
          FROM (SELECT id, user_id, company_id FROM committee_finding_notice
                 WHERE id IN %(waiting)s AND mailed_at IS NULL
                   AND withheld_at IS NULL FOR UPDATE SKIP LOCKED) n
     LEFT JOIN unnest(%(users)s::int[], %(provinces)s::int[])
               AS p(user_id, company_id)
            ON (p.user_id, p.company_id) = (n.user_id, n.company_id)
    ), marked AS (
        UPDATE committee_finding_notice n
           SET mailed_at = CASE WHEN w.reads THEN %(now)s END,
               withheld_at = CASE WHEN NOT w.reads THEN %(now)s END
          FROM waiting w WHERE w.id = n.id
        RETURNING n.mailed_at
    )
    SELECT count(mailed_at) FROM marked
"""

# the content of each person's mail: number of findings, provinces and levels, and the
# listed findings, the longest due first; and how many are not met in these provinces
# of which nobody is told any more, since they were closed by hand
DIGEST_QUERY = """
    WITH notified AS (
        SELECT DISTINCT n.user_id, n.company_id, n.finding_id, n.level,
               COALESCE(f.due_on, f.opens_on) AS day
          FROM committee_finding_notice n
          JOIN committee_finding f ON f.id = n.finding_id
          JOIN unnest(%(users)s::int[], %(provinces)s::int[])
               AS p(user_id, company_id)
            ON (p.user_id, p.company_id) = (n.user_id, n.company_id)
         WHERE %(chosen)s
    ), placed AS (
        SELECT t.*, dense_rank() OVER (
                   PARTITION BY user_id ORDER BY day, finding_id) AS place
          FROM notified t
    )
    SELECT user_id, array_agg(DISTINCT level) AS levels,
           array_agg(DISTINCT company_id) AS companies, max(place)::int AS matters,
           array_agg(DISTINCT finding_id) FILTER (WHERE place <= %(listed)s)
               AS findings,
           (SELECT count(*) FROM committee_finding f
             WHERE f.company_id = ANY(array_agg(placed.company_id))
               AND f.settled_on IS NOT NULL AND f.standing IN %(alarms)s)::int
               AS settled
      FROM placed GROUP BY user_id ORDER BY user_id
"""


class CommitteeFindingNotice(models.Model):
    """A notification of one person about a finding at one level; never repeated.

    Noted in the transaction that writes the finding, mailed afterwards.
    """

    _name = "committee.finding.notice"
    _description = "Notice"
    _inherit = ["committee.workflow.mixin"]
    _order = "id desc"
    _rec_name = "finding_id"
    _duplicable = False

    _verb_fields = frozenset(
        "finding_id company_id level user_id noted_at at_once mailed_at mail_id"
        " withheld_at".split()
    )

    finding_id = fields.Many2one(
        comodel_name="committee.finding",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    committee_id = fields.Many2one(related="finding_id.committee_id")
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    level = fields.Integer(required=True, readonly=True, aggregator=None)
    level_name = fields.Selection(
        selection=LEVELS, string="Told As", compute="_compute_level_name"
    )
    user_id = fields.Many2one(
        comodel_name="res.users", required=True, readonly=True, ondelete="cascade"
    )
    noted_at = fields.Datetime(string="Noted", readonly=True)
    at_once = fields.Boolean(
        readonly=True, help="Mailed at once instead of with the weekly digest."
    )
    mailed_at = fields.Datetime(string="Mailed", readonly=True)
    withheld_at = fields.Datetime(
        string="Withheld",
        readonly=True,
        help="When it was due to be mailed, its person could no longer read the"
        " province: it is told no more.",
    )
    mail_id = fields.Many2one(
        comodel_name="mail.mail", readonly=True, ondelete="set null", index=True
    )

    _once = models.Constraint(
        "UNIQUE (finding_id, level, user_id)",
        "A level of a finding is told to a person once.",
    )
    _waiting = models.Index("(user_id) WHERE mailed_at IS NULL AND withheld_at IS NULL")

    @api.depends("level")
    def _compute_level_name(self):
        for notice in self:
            notice.level_name = str(notice.level)

    def _content_is_open(self, states):
        return False  # notices are kept

    # ------------------------------------------------------------
    # NOTE
    # ------------------------------------------------------------

    @api.model
    def _note(self, day, companies):
        """Note whom to notify of the findings of `companies` (ids), in one statement.

        The day on which a level was reached follows from the finding's own dates;
        people are notified however late it is seen, but not of what was settled on that
        day or before, nor of what was settled before the first check of the province.

        :return: the number of notices
        """
        people = self._people(companies)
        levels = [
            (rule._code, level, when, level in rule._immediate)
            for rule in self.env["committee.engine"]._rules()
            for level, when in rule._levels.items()
        ]
        rows = self.env.execute_query(
            SQL(
                NOTE,
                rules=[code for code, *_rest in levels],
                levels=[level for _code, level, *_rest in levels],
                days=[w if isinstance(w, int) else None for _c, _l, w, _a in levels],
                dates=[w if isinstance(w, str) else None for _c, _l, w, _a in levels],
                at_once=[at_once for *_rest, at_once in levels],
                companies=companies,
                day=day,
                now=clock.now(),
                users=[user for user, _company, _level in people],
                provinces=[company for _user, company, _level in people],
                roles=[level for _user, _company, level in people],
            )
        )
        self.invalidate_model()
        return rows[0][0]

    @api.model
    def _people(self, companies):
        """Those who hold a role and may read the province.

        Who holds several roles in a province is notified at the highest of them only:
        the secretary is not notified again as an officer.

        :param companies: ids
        :return: [(user id, company id, level)]
        """
        known = self.env["ir.model.data"]._xmlid_to_res_id
        groups = {
            known(f"cluster_committee.group_committee_{role}"): level
            for level, role in ROLES.items()
        }
        # sudo: read who holds which role, to find whom to notify
        users = self.env["res.users"].sudo()
        users = users.search(Domain("all_group_ids", "in", list(groups)))
        level_of = {}
        for user in users:
            levels = {groups[g.id] for g in user.all_group_ids if g.id in groups}
            own = levels - {4}
            for company in user.company_ids.ids if own else ():
                level_of[user.id, company] = max(own)
            if 4 in levels:
                for company in companies:
                    level_of.setdefault((user.id, company), 4)
        # who acts as the chair is notified as the chair, whatever his other roles
        acting = self.env["committee.delegation"]._acting_chairs()
        level_of |= dict.fromkeys(acting, CHAIR)
        wanted = set(companies)
        return [
            (user, company, level)
            for (user, company), level in level_of.items()
            if company in wanted
        ]

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    @api.model
    def _cron_tell(self):
        """Mail waiting notices: urgent ones at once, all others weekly.

        Nothing is mailed on the quiet days of the policy. Failed mails are retried.
        """
        now = clock.now()
        day = jalali.local_date(now)
        edition = self.env["committee.procedure.edition"]._edition_on(day)
        if edition._is_quiet(day):
            _logger.info("Notices of %s: a quiet day, nothing is mailed.", day)
            return
        waiting = self._waiting_domain(now)
        engine = self.env["committee.engine"]
        people = self._read_group(waiting, ["user_id"])
        for start in range(0, len(people), PEOPLE):
            users = [user.id for (user,) in people[start : start + PEOPLE]]
            sent = engine._in_turn(
                lambda users=users: self._send_notices(waiting, users, now)
            )
            _logger.info("Notices of %s: %s in %s mails.", day, *sent)
            if not self.env["ir.cron"]._commit_progress(len(users)):
                return
        retried = engine._in_turn(self._retry_mails)
        if retried:
            _logger.info("Notices of %s: %s mails are tried again.", day, retried)

    @api.model
    def _waiting_domain(self, now):
        """Notices that are to be mailed at `now` (datetime in UTC)."""
        return (
            Domain("mailed_at", "=", False)
            & Domain("withheld_at", "=", False)
            & Domain("finding_id.state", "=", "open")
            # postponed until the exemption is over
            & Domain("finding_id.standing", "!=", "exempt")
            # nor where the due day was moved and lies in the future again
            & ~(
                Domain("finding_id.standing", "=", "due")
                & Domain("finding_id.due_on", ">", jalali.local_date(now))
            )
            & (
                Domain("at_once", "=", True)
                | Domain("noted_at", "<=", self._last_digest(now))
            )
        )

    @api.model
    def _last_digest(self, now):
        """:return: the moment of the last weekly digest (datetime in UTC): a Saturday
        morning in Tehran that was no quiet day"""
        editions = self.env["committee.procedure.edition"]
        local = now.replace(tzinfo=timezone.utc).astimezone(jalali.TEHRAN)
        day = local.date() - timedelta(days=(local.weekday() - DIGEST_WEEKDAY) % 7)
        if day == local.date() and local.hour < DIGEST_HOUR:
            day -= timedelta(days=7)
        while editions._edition_on(day)._is_quiet(day):
            day -= timedelta(days=7)
        return jalali.local_midnight_utc(day) + timedelta(hours=DIGEST_HOUR)

    @api.model
    def _send_notices(self, waiting, users, now):
        """Send one mail to each of `users` (ids) with all his waiting notices and mark
        them as mailed, in one transaction; the number of queries does not depend on the
        number of notices. What a person may no longer read is withheld.

        :param waiting: domain of waiting notices
        :param now: datetime in UTC
        :return: (notices, mails)
        """
        theirs = waiting & Domain("user_id", "in", users)
        readers = self._readers()
        ((count,),) = self.env.execute_query(
            SQL(CLAIM, waiting=self._search(theirs).subselect(), now=now, **readers)
        )
        claimed = SQL(
            "n.mailed_at = %s AND n.mail_id IS NULL AND n.user_id = ANY(%s)", now, users
        )
        # sudo: queue mails, which users may not create
        mails = self.env["mail.mail"].sudo()
        # sudo: read names and addresses of those who are notified
        letters = self.sudo()._prepare_mails(claimed, readers)
        mails = mails.create(list(letters.values()))
        self.env.cr.execute(
            SQL(
                """UPDATE committee_finding_notice n SET mail_id = v.mail_id
                     FROM unnest(%s::int[], %s::int[]) AS v(user_id, mail_id)
                    WHERE n.user_id = v.user_id AND %s""",
                [user.id for user in letters],
                mails.ids,
                claimed,
            )
        )
        self.invalidate_model(["mail_id", "mailed_at", "withheld_at"])
        return count, len(mails)

    @api.model
    def _readers(self):
        """The people who may read a province now: since a notice was noted its person
        may have left, or lost his role.

        :return: {"users": ids, "provinces": ids of companies}, two parallel lists
        """
        people = self._people(self.env["committee.engine"]._company_ids())
        return {
            "users": [user for user, _company, _level in people],
            "provinces": [company for _user, company, _level in people],
        }

    @api.model
    def _retry_mails(self):
        """Requeue mails that could not be handed to the mail server, which Odoo never
        retries. A wrong address is no such case, it needs a human.

        :return: the number of mails
        """
        # sudo: read and requeue outgoing mails, limited to those of notices
        mails = self.env["mail.mail"].sudo()
        # sudo: read the notices of every company, to find their mails
        own = self.sudo()._search([("mail_id", "!=", False)]).subselect("mail_id")
        parked = mails.search(
            Domain("state", "=", "exception")
            & Domain("id", "in", own)
            & Domain(
                "failure_type", "not in", ("mail_email_invalid", "mail_email_missing")
            )
        )
        parked.write({"state": "outgoing", "failure_reason": False})
        return len(parked)
