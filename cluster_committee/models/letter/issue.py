from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali, persian

from ...lib.tenures import ACT_OF_LETTER
from .letter import CHAIR_KINDS


class CommitteeLetter(models.Model):
    """How a letter is drafted, numbered, signed, issued, sent and sealed."""

    _name = "committee.letter"
    _inherit = ["committee.letter", "sealed.document.mixin"]

    _sealed_report = "cluster_committee.action_report_committee_letter_paper"

    @api.model
    def _draft(self, vals_list):
        """Draft letters of an act, signed by the chair or the secretary by default."""
        # sudo: create the letter of an act that the user may do
        letters = self.sudo().create(vals_list)
        return letters.with_env(self.env)

    @api.model
    def _drafted_for(self, owners, field, kind, draft_missing=False):
        """The drafted letters of `kind` of meetings or members, found by `field`.

        :param draft_missing: draft one now for each owner that has none
        """
        drafted = self.search(
            [(field, "in", owners.ids), ("kind", "=", kind), ("state", "=", "draft")]
        )
        if not draft_missing:
            return drafted
        missing = owners - drafted[field]
        return drafted | self._draft(
            [owner._prepare_letter_values(kind) for owner in missing]
        )

    def _complete(self, *, number, on, on_paper, past=False):
        """Set the number, date and signatory of drafted letters: who acts in the system
        is the signatory, who records a paper act names him.

        :param past: whether nobody who acts today can have signed
        :raises UserError: when a number is missing, or a date lies in the future
        """
        if number and len(self) > 1:
            raise UserError(
                self.env._("One number cannot serve several letters: type each one.")
            )
        letters = self.sudo()  # sudo: write the drafted letters of the user's own act
        if number:
            letters.write({"number": number})
        today = jalali.today()
        by_day = letters.grouped(lambda letter: on or letter.letter_date or today)
        for day, dated in by_day.items():
            dated.write({"letter_date": day})
        letters._check_number_and_date(today)
        unsigned = letters.filtered(lambda x: not (on_paper and x.signatory_id))
        unsigned._sign_by_role(on_paper, past)

    def _check_number_and_date(self, today):
        for letter in self:
            if not persian.normalise(letter.number or ""):  # a blank is no number
                raise UserError(
                    self.env._(
                        "“%(letter)s” has no number: type the number that the"
                        " registry of its issuer gave it.",
                        letter=letter.subject,
                    )
                )
            if letter.letter_date > today:
                raise UserError(
                    self.env._(
                        "The date of “%(letter)s” lies in the future.",
                        letter=letter.subject,
                    )
                )

    def _sign_by_role(self, on_paper, past=False):
        """Who signs on the date of the letter: for the chair's kinds who acts himself,
        the chair or his delegate, else the chair before his delegate; for those of the
        company its secretary."""
        own = self.filtered(lambda letter: letter.issuer != "other")
        ours = own.filtered(lambda letter: letter.kind not in CHAIR_KINDS)
        ours._sign_as_secretary(past)
        actor = self.env["res.partner"] if on_paper else self.env.user.partner_id
        by_power = (own - ours).grouped(
            lambda x: (x.letter_date, ACT_OF_LETTER.get(x.kind))
        )
        for (day, act), letters in by_power.items():
            found = letters.committee_id._signatories_on(day, act)
            delegations = letters.committee_id._delegations_on(day, act)
            posts = {(d.committee_id, d.partner_id): d.post for d in delegations}
            for letter in letters:
                committee = letter.committee_id.parent_id or letter.committee_id
                signatories = found[letter.committee_id]
                signatory = (signatories & actor) or signatories[:1]
                post = posts.get((committee, signatory), committee.chair_title)
                letter.write(
                    {"signatory_id": signatory.id, "signatory_post": post or False}
                )

    def _sign_as_secretary(self, past):
        for day, letters in self.grouped("letter_date").items():
            provincial = letters.committee_id.mapped(lambda c: c.parent_id or c)
            members = provincial._holders_on(day, role="secretary").grouped(
                "committee_id"
            )
            for letter in letters:
                committee = letter.committee_id.parent_id or letter.committee_id
                member = members.get(committee, self.env["committee.member"])
                # before its secretary sits, who presses the button
                signatory = member.partner_id
                if not signatory and not past:
                    signatory = self.env.user.partner_id
                letter.write(
                    {"signatory_id": signatory.id, "signatory_post": member.post}
                )

    def _issue(self, *, on_paper, sealed=True):
        """The letters' own move, after the act they belong to was allowed.

        :param sealed: make our paper of them, and keep it; of a letter of long ago the
            scan is the only one
        """
        verb_issue = self._verb("issue")
        days = {letter: letter.letter_date for letter in self}
        self.env["workflow.act"]._log(self, verb_issue, "issued", on=days, reason=None)
        values = {"state": "issued", "on_paper": on_paper, **self._entry_values()}
        self._permitted(values).write(values)
        self._keep_snapshot()
        if sealed:
            self._seal_document()

    @api.model
    def _issue_past(self, vals_list):
        """Draft and issue letters that went out on paper before this system came, with
        their own number and date; the act that calls this has checked the right.

        :return: the letters; what they are to be signed by follows from their date
        """
        letters = self._draft(vals_list)
        letters._complete(number=None, on=None, on_paper=True, past=True)
        letters._issue(on_paper=True, sealed=False)
        # the approval of an agenda is not sent; all other letters are
        letters.filtered(lambda letter: letter.kind != "agenda_approval")._mark_sent()
        return letters

    def _has_own_document(self):
        return self.issuer != "other"  # of what came in the scan is the document

    def _sealed_file_name(self):
        return self._get_report_base_filename()

    def _write_sealed(self, values):
        self._permitted(values).write(values)
