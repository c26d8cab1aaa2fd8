from datetime import timedelta

from markupsafe import Markup

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali, persian

from .finding import ALARMS
from .finding_board import OBVIOUS
from .finding_notice import CHAIR, DIGEST_QUERY, LISTED

# the fields that a mail about a finding is made from
MAILED_FIELDS = (
    "rule subject_id clause nature standing due_on late_from met_on opens_on company_id"
).split()


class CommitteeFindingNotice(models.Model):
    """The digest: one mail for each person with all findings that wait for him."""

    _inherit = "committee.finding.notice"

    @api.model
    def _prepare_mails(self, chosen, readers):
        """The mails about the notices of `readers`.

        The chair is not part of the organisation: he gets a courteous reminder,
        whatever the level.

        :param chosen: SQL condition on notices `n`
        :param readers: as `_readers` returns them
        :return: {user: values of his one mail}
        """
        rows = self.env.execute_query_dict(
            SQL(DIGEST_QUERY, chosen=chosen, listed=LISTED, alarms=ALARMS, **readers)
        )
        users = self.env["res.users"].browse(row["user_id"] for row in rows)
        findings = self.env["committee.finding"].browse(
            {finding for row in rows for finding in row["findings"]}
        )
        known = {}  # {language: texts of all findings}
        mails = {}
        for user, row in zip(users, rows, strict=True):
            lang = user.lang or "fa_IR"
            if lang not in known:
                known[lang] = findings.with_context(lang=lang)._mail_values()
            lines = [known[lang][finding] for finding in row["findings"]]
            mails[user] = self.with_context(lang=lang)._prepare_mail(user, lines, row)
        return mails

    @api.model
    def _prepare_mail(self, user, lines, row):
        chair = set(row["levels"]) == {CHAIR}
        return {
            "subject": self._mail_subject(chair, row),
            "body_html": self.env["ir.qweb"]._render(
                "cluster_committee.committee_digest",
                self._mail_values(chair, lines, row["matters"], row["settled"]),
            ),
            # set here, since each mail would query it otherwise
            "email_from": self._mail_sender(user),
            "reply_to": self._mail_sender(user),
            "email_to": user.email_formatted,
            "auto_delete": False,
        }

    @api.model
    def _preview(self):
        """What would be mailed until the end of this day, person by person, as HTML."""
        day = jalali.today()
        edition = self.env["committee.procedure.edition"]._edition_on(day)
        if edition._is_quiet(day):
            return Markup("<p>%s</p>") % self.env._(
                "Today is a quiet day of the policy: nothing is mailed."
            )
        end = jalali.local_midnight_utc(day + timedelta(days=1))
        waiting = self._search(self._waiting_domain(end - timedelta(seconds=1)))
        self.env.flush_all()
        letters = self._prepare_mails(
            SQL("n.id IN %s", waiting.subselect()), self._readers()
        )
        if not letters:
            return Markup("<p>%s</p>") % self.env._("Nothing is waiting to be mailed.")
        return Markup("<hr/>").join(
            Markup("<h2>%s</h2><p>%s</p>%s")
            % (letter["subject"], letter["email_to"], letter["body_html"])
            for letter in letters.values()
        )

    @api.model
    def _mail_sender(self, user):
        return (
            user.company_id.partner_id.email_formatted
            or self.env.company.partner_id.email_formatted
            or user.email_formatted
        )

    @api.model
    def _mail_subject(self, chair, row):
        if chair:
            return self.env._("Reminder: provincial cluster committee")
        count = self._digits(row["matters"])
        if len(row["companies"]) == 1:
            company = self.env["res.company"].browse(row["companies"])
            return self.env._(
                "Cluster committee, %(province)s: %(count)s matters for your attention",
                province=company.province_id._get_printed_name() or company.name,
                count=count,
            )
        return self.env._(
            "Cluster committees: %(count)s matters for your attention", count=count
        )

    @api.model
    def _mail_values(self, chair, lines, matters, settled):
        """Values of the template: provinces with their findings, each listed once, the
        number of those that are not listed, and of those that were closed by hand."""
        provinces = {}
        for line in sorted(lines, key=lambda line: line["order"]):
            provinces.setdefault(line["province"], []).append(line)
        more = matters - len(lines)
        return {
            "chair": chair,
            "direction": "rtl" if persian.is_persian(self.env) else "ltr",
            "more": self._digits(more) if more else "",
            "settled": self._digits(settled) if settled and not chair else "",
            "url": f"{self.get_base_url()}/odoo/committee-findings",
            "provinces": list(provinces.items()),
        }


class CommitteeFinding(models.Model):
    """The texts of a finding in a mail."""

    _inherit = "committee.finding"

    def _mail_values(self):
        """:return: {id: dict of the texts of a finding: label, subject, clause, when,
        reminder, advice, policy, url, province and order}; a fixed number of queries
        for all. The province is the heading, so that it is not named as a subject."""
        self.fetch(MAILED_FIELDS)
        labels = dict(self._fields["rule"]._description_selection(self.env))
        engine = self.env["committee.engine"]
        rules = {rule._code: rule for rule in engine._rules()}
        clauses = engine._clauses()
        named = self.filtered(
            lambda f: f.rule in rules and rules[f.rule]._subject not in OBVIOUS
        )
        subjects = named._names_of("_subject", "subject_id")
        url = f"{self.browse().get_base_url()}/odoo/committee-findings"
        return {
            finding.id: {
                "label": labels.get(finding.rule, finding.rule),
                "subject": subjects.get(finding),
                "clause": clauses.get(finding.clause, {}).get("label")
                or finding.clause,
                "when": finding._due_text(),
                "reminder": finding._due_text(chair=True),
                "advice": finding.rule in rules
                and self.env._(rules[finding.rule]._advice),
                "policy": finding.nature == "policy",
                "url": f"{url}/{finding.id}",
                "province": finding.company_id.province_id._get_printed_name()
                or finding.company_id.name,
                "order": (finding.due_on or finding.opens_on, finding.id),
            }
            for finding in self
        }

    def _due_text(self, chair=False):
        """:return: the time left, or how late it is (str); worded as a reminder for the
        chair"""
        if not self.due_on:
            return ""
        day = self._day_phrase(self.due_on)
        if chair:
            return self.env._("Due on %(day)s.", day=day)
        left = (self.due_on - jalali.today()).days
        if self.standing == "missed":
            return self.env._("Was due on %(day)s and was missed.", day=day)
        if self.standing == "unachievable":
            return self.env._("Can no longer be achieved by %(day)s.", day=day)
        if left < 0:
            return self.env._(
                "Was due on %(day)s: %(count)s days late.",
                day=day,
                count=self._digits(self.days_late),
            )
        return self.env._(
            "Due on %(day)s: %(count)s days left.", day=day, count=self._digits(left)
        )

    def _day_phrase(self, day):
        if persian.is_persian(self.env):
            return jalali.format_date(day)
        return day.isoformat()
