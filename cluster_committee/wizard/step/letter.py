from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali

from ...lib.tenures import ACT_OF_LETTER


class WorkflowStep(models.TransientModel):
    """Questions of the dialog for steps that consist of a letter or record a signed
    paper."""

    _inherit = "workflow.step"

    asks_letter = fields.Boolean(compute="_compute_step")
    asks_scan = fields.Boolean(compute="_compute_step")
    asks_signatory = fields.Boolean(compute="_compute_step")
    number = fields.Char(
        string="Letter Number", help="As the registry of the issuer gave it."
    )
    signatory_id = fields.Many2one(
        comodel_name="res.partner", domain=[("is_company", "=", False)]
    )

    def _is_of_letter(self):
        return self.record_model == "committee.letter"

    def _questions(self, record, found, on_paper):
        asks_letter = self._needs_number(found, on_paper)
        signs = found.name == "sign_as_chair"
        if self._is_of_letter():
            asks_signatory = found.name == "register"
        else:
            asks_signatory = on_paper and (asks_letter or signs)
        return {
            **super()._questions(record, found, on_paper),
            "asks_letter": asks_letter,
            "asks_signatory": asks_signatory,
            "asks_scan": on_paper and (signs or self._has_own_paper(record, found)),
        }

    @staticmethod
    def _has_own_paper(record, found):
        """Whether the record is the committee's, and the paper kept with the act."""
        asked = getattr(record, "_act_has_own_paper", None)
        return asked is not None and asked(found)

    def _needs_number(self, found, paper):
        """Whether the step consists of a letter, whose number is then typed."""
        if self._is_of_letter():
            return found.name in ("issue", "register", "correct_number")
        on_paper_only = found.letter in ("agenda_approval", "extension")
        return bool(found.letter) and (not on_paper_only or paper)

    def _proposed(self, values):
        """Propose what the drafted letter has already."""
        proposed = super()._proposed(values)
        letter = self._drafted_letter()
        if letter:
            proposed["number"] = letter.number
            proposed["on"] = letter.letter_date or values.get("on")
            proposed["signatory_id"] = letter.signatory_id.id
        known = {**values, **proposed}
        if self.asks_signatory and not known.get("signatory_id"):
            proposed["signatory_id"] = self._expected_signatory(known.get("on")).id
        return proposed

    def _expected_signatory(self, on):
        """Who signs what is recorded from paper, the chair himself first."""
        record, found = self._declared_step()
        kind = record.kind if self._is_of_letter() else found.letter
        if self._is_of_letter() and kind not in ACT_OF_LETTER:
            return self.env["res.partner"]  # somebody else's letter
        act = ACT_OF_LETTER.get(kind) if kind else "minutes"
        # sudo: read who holds the chair, to propose his name
        committee = record.sudo()[record._committee_path]
        day = fields.Date.to_date(on) or jalali.today()
        return committee._signatories_on(day, act)[committee][:1]

    def _drafted_letter(self):
        record = self._record()
        if self._is_of_letter():
            return record
        found = record._verb(self.verb)
        if not found or not found.letter:
            return self.env["committee.letter"]
        return record._drafted_letters(found.letter)[:1]

    def action_confirm(self):
        """A paper letter gets its signatory and scan first."""
        record, found = self._declared_step()
        if self.asks_letter and self.by_paper and not self._is_of_letter():
            if self.signatory_id or self.scan:
                self._complete_paper_letter(record, found.letter)
        own_paper = self.by_paper and self.scan and self._has_own_paper(record, found)
        done = super().action_confirm()
        if own_paper:
            record.env["committee.act.paper"]._add_scan(
                record, found.name, self.scan, self.scan_name
            )
        return done

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_letter:
            arguments["number"] = self.number
        elif self.asks_signatory:
            arguments["signatory_id"] = self.signatory_id.id
        if self.asks_scan and self.verb == "sign_as_chair":
            arguments |= {"scan": self.scan, "scan_name": self.scan_name}
        if self._is_of_letter() and self.verb == "register":
            arguments["values"] = self._paper_values()
        return arguments

    def _paper_values(self):
        """What was typed of the signed paper: who signed it, and its scan."""
        values = {"signatory_id": self.signatory_id.id}
        values |= {"scan": self.scan, "scan_name": self.scan_name}
        return {name: value for name, value in values.items() if value}

    def _complete_paper_letter(self, record, kind):
        letter = record._drafted_letters(kind)[:1]
        if letter:
            letter.write(self._paper_values())
            return
        letters = record.env["committee.letter"]
        letters.create({**record._prepare_letter_values(kind), **self._paper_values()})
