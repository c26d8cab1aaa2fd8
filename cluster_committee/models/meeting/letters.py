from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali


class CommitteeMeeting(models.Model):
    """The letters that the stages of a meeting consist of: drafted before the act or
    by it, issued with it, signed in the system or on paper."""

    _inherit = "committee.meeting"

    letter_ids = fields.One2many(
        comodel_name="committee.letter", inverse_name="meeting_id"
    )
    invitation_sent_on = fields.Date(
        compute="_compute_sent_on",
        help="The day on which the invitation had left to all who are invited.",
    )
    dispatch_sent_on = fields.Date(
        compute="_compute_sent_on",
        help="The day on which the first dispatch of the chair had left.",
    )
    national_copy_sent_on = fields.Date(
        compute="_compute_sent_on",
        help="The day on which the copy had left to the national organisation.",
    )
    pending_letter_id = fields.Many2one(
        comodel_name="committee.letter",
        string="Signed Letter to Confirm",
        compute="_compute_pending_letter_id",
    )

    missing_scans = fields.Text(
        string="Scans Still Missing",
        compute="_compute_missing_scans",
        help="Acts that were recorded from paper, in any state of the meeting.",
    )

    act_paper_ids = fields.One2many(
        comodel_name="committee.act.paper",
        inverse_name="meeting_id",
        string="Papers of Acts",
        readonly=True,
    )

    @api.depends(
        "signed_scan_missing",
        "letter_ids.scan_missing",
        "letter_ids.state",
        "act_paper_ids.scan_missing",
    )
    @api.depends_context("lang")
    def _compute_missing_scans(self):
        for meeting in self:
            letters = meeting.letter_ids.filtered(
                lambda letter: letter.scan_missing and letter.state != "draft"
            )
            names = [
                " ".join(
                    filter(None, (letter.subject, letter._digits(letter.number or "")))
                )
                for letter in letters
            ]
            if meeting.signed_scan_missing:
                names.append(self.env._("Minutes signed by hand"))
            names += meeting.act_paper_ids.filtered("scan_missing").mapped(
                lambda paper: f"{paper.step} – {paper._print_date(paper.on)}"
            )
            meeting.missing_scans = "\n".join(names) or False

    @api.depends("letter_ids.awaits_confirmation")
    def _compute_pending_letter_id(self):
        for meeting in self:
            meeting.pending_letter_id = meeting.letter_ids.filtered(
                "awaits_confirmation"
            )[:1]

    @api.depends("letter_ids.state", "letter_ids.sent_on", "letter_ids.kind")
    def _compute_sent_on(self):
        """The day of the click and the date of the letter stand beside it."""
        for meeting in self:
            sent = {
                "invitation": meeting._current_invitations(),
                "dispatch": meeting._issued_letters("dispatch").filtered(
                    "signed_by_chair"
                ),
                "national_copy": meeting._issued_letters("national_copy"),
            }
            for kind, letters in sent.items():
                days = filter(None, letters.mapped("sent_on"))
                meeting[f"{kind}_sent_on"] = min(days, default=False)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_draft_letter(self):
        """Open the drafted letter of the next step, to prepare it before the act."""
        self.ensure_one()
        found = self._next_verb()
        kind = self.env.context.get("letter_kind") or (found and found.letter)
        letter = self._drafted_letters(kind)[:1]
        if not letter:
            letters = self.env["committee.letter"]
            letter = letters.create(self._prepare_letter_values(kind))
        return {
            "type": "ir.actions.act_window",
            "res_model": "committee.letter",
            "res_id": letter.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _drafted_letters(self, kind, draft_missing=False):
        letters = self.env["committee.letter"]
        return letters._drafted_for(self, "meeting_id", kind, draft_missing)

    def _issued_letters(self, kind):
        return self.letter_ids.filtered(
            lambda letter: letter.kind == kind and letter.state != "draft"
        )

    def _act_day(self, on, kind):
        """The day of an act: as given, else that of the drafted letter that is recorded
        from paper, else today."""
        act_verb = self._verb_of_letter(kind)
        if not on and act_verb.dating == "now" and self._actors(act_verb).direct:
            return jalali.today()
        drafted = set(self._drafted_letters(kind).mapped("letter_date")) - {False}
        return fields.Date.to_date(on) or (
            drafted.pop() if len(drafted) == 1 else jalali.today()
        )

    def _verb_of_letter(self, kind):
        """:return: the `Verb` of which the letter of `kind` is a part"""
        return next(found for found in self._verbs.values() if found.letter == kind)

    def _issue_letters(self, kind, *, number, on):
        """Issue the drafted letter of `kind` of each meeting; draft what is missing.
        That it left is marked afterwards.

        :return: the issued letters
        """
        direct, recorded = self._actors(self._verb_of_letter(kind))
        letters = self._drafted_letters(kind, draft_missing=True)
        on_paper = bool(recorded) and not direct
        letters._complete(number=number, on=on, on_paper=on_paper)
        letters._issue(on_paper=on_paper)
        return letters

    def _prepare_letter_values(self, kind):
        """Values of the letter of `kind`; its recipients follow from the clause."""
        self.ensure_one()
        partners = self._letter_recipients(kind)
        purposes = {"dispatch": "action", "invitation": "attendance"}
        purpose = purposes.get(kind, "information")
        return {
            "kind": kind,
            "committee_id": self.committee_id.id,
            "meeting_id": self.id,
            "recipient_ids": [
                Command.create({"partner_id": partner.id, "purpose": purpose})
                for partner in partners
            ],
        }

    def _letter_recipients(self, kind):
        """Hook: the addressees of the letter of `kind`; each stage adds those of its
        letter."""
        return self.company_id.partner_id
