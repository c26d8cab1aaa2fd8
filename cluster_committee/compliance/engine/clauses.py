"""Numbers and short titles of clauses, as screens show them."""

import re

from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali, persian

_lt = LazyTranslate(__name__)

# {code of a clause: title}; the procedure gives most of them no heading
TITLES = {
    "C3-1": _lt("Deputy in charge of the execution"),
    "C4-0": _lt("A committee in every province"),
    "C4-1": _lt("Consultation and parent body"),
    "C4-2": _lt("Members of the committee"),
    "C4-2-a": _lt("Decrees of the members"),
    "C4-2-b": _lt("Attendance upon invitation"),
    "C4-3-3": _lt("Priorities of the year"),
    "C4-3-4": _lt("Forecast of financial resources"),
    "C4-3-5": _lt("High-level supervision"),
    "C4-4-1": _lt("Official invitation"),
    "C4-4-2a": _lt("Plan of the year's meetings"),
    "C4-4-2b": _lt("Number and interval of meetings"),
    "C4-4-3": _lt("Approval of the agenda"),
    "C4-4-4a": _lt("Recording of the minutes"),
    "C4-4-4b": _lt("Dispatch for execution"),
    "C4-4-4c": _lt("Copy to the organisation"),
    "C7": _lt("Distribution of the procedure"),
    "N1-a": _lt("Members of the expert committee"),
    "N1-b": _lt("Secretariat in the company"),
    "N1-c": _lt("Continuous expert sessions"),
    "N1-d": _lt("Results brought before the committee"),
    "N2-a": _lt("Agency costs"),
    "N2-b": _lt("Project costs"),
    "N2-c": _lt("Approved action plan"),
}
WORDS = 6  # words of its text, where a clause has neither title nor heading


class CommitteeEngine(models.AbstractModel):
    """The clauses that the rules come from, as screens show them."""

    _inherit = "committee.engine"

    @api.model
    def _clauses(self):
        """The clauses of the edition in force, in the reader's language.

        :return: {code: {number, title, label, text}}, for every code that a rule names
        """
        edition = self.env["committee.procedure.edition"]._edition_on(jalali.today())
        # sudo: read the clauses, which everyone bound by them may read
        found = {clause.code: clause for clause in edition.sudo().clause_ids}
        return {
            code: self._clause_words(code, found.get(code))
            for code in dict.fromkeys(rule._clause for rule in self._rules())
        }

    @api.model
    def _clause_words(self, code, clause):
        number = self._clause_number(code, clause)
        text = clause.text if clause else ""
        if code in TITLES:
            title = self.env._(TITLES[code])
        else:
            title = clause and (clause.name or self._beginning(text)) or ""
        label = f"{number}: {title}" if title else number
        return {"number": number, "title": title, "label": label, "text": text or ""}

    @api.model
    def _clause_number(self, code, clause):
        """:return: «۴-۴-۲» or “4-4-2”; never the internal code"""
        in_persian = persian.is_persian(self.env)
        if clause and (in_persian or clause.number.isascii()):
            return clause.label
        if note := re.match(r"N(\d+)", code):
            return self.env._("Note %(number)s", number=note[1])
        number = re.sub(r"^C|-?[a-z]$|-0$", "", code)
        return paper_text.clause(number) if in_persian else number

    @api.model
    def _beginning(self, text):
        words = (text or "").split()
        return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")
