from datetime import timedelta

from markupsafe import Markup

from odoo import api, models

from odoo.addons.web_jalali.tools import jalali


class CommitteeFindingNotice(models.Model):
    """The mail that tells a person of findings: one for all of them."""

    _inherit = "committee.finding.notice"

    @api.model
    def _prepare_mail(self, user, notices):
        """Values of the one mail that tells `user` all of `notices`.

        The chair stands outside of the organisation: what he gets is a courteous
        reminder, whatever the level.
        """
        lang = user.lang or "fa_IR"
        notices = notices.with_context(lang=lang)
        chair = set(notices.mapped("level")) == {3}
        return {
            "subject": notices._mail_subject(chair),
            "body_html": self.env["ir.qweb"]
            .with_context(lang=lang)
            ._render("cluster_committee.committee_digest", notices._mail_values(chair)),
            # given, or each mail would ask for it
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
        waiting = self.search(self._waiting_domain(end - timedelta(seconds=1)))
        waiting = waiting._of_their_readers()
        if not waiting:
            return Markup("<p>%s</p>") % self.env._("Nothing is waiting to be mailed.")
        letters = (
            self._prepare_mail(user, told)
            for user, told in waiting.grouped("user_id").items()
        )
        return Markup("<hr/>").join(
            Markup("<h2>%s</h2><p>%s</p>%s")
            % (letter["subject"], letter["email_to"], letter["body_html"])
            for letter in letters
        )

    @api.model
    def _mail_sender(self, user):
        return (
            user.company_id.partner_id.email_formatted
            or self.env.company.partner_id.email_formatted
            or user.email_formatted
        )

    def _mail_subject(self, chair):
        if chair:
            return self.env._("Reminder: provincial cluster committee")
        if len(self.company_id) == 1:
            return self.env._(
                "Cluster committee, %(province)s: %(count)s matters for your attention",
                province=self.company_id.province_id.name or self.company_id.name,
                count=self._digits(len(self.finding_id)),
            )
        return self.env._(
            "Cluster committees: %(count)s matters for your attention",
            count=self._digits(len(self.finding_id)),
        )

    def _mail_values(self, chair):
        """What the template shows: provinces with their findings, each said once."""
        findings = self.finding_id.sorted(lambda f: (f.due_on or f.opens_on, f.id))
        return {
            "chair": chair,
            "direction": "rtl" if (self.env.lang or "").startswith("fa") else "ltr",
            "provinces": [
                (
                    company.province_id.name or company.name,
                    [finding._told(chair) for finding in found],
                )
                for company, found in findings.grouped("company_id").items()
            ],
        }


class CommitteeFinding(models.Model):
    """How a finding is said in a mail."""

    _inherit = "committee.finding"

    def _told(self, chair=False):
        """One finding in words: {label, subject, clause, when, advice, url}."""
        self.ensure_one()
        labels = dict(self._fields["rule"]._description_selection(self.env))
        return {
            "label": labels.get(self.rule, self.rule),
            "subject": self.subject_name,
            "clause": self.clause_id.label or self.clause,
            "when": self._told_when(chair),
            "advice": self.advice,
            "policy": self.nature == "policy",
            "url": f"{self.get_base_url()}/odoo/committee-findings/{self.id}",
        }

    def _told_when(self, chair):
        """How much time is left, or how late it is; the chair is only reminded."""
        if not self.due_on:
            return ""
        day = self._said_day(self.due_on)
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
                count=self._digits(-left),
            )
        return self.env._(
            "Due on %(day)s: %(count)s days left.", day=day, count=self._digits(left)
        )

    def _said_day(self, day):
        if (self.env.lang or "").startswith("fa"):
            return jalali.format_date(day)
        return day.isoformat()
