from functools import cached_property

from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .decisions import APPROVED, CLUSTER, YEAR, DecisionSheet
from .sheet import PROVINCE

_lt = LazyTranslate(__name__)


class PrioritySheet(DecisionSheet):
    """The clusters that a committee prioritised for a year, one row each (4-3-3)."""

    key = "priorities"
    title = _lt("Past Priorities")
    note = _lt(
        "One row for each cluster. Rows of one year and one meeting are one list, with"
        " the ranks from 1 on; a later meeting of the year replaces it (clause 4-3-3)."
    )
    columns = (
        PROVINCE,
        YEAR,
        Column("rank", _lt("Rank"), "whole", required=True),
        CLUSTER,
        Column(
            "reason",
            _lt("Reason"),
            "name",
            help=_lt("Why the cluster stands there."),
        ),
        *APPROVED,
    )
    labels = ("year", "cluster")
    steps = (("committee.priority.list", "approve"),)
    model = "committee.priority.list"
    told_apart = "cluster"

    def _read(self, row):
        row.cluster = self.cluster(row)
        return row.cluster and row.cluster.id

    def _check_new(self, decision):
        self._check_ranks(decision)
        for row in decision.rows:
            cluster = row.cluster
            stopped = cluster and cluster.state == "stopped" and cluster.stage_on
            if stopped and stopped <= decision.day:
                self.fail(
                    row,
                    "cluster",
                    self.env._(
                        "The project of %(cluster)s was stopped on %(day)s, before that"
                        " meeting, so it got no priority (clause 4-3-3). Correct the"
                        " row, or leave it out.",
                        cluster=cluster.name,
                        day=self.day(stopped),
                    ),
                )

    def _check_ranks(self, decision):
        ranks = [row.values.get("rank") for row in decision.rows]
        if None in ranks:
            return
        taken = set()
        for row, rank in zip(decision.rows, ranks, strict=True):
            if rank in taken or not 1 <= rank <= len(ranks):
                self.fail(
                    row,
                    "rank",
                    self.env._(
                        "The %(count)s rows of the list have the ranks from 1 to"
                        " %(count)s, each once; this is rank %(rank)s. Correct it.",
                        count=self.wizard._digits(len(ranks)),
                        rank=self.wizard._digits(rank),
                    ),
                )
            taken.add(rank)

    def _lines_of(self, record):
        return {line.cluster_id.id: line for line in record.line_ids}

    def _compare_line(self, row):
        self.check_is_new(row, "rank", row.record.rank, self.wizard._digits)
        if self.check_is_new(row, "reason", row.record.note):
            self.fail(row, "reason", self.fixed(row, "reason"))

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    @cached_property
    def editions(self):
        """{day of a meeting: the edition in force on it}, by which it ranked"""
        editions = self.book.model("committee.procedure.edition")
        return editions._editions_on({d.day for d in self.decisions.values()})

    def _values(self, decision):
        values = self._common_values(decision)
        if edition := self.editions[decision.day]:
            values["edition_id"] = edition.id
        return {
            **values,
            "line_ids": [
                Command.create(
                    {
                        "cluster_id": row.cluster.id,
                        "sequence": 10 * row.values["rank"],
                        "note": row.values.get("reason"),
                    }
                )
                for row in decision.rows
            ],
        }
