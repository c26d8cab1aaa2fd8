from odoo import api, fields, models

CAME = ("present", "represented")


class CommitteeMeeting(models.Model):
    """Who chaired a meeting and signed its minutes, if not the chair (A12)."""

    _inherit = "committee.meeting"

    pending_letter_id = fields.Many2one(
        comodel_name="committee.letter",
        string="Signed Letter to Confirm",
        compute="_compute_pending_letter_id",
    )

    @api.depends("letter_ids.awaits_confirmation")
    def _compute_pending_letter_id(self):
        for meeting in self:
            meeting.pending_letter_id = meeting.letter_ids.filtered(
                "awaits_confirmation"
            )[:1]

    def _delegation_of(self, act):
        """The delegation by which `act` of this meeting was done: chairing it
        ("presiding") on its day, signing its minutes on the day they were signed."""
        self.ensure_one()
        delegations = self.env["committee.delegation"]
        if act == "presiding":
            day = self.held_on
            people = self.attendance_ids.filtered(lambda a: a.presence in CAME)
            people = people.partner_id
        else:
            day, people = self.chair_signed_on, self.chair_signed_by_id
        if not day:
            return delegations
        chair = self.committee_id._chairs_on(day)[self.committee_id]
        return self.committee_id._delegations_on(day, act).filtered(
            lambda d: d.partner_id in people - chair
        )

    def _chair_flaws(self):
        """The meeting is chaired, and its minutes are signed, by the chair or by his
        written delegation; anything else is told (reading A12)."""
        self.ensure_one()
        flaws = []
        chair = self.attendance_ids.filtered(lambda a: a.role == "chair")
        if self.recorded_on and (not chair or chair.presence != "present"):
            delegation = self._delegation_of("presiding")
            flaws.append(
                self.env._(
                    "Policy: chaired by %(person)s in the place of the chair, by letter"
                    " %(number)s.",
                    person=delegation.partner_id.name,
                    number=delegation.letter_number,
                )
                if delegation
                else self.env._(
                    "Policy: the chair did not come, and no written delegation to chair"
                    " the meeting is recorded."
                )
            )
        if self.chair_signed_on:
            able = self.committee_id._signatories_on(self.chair_signed_on, "minutes")
            if not self.chair_signed_by_id or (
                self.chair_signed_by_id not in able[self.committee_id]
            ):
                flaws.append(
                    self.env._(
                        "The minutes are signed neither by the chair nor by his"
                        " delegate (clause 4-4)."
                    )
                )
        return flaws
