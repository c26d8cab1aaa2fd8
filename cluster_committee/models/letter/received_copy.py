from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import NO_ACCESS, needs, verb

from ...lib import canonical_json, numbers

_lt = LazyTranslate(__name__)


class CommitteeReceivedCopy(models.Model):
    """The copy of a province's minutes, as the national organisation received it: the
    signed PDF and all that was written down, whatever becomes of it there (4-4-4)."""

    _name = "committee.received.copy"
    _description = "Received Copy of Minutes"
    _inherit = [
        "committee.workflow.mixin",
        "sealed.document.mixin",
        "committee.content.mixin",
        "web_jalali.date.guard",
    ]
    _order = "received_on desc, id desc"
    _rec_name = "meeting_number"
    _committee_path = "company_id"
    _duplicable = False

    _decided = (
        "company_id province_id kind committee_name meeting_id letter_id number"
        " number_year held_on recorded_on received_on letter_number letter_date"
        " document document_name document_sha256 content digest state"
        " acknowledged_on acknowledged_by_id"
    )
    _verb_fields = frozenset(_decided.split())

    # Whose
    company_id = fields.Many2one(
        comodel_name="res.company",
        readonly=True,
        index=True,
        help="The company of the province, where it works in this database.",
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        required=True,
        readonly=True,
        index=True,
    )
    kind = fields.Selection(
        # in full, since a kind that comes in a file is checked against it
        selection=[
            ("provincial", "Provincial committee"),
            ("expert", "Expert committee"),
        ],
        string="Committee Kind",
        required=True,
        readonly=True,
    )
    committee_name = fields.Char(string="Committee", readonly=True)
    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    letter_id = fields.Many2one(
        comodel_name="committee.letter",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    # Which
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    number_year = fields.Integer(
        string="Year (Jalali)", required=True, readonly=True, aggregator=None
    )
    meeting_number = fields.Char(compute="_compute_meeting_number", store=True)
    held_on = fields.Date(required=True, readonly=True)
    recorded_on = fields.Date(string="Minutes Recorded On", readonly=True)
    received_on = fields.Date(required=True, readonly=True, index=True)
    letter_number = fields.Char(readonly=True)
    letter_date = fields.Date(readonly=True)

    # Content
    document = fields.Binary(attachment=True, copy=False, groups=NO_ACCESS)
    document_name = fields.Char(readonly=True, copy=False)
    document_sha256 = fields.Char(
        string="SHA-256", required=True, readonly=True, copy=False
    )
    content = fields.Json(readonly=True, copy=False)
    digest = fields.Char(
        string="SHA-256 of the Content", required=True, readonly=True, copy=False
    )
    overview = fields.Html(compute="_compute_overview", sanitize=False)

    # State
    state = fields.Selection(
        selection=[("received", "Received"), ("acknowledged", "Receipt Acknowledged")],
        string="Status",
        default="received",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    acknowledged_on = fields.Date(readonly=True, copy=False)
    acknowledged_by_id = fields.Many2one(
        comodel_name="res.users", string="Acknowledged By", readonly=True, copy=False
    )
    can_acknowledge = fields.Boolean(compute="_compute_can")

    _one_of_each_meeting = models.Constraint(
        "UNIQUE (province_id, kind, number_year, number, held_on)",
        "A copy of the minutes of this meeting was received already.",
    )
    _acknowledged_on_a_day = models.Constraint(
        "CHECK ((state = 'acknowledged') = (acknowledged_on IS NOT NULL))",
        "What is acknowledged was acknowledged on a day.",
    )

    @api.depends("number", "number_year")
    def _compute_meeting_number(self):
        for copy in self:
            copy.meeting_number = numbers.short_number(copy.number, copy.number_year)

    @api.depends("meeting_number", "province_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for copy in self:
            copy.display_name = self.env._(
                "Copy of the minutes %(number)s – %(province)s",
                number=copy.meeting_number,
                province=copy.province_id._get_printed_name(),
            )

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_overview(self):
        for copy in self:
            copy.overview = copy._overview(copy.content or {})

    def _content_is_open(self, states):
        return False  # it stays as it was received

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "received",
        to="acknowledged",
        by=("national",),
        label=_lt("Acknowledge Receipt"),
        dating="now",
        main=True,
    )
    def action_acknowledge(self, on=None):
        """Acknowledge to the province that its copy has arrived (4-4-4)."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("acknowledge", self._acknowledged(on), on=on)
        self.letter_id.recipient_ids._unacknowledged().action_acknowledge(on=on)

    def _acknowledged(self, on):
        return {"acknowledged_on": on, "acknowledged_by_id": self.env.uid}

    @needs("acknowledge")
    def _needs_to_have_it(self, act):
        return {
            copy.id: [
                self.env._(
                    "%(copy)s cannot be acknowledged before it was received.",
                    copy=copy.display_name,
                )
            ]
            for copy in self
            if act.on < copy.received_on
        }

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _receive_from(self, letters):
        """The copies that these letters carry to an office in this same database."""
        vals_list = []
        for letter in letters.sudo():  # sudo: read everything that the copy consists of
            meeting = letter.meeting_id.with_context(bin_size=False)
            vals_list.append(
                {
                    **self._prepare_values(
                        meeting._minutes_content(), letter.letter_date, letter
                    ),
                    "company_id": meeting.company_id.id,
                    "province_id": meeting.province_id.id,
                    "meeting_id": meeting.id,
                    "document": meeting.minutes_document,
                }
            )
        return self._permitted_create(vals_list)

    def _prepare_values(self, content, received_on, letter):
        number = f"{content['number_year']}-{content['number']}"
        values = {
            **{name: content[name] for name in ("kind", "number", "number_year")},
            "held_on": content["held_on"],
            "recorded_on": content["meeting"]["recorded_on"],
            "received_on": received_on,
            "committee_name": content["committee"]["name"],
            "document_name": f"{content['province']}-{number}.pdf",
            "document_sha256": content["minutes_sha256"],
            "content": content,
            "digest": canonical_json.digest(content),
        }
        if letter:
            values |= {
                "letter_id": letter.id,
                "letter_number": letter.number,
                "letter_date": letter.letter_date,
            }
        return values

    @api.model
    def _follow_recipients(self, recipients, on):
        """Who acknowledged the letter itself has acknowledged the copy it carried."""
        # sudo: write the copies of letters that the user has just acknowledged
        copies = self.sudo().search(
            [
                ("letter_id", "in", recipients.letter_id.ids),
                ("state", "=", "received"),
            ]
        )
        if copies:
            copies._move("acknowledge", self._acknowledged(on), on=on)

    # ------------------------------------------------------------
    # SHOWING
    # ------------------------------------------------------------

    def _overview(self, content):
        """What the minutes say, in short: who came, what was resolved."""
        if not content:
            return False
        presence = dict(
            self.env["committee.attendance"]
            ._fields["presence"]
            ._description_selection(self.env)
        )
        people = [
            (
                paper_text.digits(row["label"]),
                paper_text.digits(row["institution_name"]),
                presence.get(row["presence"], ""),
            )
            for row in content["attendance"]
        ]
        resolutions = [
            (
                row["number_label"] or "",
                paper_text.digits(row["name"]),
                self._join(task["partner_id"] for task in row["tasks"]),
                paper_text.day(self._day_of(row["deadline"])),
            )
            for row in content["resolutions"]
        ]
        heads = self.env._("Title"), self.env._("Institution"), self.env._("Presence")
        return self._as_table(
            self.env._("Resolutions"),
            (
                self.env._("Number"),
                self.env._("Resolution"),
                self.env._("Responsible Bodies"),
                self.env._("Deadline"),
            ),
            resolutions,
        ) + self._as_table(self.env._("Attendance"), heads, people)

    @staticmethod
    def _as_table(title, heads, rows):
        row = Markup("<tr>%s</tr>")
        head = Markup("").join(Markup("<th>%s</th>") % text for text in heads)
        body = Markup("").join(
            row % Markup("").join(Markup("<td>%s</td>") % (text or "") for text in line)
            for line in rows
        )
        return Markup(
            "<h3>%s</h3><table class='table table-sm'><thead>%s</thead>"
            "<tbody>%s</tbody></table>"
        ) % (title, row % head, body)
