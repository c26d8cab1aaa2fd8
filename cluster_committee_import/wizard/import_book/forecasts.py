from functools import cached_property

from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .book import Ref
from .decisions import APPROVED, CLUSTER, YEAR, DecisionSheet
from .sheet import PROVINCE

_lt = LazyTranslate(__name__)

SOURCES = {
    "own": _lt("Budget of the body"),
    "provincial": _lt("Provincial credits"),
    "national": _lt("National credits"),
    "facility": _lt("Bank facilities"),
    "firms": _lt("Firms of the cluster"),
}


class ForecastSheet(DecisionSheet):
    """What each body was expected to give for a cluster in a year (4-3-4)."""

    key = "forecasts"
    title = _lt("Past Forecasts")
    note = _lt(
        "One row for each body, cluster and source of funds, in whole rials. Rows of"
        " one year and one meeting are one forecast; a later meeting of the year"
        " replaces it (clause 4-3-4)."
    )
    columns = (
        PROVINCE,
        YEAR,
        CLUSTER,
        Column(
            "body",
            _lt("Institution"),
            "name",
            required=True,
            help=_lt("As on the sheet of the institutions."),
        ),
        Column(
            "source",
            _lt("Source of Funds"),
            "choice",
            choices=tuple(SOURCES.items()),
            help=_lt("Empty: budget of the body."),
        ),
        Column("amount", _lt("Forecast (Rial)"), "rial", required=True),
        Column(
            "reason",
            _lt("Reason"),
            "name",
            help=_lt(
                "Where the amount differs from the action plans that are entered here,"
                " or none is."
            ),
        ),
        *APPROVED,
    )
    labels = ("year", "cluster", "body")
    steps = (("committee.forecast", "approve"),)
    model = "committee.forecast"
    told_apart = "body"

    @cached_property
    def national(self):
        """{key of the name: body} of those of no province, from which money comes as
        well, though they have no seat in one"""
        names = {self.book.key(row.values.get("body")) for row in self.rows}
        found = self.book.model("res.partner").search(
            [
                ("is_company", "=", True),
                ("state_id", "=", False),
                ("committee_search_key", "in", list(names - {""})),
            ],
            order="id desc",  # of several, the first that was entered
        )
        return {body.committee_search_key: Ref(body) for body in found}

    @cached_property
    def asked(self):
        """What the plans asked on the days of the meetings, read once for all."""
        return self.book.model(self.model)._asked_on(
            {(d.company, d.year, d.day) for d in self.decisions.values()}
        )

    def _body(self, row):
        name = self.book.key(row.values.get("body"))
        if (row.province.id, name) not in self.book.institutions:
            if body := self.national.get(name):
                return body
        return self.institution(row, "body")

    def _read(self, row):
        row.cluster = self.cluster(row)
        row.body = self._body(row)
        if row.cluster and row.body:
            name = self.book.key(row.values["body"])
            body = row.body.record and row.body.record.id or name
            return row.cluster.id, body, row.values.get("source", "own")
        return None

    def _check_new(self, decision):
        """Every payer in the plans of the year has a line, and what differs from them a
        reason (4-3-4)."""
        asked = self._asked(decision)
        for row in decision.rows:
            amount = row.values.get("amount")
            if not row.key or amount is None or row.values.get("reason"):
                continue
            planned = asked.get(row.key, 0)
            if amount != planned:
                self.fail(
                    row,
                    "reason",
                    self.env._(
                        "The action plans that are entered here ask %(planned)s rials"
                        " of this body for the cluster and year, and the row says"
                        " %(amount)s: write the reason (clause 4-3-4).",
                        planned=self.wizard._digits(f"{planned:,.0f}"),
                        amount=self.wizard._digits(f"{amount:,.0f}"),
                    ),
                )
        paid = {row.key[:2] for row in decision.rows if row.key}
        left_out = [
            f"{body.name} ({cluster.name})"
            for cluster, body in self._asked_pairs(decision)
            if (cluster.id, body.id) not in paid
        ]
        if left_out and not any(row.errors for row in decision.rows):
            self.fail(
                decision.rows[0],
                "body",
                self.env._(
                    "The action plans of the year ask for money for which the forecast"
                    " has no row: %(left_out)s. Add a row for each, with 0 and the"
                    " reason where nothing was expected (clause 4-3-4).",
                    left_out="، ".join(left_out),
                ),
            )

    def _asked_pairs(self, decision):
        return self.asked[decision.company, decision.year, decision.day]

    def _asked(self, decision):
        """{key of a row: rials}: what the plans ask, of the budget of each body"""
        return {
            (cluster.id, body.id, "own"): rials
            for (cluster, body), rials in self._asked_pairs(decision).items()
        }

    def _lines_of(self, record):
        return {
            (line.cluster_id.id, line.partner_id.id, line.source): line
            for line in record.line_ids
        }

    def _compare_line(self, row):
        amount, recorded = row.values.get("amount"), row.record.amount
        if amount is not None and amount != recorded:
            self.fail(
                row,
                "amount",
                self.env._(
                    "“%(column)s” is recorded as %(recorded)s already, and an import"
                    " does not overwrite it. Correct it on its own form, where that"
                    " leaves a trace, or correct the row.",
                    column=self.head("amount"),
                    recorded=self.wizard._digits(f"{recorded:,.0f}"),
                ),
            )
        if self.check_is_new(row, "reason", row.record.reason):
            self.fail(row, "reason", self.fixed(row, "reason"))

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def _values(self, decision):
        return self._common_values(decision)

    def _add_lines(self, decisions, records):
        vals_list = []
        for decision, record in zip(decisions, records, strict=True):
            asked = self._asked(decision)
            for row in decision.rows:
                row.key = row.cluster.id, row.body.record.id, row.key[2]
                planned = asked.get(row.key, 0)
                vals_list.append(
                    {
                        "forecast_id": record.id,
                        "cluster_id": row.cluster.id,
                        "partner_id": row.body.record.id,
                        "source": row.key[2],
                        "amount": row.values["amount"],
                        "reason": row.values.get("reason"),
                        "planned": planned,
                        "built": row.key in asked,
                    }
                )
        records.line_ids._permitted_create(vals_list)
