from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import NO_ACCESS, needs, verb

from ...lib.tenures import ACT_OF_LETTER

_lt = LazyTranslate(__name__)

# who issues a letter of a kind; letters of the chair are issued by his own acts
CHAIR_KINDS = frozenset(
    {"decree", "agenda_approval", "invitation", "dispatch", "extension"}
)
COMPANY_KINDS = frozenset(
    {
        "formation_proposal",
        "decree_proposal",
        "agenda_proposal",
        "national_copy",
        "reminder",
    }
)


class CommitteeLetter(models.Model):
    """An official letter. Its number and date are typed as its issuer's own registry
    gave them; this system never numbers the letters of another organisation."""

    _name = "committee.letter"
    _description = "Letter"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "letter_date desc, id desc"
    _rec_name = "subject"
    _search_key_fields = ("subject", "number")

    _verb_fields = frozenset(
        {"on_paper", "sent_on", "document", "document_name", "document_sha256"}
        | {"registered_at", "registered_by_id"}
    )
    _fixed_fields = frozenset(
        {"kind", "committee_id", "meeting_id", "member_id", "task_id"}
    )
    _same_owner = dict.fromkeys(("meeting_id", "member_id", "task_id"), "committee_id")
    # the scan of a paper letter may come later
    _editable_in = {
        name: frozenset({"draft", "issued", "sent"}) for name in ("scan", "scan_name")
    }

    # Identity
    kind = fields.Selection(
        selection=[
            ("formation_proposal", "Formation proposal"),
            ("decree_proposal", "Decree proposal"),
            ("decree", "Decree of membership"),
            ("agenda_proposal", "Agenda proposal"),
            ("agenda_approval", "Agenda approval"),
            ("invitation", "Invitation"),
            ("dispatch", "Dispatch letter"),
            ("extension", "Extension of a deadline"),
            ("national_copy", "Copy to the national organisation"),
            ("reminder", "Reminder"),
            ("consultation_result", "Result of a consultation"),
            ("introduction", "Letter of introduction"),
            ("commitment", "Commitment"),
            ("acknowledgement", "Acknowledgement"),
        ],
        required=True,
        index=True,
    )
    issuer = fields.Selection(
        selection=[
            ("company", "Provincial company"),
            ("governorate", "Governorate"),
            ("other", "Other organisation"),
        ],
        compute="_compute_issuer",
        store=True,
    )
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True, precompute=True
    )
    meeting_id = fields.Many2one(
        comodel_name="committee.meeting", ondelete="restrict", index=True
    )
    member_id = fields.Many2one(
        comodel_name="committee.member", ondelete="restrict", index=True
    )

    task_id = fields.Many2one(
        comodel_name="committee.resolution.task",
        string="Resolution Task",
        ondelete="restrict",
        index="btree_not_null",
    )

    # Content
    number = fields.Char(
        string="Letter Number",
        copy=False,
        help="As the registry of the issuer gave it.",
    )
    letter_date = fields.Date(copy=False)
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        compute="_compute_number_key",
        store=True,
        aggregator=None,
    )
    number_key = fields.Char(compute="_compute_number_key", store=True)
    has_twin = fields.Boolean(
        string="Number Used Twice",
        compute="_compute_has_twin",
        help="Another letter of this issuer has the same number in the same year.",
    )
    subject = fields.Char(
        compute="_compute_subject", store=True, readonly=False, precompute=True
    )
    body = fields.Text()
    enclosure = fields.Char()
    secrecy = fields.Selection(
        selection=[
            ("ordinary", "Ordinary"),
            ("confidential", "Confidential"),
            ("secret", "Highly confidential"),
        ],
        default="ordinary",
        required=True,
    )
    urgency = fields.Selection(
        selection=[
            ("ordinary", "Ordinary"),
            ("urgent", "Urgent"),
            ("immediate", "Immediate"),
        ],
        default="ordinary",
        required=True,
    )
    recipient_ids = fields.One2many(
        comodel_name="committee.letter.recipient", inverse_name="letter_id", copy=True
    )

    # Signature
    signatory_id = fields.Many2one(
        copy=False,
        comodel_name="res.partner",
        domain=[("is_company", "=", False)],
        ondelete="restrict",
    )
    signatory_post = fields.Char(copy=False)
    signed_by_chair = fields.Boolean(
        compute="_compute_signed_by_chair",
        help="Whether the signatory chaired the committee on the date of the letter, or"
        " signed for its chair by a delegation that was in force then.",
    )
    delegation_id = fields.Many2one(
        comodel_name="committee.delegation",
        string="Signed by Delegation",
        compute="_compute_signed_by_chair",
    )
    on_paper = fields.Boolean(string="Recorded From Paper", readonly=True, copy=False)
    scan = fields.Binary(attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    scan_missing = fields.Boolean(compute="_compute_scan_missing", store=True)

    # State
    state = fields.Selection(
        selection=[("draft", "Draft"), ("issued", "Issued"), ("sent", "Sent")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    sent_on = fields.Date(readonly=True, copy=False)
    # the bytes that were issued: no user writes them, our own controller serves them
    document = fields.Binary(attachment=True, copy=False, groups=NO_ACCESS)
    document_name = fields.Char(readonly=True, copy=False)
    document_sha256 = fields.Char(string="SHA-256", readonly=True, copy=False)

    # Buttons
    can_issue = fields.Boolean(compute="_compute_can")
    can_send = fields.Boolean(compute="_compute_can")
    can_correct_number = fields.Boolean(compute="_compute_can")

    _numbered_when_issued = models.Constraint(
        "CHECK (state = 'draft' OR (number IS NOT NULL AND letter_date IS NOT NULL))",
        "An issued letter carries a number and a date.",
    )

    @api.depends("kind")
    def _compute_issuer(self):
        for letter in self:
            letter.issuer = (
                "governorate"
                if letter.kind in CHAIR_KINDS
                else "company"
                if letter.kind in COMPANY_KINDS
                else "other"
            )

    @api.depends("number", "letter_date")
    def _compute_number_key(self):
        for letter in self:
            letter.number_key = persian.normalise(letter.number or "") or False
            day = letter.letter_date
            letter.jalali_year = jalali.year(day) if day else False

    @api.depends("number_key", "jalali_year", "issuer", "company_id")
    def _compute_has_twin(self):
        """A duplicate number is a warning, not an error: registries make mistakes."""
        key = ["company_id", "issuer", "number_key", "jalali_year"]
        numbers = [number for number in self.mapped("number_key") if number]
        counts = {
            tuple(group): count
            for *group, count in self._read_group(
                [("number_key", "in", numbers)], key, ["__count"]
            )
        }
        for letter in self:
            found = counts.get(tuple(letter[name] for name in key), 0)
            letter.has_twin = found > 1

    @api.depends("kind")
    def _compute_subject(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for letter in self:
            letter.subject = letter.subject or kinds.get(letter.kind)

    @api.depends("signatory_id", "letter_date", "committee_id", "kind")
    def _compute_signed_by_chair(self):
        by_power = self.grouped(lambda x: (x.letter_date, ACT_OF_LETTER.get(x.kind)))
        for (letter_day, act), letters in by_power.items():
            day = letter_day or jalali.today()
            chairs = letters.committee_id._chairs_on(day)
            delegations = letters.committee_id._delegations_on(day, act)
            delegations = delegations if act else delegations.browse()
            for letter in letters:
                committee = letter.committee_id.parent_id or letter.committee_id
                # a new letter has no committee yet
                chair = chairs.get(letter.committee_id, letter.signatory_id.browse())
                by_chair = letter.signatory_id and letter.signatory_id == chair
                letter.delegation_id = not by_chair and delegations.filtered(
                    lambda d, letter=letter, committee=committee: (
                        d.committee_id == committee
                        and d.partner_id == letter.signatory_id
                    )
                )
                letter.signed_by_chair = by_chair or letter.delegation_id

    @api.depends("on_paper", "scan", "state")
    def _compute_scan_missing(self):
        for letter in self:
            letter.scan_missing = letter.on_paper and not letter.scan

    @api.depends("state", "kind")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        result = super()._compute_can()
        for letter in self:  # the chair's letters are issued with his own acts
            letter.can_issue = letter.can_issue and letter.kind not in CHAIR_KINDS
        return result

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="issued",
        by=("secretary",),
        label=_lt("Issue"),
        main=True,
        dating="paper",
    )
    def action_issue(self, on=None, number=None):
        """Issue a letter of the company, or register one that came in.

        :param number: as typed from the issuer's registry, if not yet in the draft
        """
        self._check_blockers("issue", fields.Date.to_date(on))
        self._complete(number=number, on=fields.Date.to_date(on), on_paper=False)
        self._issue(on_paper=False)

    @verb(
        "issued",
        "sent",
        to=None,
        by=("secretary",),
        label=_lt("Correct Number"),
        dating="now",
        asks_reason=True,
    )
    def action_correct_number(self, on=None, number=None, reason=None):
        """Correct a mistyped number of an issued letter; the trace stays."""
        self.ensure_one()
        on = fields.Date.to_date(on)
        if not persian.normalise(number or ""):  # a blank is no number
            raise UserError(self.env._("Type the right number of the letter."))
        before = self.number
        self._check_blockers("correct_number", on)
        self._move("correct_number", {"number": number}, on=on, reason=reason)
        self._keep_number(before, on or jalali.today(), reason)
        self.message_post(
            body=self.env._(
                "Number corrected from %(before)s to %(after)s: %(reason)s",
                before=before,
                after=number,
                reason=reason,
            )
        )

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("issue")
    def _needs_own_kind(self, act):
        return {
            letter.id: [
                self.env._(
                    "“%(letter)s” is signed by the chair: it is issued by the step it"
                    " belongs to, on the member or the meeting.",
                    letter=letter.subject,
                )
            ]
            for letter in self
            if letter.kind in CHAIR_KINDS | {"national_copy"}
        }
