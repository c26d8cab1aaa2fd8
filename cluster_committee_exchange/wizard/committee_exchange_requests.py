import textwrap

from odoo import models
from odoo.exceptions import UserError


class CommitteeExchangeImport(models.TransientModel):
    """Requests of a province come in at the national organisation, and the decisions
    on them in the province."""

    _inherit = "committee.exchange.import"

    def _take_in(self, kind, content, paper, key):
        if kind == "request":
            requests = self.env["committee.received.request"]
            return requests._receive_file(content, paper, key)
        if kind == "decision":
            requests = self.env["committee.request"]
            return requests._receive_decision(content, paper, key)
        return super()._take_in(kind, content, paper, key)

    # ------------------------------------------------------------
    # REQUESTS
    # ------------------------------------------------------------

    def _rows_of_request(self, content):
        requests = self.env["committee.received.request"]
        known = requests._find_received(content)
        withdrawn = content["withdrawn_on"] and known.state != "withdrawn"
        change = self.env._("Withdrawn by the province")
        same = bool(known) and not withdrawn
        labels = (
            self._label_of_request(content),
            f"{self.env._('Reason')}: {self._short(content['reason'])}",
            f"{self.env._('Evidence')}: {content['evidence_name'] or '–'}",
        )
        return [
            self._row(labels[0], changes=[known and withdrawn and change], same=same),
            *(self._row(label, same=bool(known)) for label in labels[1:]),
        ]

    def _label_of_request(self, content):
        fields = self.env["committee.received.request"]._fields

        def label(name, value):
            names = dict(fields[name]._description_selection(self.env))
            return names.get(value, value)

        asked = content["finding"] or content
        of = label("rule", asked["rule"]) or label("clause", asked["clause"])
        parts = content["company"], label("kind", content["kind"]), of
        return " – ".join(filter(None, parts))

    @staticmethod
    def _short(text):
        return textwrap.shorten(text, 120, placeholder="…")

    # ------------------------------------------------------------
    # DECISIONS
    # ------------------------------------------------------------

    def _rows_of_decision(self, content):
        requests, errors = self.env["committee.request"], []
        try:
            request = requests._find_sent(content)
        except UserError as error:
            request, errors = requests, [str(error)]
        taken = request._decisions_taken() if request else 0
        rows = []
        for place, decision in enumerate(content["decisions"]):
            rows.append(
                self._row(
                    f"{request.display_name or ''} – {self._told_of(decision)}",
                    changes=[
                        place >= taken and request and self._short(decision["reason"])
                    ],
                    same=place < taken,
                    errors=errors,
                )
            )
        return rows

    def _told_of(self, decision):
        day = self._day_of(decision["decided_on"])
        day = self.env["committee.request"]._print_date(day)
        if decision["step"] == "grant":
            return self.env._("granted on %(day)s", day=day)
        if decision["step"] == "refuse":
            return self.env._("refused on %(day)s", day=day)
        return self.env._("taken back on %(day)s", day=day)
