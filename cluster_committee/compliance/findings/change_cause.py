"""Where an answer about the past changed later: by whom, by which act."""

from odoo import api, fields, models
from odoo.tools import SQL

# the act that a change of the log follows from: of those entered since the last check,
# one on the record that the obligation is about or that met it, then one that is dated
# back, then the latest
CAUSE = """
    SELECT c.id, found.id
      FROM committee_finding_change c
      JOIN committee_finding f ON f.id = c.finding_id
 LEFT JOIN unnest(%(rules)s::varchar[], %(subjects)s::varchar[], %(proofs)s::varchar[])
           AS r(rule, subject, proof) ON r.rule = f.rule
      JOIN LATERAL (
           SELECT a.id
             FROM workflow_act a
            WHERE a.company_id = f.company_id AND a.entered_at <= c.entered_at
              AND a.entered_at >= (COALESCE(c.known_on, c.checked_on)::timestamp
                                   AT TIME ZONE 'Asia/Tehran') AT TIME ZONE 'UTC'
              AND a.res_model NOT IN ('committee.finding', 'committee.request')
         ORDER BY COALESCE((a.res_model, a.res_id)
                           IN ((r.subject, f.subject_id), (r.proof, f.evidence_id)),
                           FALSE) DESC,
                  a."on" <= c.known_on DESC, a.id DESC LIMIT 1) found ON TRUE
     WHERE c.id = ANY(%(changes)s) AND c.verb IS NULL
"""


class CommitteeFindingChange(models.Model):
    """A change of the log, with the act that it follows from."""

    _inherit = "committee.finding.change"

    act_id = fields.Many2one(
        comodel_name="workflow.act",
        string="By Which Act",
        compute="_compute_act_id",
        help="The step from which the change follows, as far as the log of acts tells.",
    )
    act_step = fields.Char(string="By Which Step", compute="_compute_act_id")
    act_on = fields.Date(string="Dated", compute="_compute_act_id")
    act_by_id = fields.Many2one(
        comodel_name="res.users", string="By Whom", compute="_compute_act_id"
    )

    @api.depends("finding_id", "entered_at")
    @api.depends_context("lang")
    def _compute_act_id(self):
        found = self._causes()
        acts = self.env["workflow.act"].browse(found.values())
        # sudo: read which step it was and who took it, of a finding that may be read
        known = {act.id: act for act in acts.sudo()}
        for change in self:
            act = known.get(found.get(change.id), acts.browse())
            change.act_id = act.id
            change.act_step = act.step or change.step
            change.act_on = act.on
            change.act_by_id = act.create_uid or change.user_id

    def _causes(self):
        """:return: {id of a change: id of the act that it follows from}"""
        rules = self.env["committee.engine"]._rules()
        self.env.flush_all()
        return dict(
            self.env.execute_query(
                SQL(
                    CAUSE,
                    rules=[rule._code for rule in rules],
                    subjects=[rule._subject for rule in rules],
                    proofs=[rule._evidence for rule in rules],
                    changes=self.ids,
                )
            )
        )

    def action_open_finding(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "committee.finding",
            "res_id": self.finding_id.id,
            "views": [(False, "form")],
        }
