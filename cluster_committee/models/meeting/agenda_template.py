from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali

FOLLOW_UP_DUTY = "4-3-5"  # high-level supervision

PRIORITY_DUTY = "4-3-3"


class CommitteeAgendaTemplate(models.Model):
    """The standing items of one committee: with them each of its agendas begins, the
    review of what was resolved (4-3-5), and what belongs to a season of the year."""

    _name = "committee.agenda.template"
    _description = "Agenda Template"
    _inherit = "workflow.target.mixin"
    _order = "committee_id, id"
    _fixed_fields = frozenset({"committee_id", "company_id"})

    name = fields.Char(required=True, default=lambda self: self.env._("Standing items"))
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True, precompute=True
    )
    active = fields.Boolean(default=True)
    line_ids = fields.One2many(
        comodel_name="committee.agenda.template.line",
        inverse_name="template_id",
        string="Standing Items",
        copy=True,
    )

    _one_of_a_committee = models.UniqueIndex(
        "(committee_id) WHERE active", "A committee has one template of its agenda."
    )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _prepare_item_values(self, meeting):
        """:return: values of the items with which the agenda of `meeting` begins in its
        month, without those that it has already"""
        self.ensure_one()
        present = set(meeting.agenda_item_ids.mapped("name"))
        follow_up = any(meeting.agenda_item_ids.mapped("is_follow_up"))
        month = jalali.to_jalali(meeting.planned_on or jalali.today())[1]
        reviews = bool(meeting._tasks_to_review()[meeting])
        return [
            line._prepare_item_values()
            for line in self.line_ids
            if line._is_in_season(month)
            and line.name not in present
            and (not line.is_follow_up or (reviews and not follow_up))
        ]

    @api.model
    def _prepare_standing_lines(self, edition):
        """What a new template begins with: the review of what was resolved, and the
        priorities from the month on in which the edition warns of them."""
        duties = {duty.number: duty.id for duty in edition.clause_ids if duty.is_duty}
        return [
            {
                "sequence": 10,
                "name": self.env._("Follow-up of the resolutions of earlier meetings"),
                "is_follow_up": True,
                "duty_id": duties.get(FOLLOW_UP_DUTY, False),
            },
            {
                "sequence": 20,
                "name": self.env._("Priorities of the clusters for the coming year"),
                "duty_id": duties.get(PRIORITY_DUTY, False),
                "month_from": str(edition.priority_warn_month or 11),
                "month_to": "12",
            },
        ]
