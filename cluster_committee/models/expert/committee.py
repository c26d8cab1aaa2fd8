from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ...lib.tenures import sat


class Committee(models.Model):
    """The expert committee under a provincial one: the experts and representatives of
    its member bodies, with the secretariat in the company (note 1)."""

    _inherit = "committee.committee"

    secretariat_id = fields.Many2one(
        related="company_id.partner_id", string="Secretariat"
    )
    missing_body_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Member Bodies Without an Expert",
        compute="_compute_missing_bodies",
    )
    lacks_experts = fields.Boolean(
        string="Some Body Has No Expert",
        compute="_compute_missing_bodies",
        search="_search_lacks_experts",
    )
    output_count = fields.Integer(
        string="Expert Outputs", compute="_compute_output_count"
    )

    @api.depends(
        "kind", "parent_id", "seat_ids.institution_id", "seat_ids.member_ids.state"
    )
    def _compute_missing_bodies(self):
        missing = self._missing_bodies_on(jalali.today())
        for committee in self:
            committee.missing_body_ids = missing[committee]
            committee.lacks_experts = bool(missing[committee])

    def _missing_bodies_on(self, day):
        """{committee: the member bodies that had no expert seated on `day` (date)},
        for a provincial committee and for its expert committee alike."""
        provincial = {committee: committee.parent_id or committee for committee in self}
        bodies = {
            committee: committee.seat_ids.institution_id
            for committee in self.union(*provincial.values())
        }
        experts = self.env["committee.member"].search(
            self._sitting_domain(day)
            & Domain("committee_id.parent_id", "in", [c.id for c in bodies])
            & Domain("committee_id.state", "!=", "dissolved")
        )
        present = experts.grouped(lambda expert: expert.committee_id.parent_id)
        nobody = experts.browse()
        return {
            committee: bodies[main] - present.get(main, nobody).institution_id
            for committee, main in provincial.items()
        }

    @api.model
    def _search_lacks_experts(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = SQL(
            f"""(
            SELECT s.committee_id
              FROM committee_seat s
             WHERE s.active AND s.institution_id IS NOT NULL
               AND NOT EXISTS (
                   SELECT FROM committee_member m
                     JOIN committee_committee e ON e.id = m.committee_id
                    WHERE e.parent_id = s.committee_id AND e.state != 'dissolved'
                      AND m.institution_id = s.institution_id
                      AND {sat("m")} AND m.date_from <= %(day)s
                      AND (m.date_to IS NULL OR m.date_to >= %(day)s)))""",
            day=jalali.today(),
        )
        for model in ("committee.seat", "committee.member"):
            self.env[model].flush_model()
        provincial = Domain("kind", "=", "provincial") & Domain("id", "in", lacking)
        found = provincial | Domain("parent_id", "in", lacking)
        return found if True in value else ~found

    def _compute_output_count(self):
        counts = dict(
            self.env["committee.expert.output"]._read_group(
                [("committee_id", "in", (self | self.parent_id).ids)],
                ["committee_id"],
                ["__count"],
            )
        )
        for committee in self:
            main = committee.parent_id or committee
            committee.output_count = counts.get(main, 0)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_seat_missing_bodies(self):
        """Give each member body that has no seat here one for its expert (note 1)."""
        vals_list = []
        for committee, bodies in self._missing_bodies_on(jalali.today()).items():
            if committee.kind == "expert":
                vals_list += [
                    committee._prepare_expert_seat_values(body)
                    for body in bodies - committee.seat_ids.institution_id
                ]
        self.env["committee.seat"].create(vals_list)

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _prepare_expert_seat_values(self, body):
        """The seat of the expert of `body` on this expert committee (note 1)."""
        return {
            "committee_id": self.id,
            "name": self.env._("Expert of %(body)s", body=body.name),
            "institution_id": body.id,
            "decree_required": False,
            "reason": self.env._("Expert of a member body (note 1)"),
        }
