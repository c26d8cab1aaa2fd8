from collections import defaultdict

from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ..lib.cadence import assess

LEVELS = {"warning": 1, "due": 3, "overdue": 3, "national": 4}


class CommitteeRuleCadence(models.AbstractModel):
    """At least two meetings a year, six months apart (4-4-2)."""

    _name = "committee.rule.cadence"
    _inherit = "committee.rule"
    _description = "Cadence of Meetings"

    _code = "cadence"
    _clause = "C4-4-2b"
    _audiences = {
        1: ("group_committee_officer", "group_committee_supervisor"),
        2: ("group_committee_secretary",),
        3: ("group_committee_chair",),
        4: ("group_committee_national",),
    }

    @api.model
    def _run(self, as_of, committees=None):
        """See `committee.rule`. One transaction, a fixed number of statements, and at
        most one digest for each person; run again, it finds nothing left to tell."""
        rows = self._claim(as_of, committees)
        if not rows:
            return 0
        edition = self.env["committee.procedure.edition"]._edition_on(as_of)
        policy = edition._policy()
        found = {
            committee: assess(held or (), as_of, policy, formed_on)
            for committee, formed_on, held in rows
        }
        self._store(found)
        self._store_findings(found, as_of)
        self._tell(self._store_notices(list(found)))
        return len(rows)

    @api.model
    def _claim(self, as_of, committees):
        """(id, formed on, held days) of committees that may have changed. Rows that
        another worker holds are left to it."""
        for name in ("committee.committee", "committee.meeting"):
            self.env[name].flush_model()
        chosen = (
            SQL("c.id = ANY(%s)", committees.ids)
            if committees is not None
            else SQL("(c.next_check_on IS NULL OR c.next_check_on <= %s)", as_of)
        )
        return self.env.execute_query(
            SQL(
                """
                WITH claimed AS MATERIALIZED (
                    SELECT c.id, c.formed_on
                      FROM committee_committee c
                     WHERE c.kind = 'provincial'
                       AND c.state IN ('constituted', 'active')
                       AND %s
                     ORDER BY c.id
                       FOR NO KEY UPDATE SKIP LOCKED
                )
                SELECT claimed.id, claimed.formed_on,
                       array_agg(m.held_on) FILTER (WHERE m.held_on IS NOT NULL)
                  FROM claimed
             LEFT JOIN committee_meeting m ON m.committee_id = claimed.id AND m.counts
                 GROUP BY claimed.id, claimed.formed_on
                """,
                chosen,
            )
        )

    @api.model
    def _store(self, found):
        """Write what changed on the committees."""
        columns = (
            ("last_held_on", "date", "last_held_on"),
            ("next_due_on", "date", "due_on"),
            ("cadence_standing", "varchar", "standing"),
            ("year_count", "int", "count"),
            ("year_effective_count", "int", "effective_count"),
            ("year_required", "int", "required"),
            ("year_standing", "varchar", "year_standing"),
            ("next_check_on", "date", "next_check_on"),
        )
        names = [column for column, _type, _attribute in columns]
        own = SQL(", ").join(SQL.identifier("c", name) for name in names)
        new = SQL(", ").join(SQL.identifier("v", name) for name in names)
        arrays = SQL(", ").join(
            SQL(
                f"%s::{kind}[]",  # the type is ours, the values are bound
                [getattr(cadence, attribute) for cadence in found.values()],
            )
            for _column, kind, attribute in columns
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE committee_committee c
                   SET (%(plain)s) = ROW(%(new)s)
                  FROM unnest(%(ids)s::int[], %(arrays)s) AS v(id, %(plain)s)
                 WHERE c.id = v.id AND (%(own)s) IS DISTINCT FROM (%(new)s)
                """,
                plain=SQL(", ").join(map(SQL.identifier, names)),
                ids=list(found),
                arrays=arrays,
                own=own,
                new=new,
            )
        )
        self.env["committee.committee"].invalidate_model(names)

    @api.model
    def _store_findings(self, found, as_of):
        """Open, move and close the findings of these committees."""
        self.env["committee.finding"].flush_model()
        open_ones = {
            committee: cadence
            for committee, cadence in found.items()
            if cadence.standing in LEVELS
        }
        self.env.cr.execute(
            SQL(
                """
                WITH now AS (
                    SELECT *
                      FROM unnest(%(ids)s::int[], %(dues)s::date[],
                                  %(standings)s::varchar[], %(levels)s::int[])
                           AS n(committee_id, due_on, standing, level)
                ), closed AS (
                    UPDATE committee_finding f
                       SET closed_on = %(day)s, standing = 'met'
                     WHERE f.rule = %(rule)s AND f.closed_on IS NULL
                       AND f.committee_id = ANY(%(all)s)
                       AND NOT EXISTS (
                           SELECT 1 FROM now
                            WHERE now.committee_id = f.committee_id
                              AND now.due_on = f.anchor)
                )
                INSERT INTO committee_finding AS f (
                       committee_id, company_id, rule, clause, anchor, due_on,
                       standing, level, opened_on)
                SELECT now.committee_id, c.company_id, %(rule)s, %(clause)s,
                       now.due_on, now.due_on, now.standing, now.level, %(day)s
                  FROM now JOIN committee_committee c ON c.id = now.committee_id
                ON CONFLICT (committee_id, rule, anchor) DO UPDATE
                   SET standing = EXCLUDED.standing,
                       level = GREATEST(f.level, EXCLUDED.level),
                       closed_on = NULL
                 WHERE (f.standing, f.closed_on) IS DISTINCT FROM
                       (EXCLUDED.standing, NULL)
                    OR f.level < EXCLUDED.level
                """,
                ids=list(open_ones),
                dues=[cadence.due_on for cadence in open_ones.values()],
                standings=[cadence.standing for cadence in open_ones.values()],
                levels=[LEVELS[cadence.standing] for cadence in open_ones.values()],
                day=as_of,
                rule=self._code,
                clause=self._clause,
                all=list(found),
            )
        )
        self.env["committee.finding"].invalidate_model()

    @api.model
    def _store_notices(self, committee_ids):
        """Note whom to tell what; what stands there already was told.

        :return: (notice id, user id, committee's name, due day) of what is new
        """
        groups = {
            self.env.ref(f"cluster_committee.{name}").id: level
            for level, names in self._audiences.items()
            for name in names
        }
        # lent: who holds which role, to know whom to tell
        users = self.env["res.users"].sudo()
        people = users.search(Domain("all_group_ids", "in", list(groups)))
        told = [
            (user.id, company.id, level)
            for user in people
            for level in {
                groups[group.id] for group in user.all_group_ids if group.id in groups
            }
            for company in (user.company_ids if level < 4 else user.company_id[:1])
        ]
        told = self._own_level_only(told)
        rows = self.env.execute_query(
            SQL(
                """
                WITH told AS (
                    INSERT INTO committee_finding_notice (
                           finding_id, company_id, level, user_id)
                    SELECT f.id, f.company_id, t.level, t.user_id
                      FROM committee_finding f
                      JOIN unnest(%s::int[], %s::int[], %s::int[])
                           AS t(user_id, company_id, level)
                        ON t.level <= f.level
                       AND (t.level = 4 OR t.company_id = f.company_id)
                     WHERE f.rule = %s AND f.closed_on IS NULL
                       AND f.committee_id = ANY(%s)
                    ON CONFLICT (finding_id, level, user_id) DO NOTHING
                    RETURNING id, finding_id, user_id
                )
                SELECT told.id, told.user_id, c.name, f.due_on
                  FROM told
                  JOIN committee_finding f ON f.id = told.finding_id
                  JOIN committee_committee c ON c.id = f.committee_id
              ORDER BY f.due_on, c.id
                """,
                [user for user, _company, _level in told],
                [company for _user, company, _level in told],
                [level for _user, _company, level in told],
                self._code,
                committee_ids,
            )
        )
        self.env["committee.finding.notice"].invalidate_model()
        return rows

    @api.model
    def _own_level_only(self, told):
        """A person with several roles is told at the highest of them only: the
        secretary is not told again as an officer."""
        highest = {}
        for user, company, level in told:
            key = user, company
            highest[key] = max(level, highest.get(key, 0))
        return [(user, company, level) for (user, company), level in highest.items()]

    @api.model
    def _tell(self, told):
        """One digest for each person, in the same transaction as its notices."""
        if not told:
            return
        by_user = defaultdict(list)
        for notice, user, name, due_on in told:
            by_user[user].append((notice, name, due_on))
        # lent: names and addresses of those who are told
        users = self.env["res.users"].sudo().browse(by_user)
        mail = self.env["mail.mail"].sudo()  # lent: queueing their mail
        mails = mail.create([self._prepare_digest(u, by_user[u.id]) for u in users])
        pairs = [
            (notice, mail.id)
            for user, mail in zip(users, mails, strict=True)
            for notice, _name, _due_on in by_user[user.id]
        ]
        self.env.cr.execute(
            SQL(
                """
                UPDATE committee_finding_notice n SET mail_id = v.mail_id
                  FROM unnest(%s::int[], %s::int[]) AS v(id, mail_id)
                 WHERE n.id = v.id
                """,
                [notice for notice, _mail in pairs],
                [mail for _notice, mail in pairs],
            )
        )
        self.env["committee.finding.notice"].invalidate_model(["mail_id"])

    @api.model
    def _prepare_digest(self, user, told):
        lang = user.lang or "fa_IR"
        rule = self.with_context(lang=lang)
        lines = (rule._digest_line(name, due_on) for _notice, name, due_on in told)
        greeting = rule.env._(
            "For your attention: the interval of six months between two meetings"
            " (clause 4-4-2)."
        )
        direction = "rtl" if lang.startswith("fa") else "ltr"
        author = self.env.company.partner_id
        return {
            "subject": rule.env._("Meetings that are due"),
            "body_html": Markup('<div dir="%s"><p>%s</p><ul>%s</ul></div>')
            % (direction, greeting, Markup("").join(lines)),
            "email_from": author.email_formatted or user.email_formatted,
            "reply_to": author.email_formatted or user.email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": False,
        }

    @api.model
    def _digest_line(self, name, due_on):
        """One courteous line: which committee, when its next meeting is due."""
        day = due_on.isoformat()
        if self.env.lang.startswith("fa"):
            day = jalali.format_date(due_on)
        return Markup("<li>%s</li>") % self.env._(
            "%(committee)s: the next meeting is due on %(day)s.",
            committee=name,
            day=day,
        )
