from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import verb

_lt = LazyTranslate(__name__)


class CommitteeActPaper(models.Model):
    """The paper of an act that was recorded in the name of the chair and has no letter
    of its own: an agenda that was returned, a meeting that was postponed (4-4-3).

    It stays an open item until its scan is added.
    """

    _name = "committee.act.paper"
    _description = "Paper of an Act"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "on desc, id desc"
    _rec_name = "scan_name"
    _duplicable = False

    _verb_fields = frozenset("act_id committee_id company_id meeting_id on".split())
    # the first scan is added by hand, and replaced by a step only
    _editable_in = {name: frozenset({"recorded"}) for name in ("scan", "scan_name")}

    act_id = fields.Many2one(
        comodel_name="workflow.act",
        string="Act",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    on = fields.Date(string="Date of the Act", required=True, readonly=True)
    step = fields.Char(related="act_id.step")
    reason = fields.Text(related="act_id.reason")
    recorded_by_id = fields.Many2one(
        related="act_id.create_uid", string="Recorded By", related_sudo=True
    )
    scan = fields.Binary(string="Scan of the Paper", attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    scan_missing = fields.Boolean(
        string="Scan Still Missing", compute="_compute_scan_missing", store=True
    )
    state = fields.Selection(
        selection=[("recorded", "Recorded")],
        string="Status",
        default="recorded",
        required=True,
        readonly=True,
        copy=False,
    )
    can_replace_file = fields.Boolean(compute="_compute_can")

    _of_one_act = models.Constraint("UNIQUE (act_id)", "An act has one paper.")

    @api.depends("scan")
    def _compute_scan_missing(self):
        for paper in self:
            paper.scan_missing = not paper.scan

    @api.depends("act_id", "committee_id", "meeting_id", "on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for paper in self:
            of = paper.meeting_id or paper.committee_id
            day = paper.on and paper._print_date(paper.on)
            names = (paper.step, of.display_name, day)
            paper.display_name = " – ".join(filter(None, names))

    @api.model
    def _keep(self, acts, records, step):
        """Ask for the papers of acts, where they are not kept elsewhere.

        :param records: those of the acts
        :param step: their `Verb`
        """
        if not records._act_has_own_paper(step):
            return self
        # sudo: read of which meeting the subject of the act is
        of_record = dict(zip(records.ids, records.sudo(), strict=True))
        values = []
        for act in acts.filtered("committee_id"):
            meeting = of_record[act.res_id]
            if meeting._name != "committee.meeting":
                has_meeting = "meeting_id" in meeting._fields
                meeting = has_meeting and meeting.meeting_id
            values.append(
                {
                    "act_id": act.id,
                    "committee_id": act.committee_id.id,
                    "company_id": act.company_id.id or act.committee_id.company_id.id,
                    "meeting_id": meeting and meeting.id,
                    "on": act.on,
                }
            )
        return self._permitted_create(values)

    @api.model
    def _add_scan(self, record, step, scan, name):
        """Add the scan to the paper of the last act of the record by this step."""
        papers = self.search(
            [
                ("act_id.res_model", "=", record._name),
                ("act_id.res_id", "=", record.id),
                ("act_id.verb", "=", step),
                ("scan_missing", "=", True),
            ],
            order="id desc",
            limit=1,
        )
        papers.write({"scan": scan, "scan_name": name})

    @verb(
        "recorded",
        to=None,
        by=("secretary",),
        label=_lt("Replace File"),
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan, or take it off; the old one is kept with the act."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )
