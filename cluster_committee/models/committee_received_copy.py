import base64

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali

from ..lib import paper_text, persian, signed_file
from .committee_meeting_exchange import RECEIVING
from .workflow_guard_mixin import NO_ACCESS
from .workflow_verb import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeReceivedCopy(models.Model):
    """The copy of a province's minutes, as the national organisation received it: the
    signed PDF and all that was written down, whatever becomes of it there (4-4-4)."""

    _name = "committee.received.copy"
    _description = "Received Copy of Minutes"
    _inherit = [
        "committee.workflow.mixin",
        "committee.exchange.mixin",
        "web_jalali.date.guard",
    ]
    _order = "received_on desc, id desc"
    _rec_name = "meeting_number"
    _committee_path = "company_id"

    _decided = (
        "company_id province_id kind committee_name meeting_id letter_id number"
        " number_year held_on received_on letter_number letter_date document"
        " document_name document_sha256 content digest key_id state acknowledged_on"
        " acknowledged_by_id"
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
        selection=lambda self: self.env["committee.committee"]
        ._fields["kind"]
        ._description_selection(self.env),
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
    key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        ondelete="restrict",
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
            copy.meeting_number = persian.short_number(copy.number, copy.number_year)

    @api.depends("meeting_number", "province_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for copy in self:
            copy.display_name = self.env._(
                "Copy of the minutes %(number)s – %(province)s",
                number=copy.meeting_number,
                province=copy.province_id.name,
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
        main=True,
    )
    def action_acknowledge(self, on=None):
        """Tell the province that its copy has arrived (4-4-4)."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("acknowledge", self._acknowledged(on), on=on)
        recipients = self.letter_id.recipient_ids
        recipients.filtered(lambda to: to.state in RECEIVING).action_acknowledge(on=on)

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
        for letter in letters.sudo():  # lent: all that the copy consists of
            meeting = letter.meeting_id.with_context(bin_size=False)
            vals_list.append(
                {
                    **self._prepare_values(
                        meeting._exchange_content(), letter.sent_on, letter
                    ),
                    "company_id": meeting.company_id.id,
                    "province_id": meeting.province_id.id,
                    "meeting_id": meeting.id,
                    "document": meeting.minutes_document,
                }
            )
        return self._permitted_create(vals_list)

    @api.model
    def _receive_file(self, content, paper, key):
        """Keep the copy of a package whose signature was checked.

        :return: the copy; the one that is there where the package came before
        """
        self._check_may_receive(content, paper, key)
        known = self._find_received(content)
        if known:
            return known
        # lent: the company of the province, if it works here
        companies = self.env["res.company"].sudo()
        company = companies.search([("province_id", "=", key.province_id.id)], limit=1)
        sent = [each for each in content["letters"] if each["kind"] == "national_copy"]
        values = {
            **self._prepare_values(content, jalali.today(), None),
            "letter_number": sent[-1]["number"] if sent else False,
            "letter_date": sent[-1]["letter_date"] if sent else False,
            "company_id": company.id,
            "province_id": key.province_id.id,
            "document": base64.b64encode(paper),
            "key_id": key.id,
        }
        return self._permitted_create([values])

    def _prepare_values(self, content, received_on, letter):
        number = f"{content['number_year']}-{content['number']}"
        values = {
            **{name: content[name] for name in ("kind", "number", "number_year")},
            "held_on": content["held_on"],
            "received_on": received_on,
            "committee_name": content["committee"]["name"],
            "document_name": f"{content['province']}-{number}.pdf",
            "document_sha256": content["minutes_sha256"],
            "content": content,
            "digest": signed_file.digest(content),
        }
        if letter:
            values |= {
                "letter_id": letter.id,
                "letter_number": letter.number,
                "letter_date": letter.letter_date,
            }
        return values

    def _check_may_receive(self, content, paper, key):
        if not self.env.user.has_group("cluster_committee.group_committee_national"):
            raise UserError(
                self.env._(
                    "Copies of minutes are received by the national organisation"
                    " (clause 4-4-4)."
                )
            )
        if content["province"] != key.province_id.iso_code:
            raise UserError(
                self.env._(
                    "The package is signed with the key of %(holder)s, but holds the"
                    " minutes of another province (%(code)s). It is not taken.",
                    holder=key.province_id.name,
                    code=content["province"],
                )
            )
        if signed_file.digest(paper) != content["minutes_sha256"]:
            raise UserError(
                self.env._(
                    "The PDF in the package is not the one that was signed as the"
                    " minutes of this meeting. It is not taken."
                )
            )

    @api.model
    def _find_received(self, content):
        """The copy of the same minutes that is here already, if any.

        :raises UserError: where other minutes of the same meeting are
        """
        known = self.search(
            [
                ("province_id.iso_code", "=", content["province"]),
                ("kind", "=", content["kind"]),
                ("number", "=", content["number"]),
                ("number_year", "=", content["number_year"]),
                ("held_on", "=", content["held_on"]),
            ]
        )
        if known and known.document_sha256 != content["minutes_sha256"]:
            raise UserError(
                self.env._(
                    "%(copy)s was received on %(day)s with another PDF. A meeting has"
                    " one set of signed minutes: ask the province which is right.",
                    copy=known.display_name,
                    day=known.meeting_id._print_date(known.received_on),
                )
            )
        return known

    @api.model
    def _follow_recipients(self, recipients, on):
        """Who acknowledged the letter itself has acknowledged the copy it carried."""
        # lent: the copies of letters that the user has just acknowledged
        copies = self.sudo().search(
            [
                ("letter_id", "in", recipients.letter_id.ids),
                ("state", "=", "received"),
            ]
        )
        if copies:
            copies._move("acknowledge", self._acknowledged(on), on=on)

    # ------------------------------------------------------------
    # RECEIPT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.env.company

    def _why_not_exportable(self):
        if not self.env.company.is_national_office:
            return self.env._(
                "Receipts are written by the national organisation, in its own company"
                " (clause 4-4-4)."
            )
        if self.state == "acknowledged":
            return False
        return self.env._(
            "Acknowledge %(copy)s first: the receipt says so (clause 4-4-4).",
            copy=self.display_name,
        )

    def _exchange_file(self):
        """The receipt that the province imports."""
        self._check_exportable()
        told = (
            "province",
            "kind",
            "number",
            "number_year",
            "held_on",
            "minutes_sha256",
        )
        receipt = {
            **{name: self.content[name] for name in told},
            "received_on": self.received_on.isoformat(),
            "acknowledged_on": self.acknowledged_on.isoformat(),
        }
        name = self.document_name.removesuffix(".pdf")
        return f"{name}-receipt.json", signed_file.seal(
            "receipt", receipt, *self._exchange_keys()
        )

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


class CommitteeLetterRecipient(models.Model):
    """Who acknowledges the letter acknowledges the copy that it carried."""

    _inherit = "committee.letter.recipient"

    def action_acknowledge(self, on=None):
        result = super().action_acknowledge(on=on)
        on = fields.Date.to_date(on) or jalali.today()
        self.env["committee.received.copy"]._follow_recipients(self, on)
        return result


class CommitteeMeeting(models.Model):
    _inherit = "committee.meeting"

    def _deliver_copies(self, letters):
        """Where the national organisation works in this database, the copy is there at
        once; else it goes as a package."""
        # lent: asking only whether there is one
        companies = self.env["res.company"].sudo()
        if companies.search_count([("is_national_office", "=", True)], limit=1):
            self.env["committee.received.copy"]._receive_from(letters)
