"""The texts of a finding on screens, for those who act and for the chair."""

from odoo import models

from odoo.addons.web_jalali.tools import jalali

from .standing_mixin import BREACHES


class CommitteeFinding(models.Model):
    """The standing of a finding in words."""

    _inherit = "committee.finding"

    def _standing_labels(self):
        """:return: {standing: label}; late ones have a courteous label for the chair"""
        labels = dict(self._fields["standing"]._description_selection(self.env))
        if self._only_reminds():
            labels |= dict.fromkeys(BREACHES, self.env._("Reminder"))
        return labels

    def _standing_phrase(self):
        """:return: the standing in two or three words (str): «۵ روز دیرکرد»"""
        self.ensure_one()
        label = self._standing_labels()[self.standing]
        if self._is_waiting():
            count = (jalali.today() - self.opens_on).days
            return self.env._("Waiting for %(count)s days", count=self._digits(count))
        if not self.due_on or self.standing in ("exempt", "unachievable"):
            return label
        if self.standing == "met":
            return self._met_phrase(label)
        left = (self.due_on - jalali.today()).days
        if left == 0:
            return self.env._("Due today")
        if left > 0:
            return self.env._("Due in %(count)s days", count=self._digits(left))
        if self.standing == "at_risk":  # what only warns is never overdue
            return label
        days = self.days_late if self.standing == "overdue" else -left
        return self._late_phrase(self._digits(days))

    def _is_waiting(self):
        """Whether nothing but the days that it waits can be said of it yet."""
        if self.due_on or self.standing not in ("due", "at_risk"):
            return False
        rule = self.env["committee.engine"]._rule(self.rule)
        return rule is not None and rule._waits

    def _met_phrase(self, label):
        if not self.days_late or self._only_reminds():
            return label
        return self.env._(
            "Met, %(count)s days late", count=self._digits(self.days_late)
        )

    def _late_phrase(self, count):
        """:param count: days after the due day, in the digits of the reader"""
        if self._only_reminds() and self.standing in BREACHES:
            return self.env._(
                "Was expected by %(day)s", day=self._day_phrase(self.due_on)
            )
        if self.standing == "missed":
            return self.env._("Missed, %(count)s days ago", count=count)
        return self.env._("%(count)s days overdue", count=count)
