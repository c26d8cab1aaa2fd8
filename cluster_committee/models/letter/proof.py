from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)

# the letters that count once their scan stands: that of the dispatch itself, and of the
# copy that of its receipt
PROVEN = frozenset({"dispatch", "national_copy"})


class CommitteeLetter(models.Model):
    """That a letter was issued is entered on a day. The paper of another issuer counts
    from its receipt, which the company's own incoming number proves; how long it was on
    its way bears the same mark (reading A32)."""

    _name = "committee.letter"
    _inherit = ["committee.letter", "committee.proof.mixin"]

    _dated_by = "letter_date"
    _proved_by = ("scan",)

    received_on = fields.Date(
        copy=False,
        help="When the company received the paper of another issuer, by its own"
        " register. It says nothing of when the letter was sent.",
    )
    incoming_number = fields.Char(
        copy=False, help="As the company's register of incoming letters gave it."
    )
    receipt_lag_days = fields.Integer(
        string="Days on Its Way",
        compute="_compute_late_entry",
        store=True,
        aggregator="max",
        help="Working days from the date of the letter to its receipt, where these are"
        " more than an entry may be late.",
    )
    receipt_lag = fields.Char(compute="_compute_late_entry_mark")

    @api.depends("entered_on")
    def _compute_late_entry(self):
        done = super()._compute_late_entry()
        self.receipt_lag_days = 0
        came = self.filtered(
            lambda letter: (
                letter.id
                and letter.entered_on
                and letter.received_on
                and letter.issuer != "company"
            )
        )
        rows = []
        for letter in came:
            company, received = letter.company_id.id, letter.received_on
            rows += [
                (2 * letter.id, company, received, letter.entered_on),
                (2 * letter.id + 1, company, letter.letter_date, received),
            ]
        found = self._late_entries(rows)
        for letter in came:
            marks = (found[2 * letter.id], found[2 * letter.id + 1])
            entry, lag = (
                0 if spared or not late else days for days, late, spared in marks
            )
            letter.late_entry_days = entry
            letter.receipt_lag_days = lag
        return done

    @api.depends("late_entry_days", "receipt_lag_days")
    @api.depends_context("lang")
    def _compute_late_entry_mark(self):
        done = super()._compute_late_entry_mark()
        for letter in self:
            days = letter.receipt_lag_days
            letter.receipt_lag = bool(days) and self.env._(
                "Received %(days)s working days after its date",
                days=self._digits(days),
            )
        return done

    @api.constrains("received_on", "incoming_number", "letter_date")
    def _check_receipt(self):
        today = jalali.today()
        for letter in self.filtered("received_on"):
            day = letter.received_on
            before = letter.letter_date and day < letter.letter_date
            if before or day > today or persian.is_blank(letter.incoming_number):
                raise ValidationError(
                    self.env._(
                        "The receipt of “%(letter)s” has the company's own incoming"
                        " number, and a day that lies neither before the date of the"
                        " letter nor in the future.",
                        letter=letter.subject,
                    )
                )

    @verb(
        "issued",
        "sent",
        to=None,
        by=("national",),
        label=_lt("Reject the Scan"),
        dating="now",
        asks_reason=True,
    )
    def action_reject_scan(self, on=None, reason=None):
        """The national office rejects the scan of a letter that was entered late."""
        self._reject_scans(on, reason)

    @needs("reject_scan")
    def _needs_scan_to_reject(self, act):
        return self._rejection_blockers()

    def _on_road(self, name):
        if name == "reject_scan":
            return self.filtered(lambda letter: letter.kind in PROVEN)
        return super()._on_road(name)

    def _counting_changed(self, before):
        self.committee_id._refresh_findings_soon()
