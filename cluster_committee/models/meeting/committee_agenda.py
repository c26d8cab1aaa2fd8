from odoo import fields, models
from odoo.fields import Command

from .meeting import HELD_STATES


class Committee(models.Model):
    """How the agendas of a committee begin (4-4-3)."""

    _inherit = "committee.committee"

    template_ids = fields.One2many(
        comodel_name="committee.agenda.template", inverse_name="committee_id"
    )

    def action_open_template(self):
        """Open the agenda template; a committee that has none gets the usual one."""
        self.ensure_one()
        template = self._get_templates()[:1]
        return {
            "type": "ir.actions.act_window",
            "res_model": "committee.agenda.template",
            "res_id": template.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _get_templates(self):
        """The templates of these committees; one that has none gets the usual one."""
        templates = self.env["committee.agenda.template"]
        templates.create(
            [
                {
                    "committee_id": committee.id,
                    "line_ids": [
                        Command.create(values)
                        for values in templates._prepare_standing_lines(
                            committee.edition_id
                        )
                    ],
                }
                for committee in self
                if not committee.template_ids
            ]
        )
        return self.template_ids

    def action_start_next(self):
        """Open the next meeting as the last one of the committee was, or its first."""
        self.ensure_one()
        last = self.env["committee.meeting"].search(
            [("committee_id", "=", self.id), ("state", "in", HELD_STATES)],
            order="held_on desc, id desc",
            limit=1,
        )
        if not last:
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("First Meeting"),
                "res_model": "committee.meeting",
                "view_mode": "form",
                "views": [(False, "form")],
                "context": {
                    "committee_kind": self.kind,
                    "default_committee_id": self.id,
                },
            }
        return last.action_start_next()
