from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .meeting import BEFORE_APPROVAL, HELD_STATES

RECORDED = tuple(state for state in HELD_STATES if state != "held")


class CommitteeMeeting(models.Model):
    """How the next meeting begins: with the standing items of its committee, with what
    the last one left, and with what was deferred to it (4-4-3)."""

    _inherit = "committee.meeting"

    template_id = fields.Many2one(
        comodel_name="committee.agenda.template",
        string="Agenda Template",
        compute="_compute_template_id",
    )
    waiting_item_count = fields.Integer(
        string="Deferred Items", compute="_compute_waiting_item_count"
    )

    @api.depends("committee_id")
    def _compute_template_id(self):
        templates = self.env["committee.agenda.template"].search(
            [("committee_id", "in", self.committee_id.ids)]
        )
        by_committee = templates.grouped("committee_id")
        for meeting in self:
            meeting.template_id = by_committee.get(meeting.committee_id, False)

    @api.depends("committee_id", "agenda_item_ids")
    def _compute_waiting_item_count(self):
        """How many items the next proposed agenda of the committee takes up itself."""
        waiting = self._waiting_items().grouped("committee_id")
        for meeting in self:
            meeting.waiting_item_count = len(waiting.get(meeting.committee_id, ()))

    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        meetings.filtered(
            lambda meeting: (
                not meeting.agenda_item_ids or self.env.context.get("starts_next")
            )
        )._apply_template()
        return meetings

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_apply_template(self):
        """Put the standing items of the committee on the agenda, unless they are; a
        committee that has no template yet gets the usual one."""
        for meeting in self:
            if meeting.state not in BEFORE_APPROVAL:
                raise UserError(
                    self.env._(
                        "The agenda of %(meeting)s is approved: an item is added to it"
                        " as a late one only (clause 4-4-3).",
                        meeting=meeting.display_name,
                    )
                )
        self.committee_id._get_templates()
        self.invalidate_recordset(["template_id"])
        self._apply_template()

    def action_start_next(self):
        """Open the next meeting, not yet saved, as this one was: its place, guests and
        standing items; not its number, its dates and what came of it.

        What the template has comes when the meeting is saved, in the season of its day.
        """
        self.ensure_one()
        of_template = set(self.template_id.line_ids.mapped("name"))
        standing = self.agenda_item_ids.filtered(
            lambda item: item.standing and item.name not in of_template
        )
        values = {
            "committee_id": self.committee_id.id,
            "place": self.place,
            "guest_ids": [Command.set(self.guest_ids.ids)],
            "agenda_item_ids": [
                # the state is for the form, which shows what is open in it
                Command.create({**item._prepare_standing_values(), "state": "proposed"})
                for item in standing
            ],
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Next Meeting"),
            "res_model": "committee.meeting",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "committee_kind": self.kind,
                "starts_next": True,
                **{f"default_{name}": value for name, value in values.items()},
            },
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _apply_template(self):
        self.env["committee.agenda.item"].create(
            [
                {**values, "meeting_id": meeting.id}
                for meeting in self
                if meeting.template_id
                for values in meeting.template_id._prepare_item_values(meeting)
            ]
        )

    def _waiting_items(self):
        """The items of recorded minutes that these committees deferred and no later
        agenda has; an output that was deferred waits by itself (note 1)."""
        deferred = self.env["committee.agenda.item"].search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("outcome", "=", "deferred"),
                ("output_id", "=", False),
                ("meeting_id.state", "in", RECORDED),
            ],
            order="meeting_id, sequence, id",
        )
        taken_up = self.env["committee.agenda.item"].search(
            [
                ("deferred_from_id", "in", deferred.ids),
                ("meeting_id.state", "!=", "cancelled"),
            ]
        )
        return deferred - taken_up.deferred_from_id

    def _take_up_what_waits(self):
        result = super()._take_up_what_waits()
        waiting = self._waiting_items().grouped("committee_id")
        self.env["committee.agenda.item"].create(
            [
                {**item._prepare_deferred_values(), "meeting_id": meeting.id}
                for meeting in self
                for item in waiting.pop(meeting.committee_id, ())
            ]
        )
        return result
