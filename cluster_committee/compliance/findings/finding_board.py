"""The board of a committee: its standing with each clause on one page."""

from collections import Counter

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali

from .finding import ALARMS, STANDINGS
from .standing_mixin import BREACHES

# in order of urgency
URGENCY = (
    "overdue",
    "unachievable",
    "missed",
    "at_risk",
    "due",
    "exempt",
    "met",
    "not_applicable",
)
SHOWN = 8  # of what is met, or exempt, in one line; the rest is in the list
QUIET = ("met", "exempt")
# subjects that the board of one committee need not name
OBVIOUS = ("committee.committee", "res.company")


class CommitteeFinding(models.Model):
    """Findings as the lines of a board."""

    _inherit = "committee.finding"

    @api.model
    @api.readonly
    def board(self, committee_id):
        """The standing of a committee with every clause, the worst first within each.

        A fixed number of queries, however many findings there are.

        :return: {day, clauses: [{number, title, text, lines}], counts}, where a line is
            one obligation: {rule, label, kind, standing, badge, sum, entries, more}
        """
        committee = self.env["committee.committee"].browse(committee_id)
        committee.check_access("read")
        findings = self.search(self._board_domain(committee))
        shown, lines = self.browse(), {}
        for rule, found in findings.grouped("rule").items():
            found = found.sorted(self._urgency)
            quiet = found.filtered(lambda finding: finding.standing in QUIET)
            entries = found - quiet[SHOWN:]
            lines[rule] = (found, entries)
            shown |= entries
        entries = shown._board_entries()
        labels = dict(self._fields["rule"]._description_selection(self.env))
        by_clause = {}
        for rule, (found, listed) in lines.items():
            line = found._board_line([entries[finding.id] for finding in listed])
            line.update(rule=rule, label=labels.get(rule, rule))
            by_clause.setdefault(found[:1].clause, []).append(line)
        return {
            "day": jalali.today().isoformat(),
            "clauses": self._board_clauses(by_clause),
            "counts": self._board_counts(findings),
            "entries": committee._entry_counts(),
            "alarms": list(ALARMS),
        }

    @api.model
    def _board_domain(self, committee):
        """The findings of the committee, and of its company before there was one."""
        # sudo: read the company of a committee that the user may read
        company = committee.sudo().company_id
        return (
            Domain("company_id", "=", company.id)
            & Domain("committee_id", "in", (committee.id, False))
            & Domain("standing", "!=", "not_applicable")
        )

    @api.model
    def _urgency(self, finding):
        day = (finding.due_on or finding.opens_on or jalali.today()).toordinal()
        quiet = finding.standing in QUIET  # of these, the latest first
        return URGENCY.index(finding.standing), -day if quiet else day, finding.id

    @api.model
    def _board_clauses(self, by_clause):
        """The clauses in the order of their numbers, each with its lines."""
        known = self.env["committee.engine"]._clauses()
        bare = {"title": "", "text": ""}
        return [
            {
                "code": code,
                **(known.get(code) or {**bare, "number": code}),
                "lines": sorted(
                    by_clause[code],
                    key=lambda line: (URGENCY.index(line["standing"]), line["rule"]),
                ),
            }
            for code in sorted(by_clause)
        ]

    @api.model
    def _board_counts(self, findings):
        """:return: [{standing, tone, label, count}] of all findings on the board"""
        counts = findings._count_standings()
        labels = self._standing_labels()
        settled = len(findings.filtered("is_settled"))
        closed = {
            "standing": "settled",
            "tone": "dark",
            "label": self.env._("Of these closed by hand"),
            "count": settled,
        }
        return [
            {
                "standing": name,
                "tone": self._tone(name),
                "label": labels[name],
                "count": counts[name],
            }
            for name in URGENCY
            if counts[name]
        ] + [closed] * bool(settled)

    def _count_standings(self):
        """How many there are of each standing; to the chair all that is late is one."""
        counts = Counter(self.mapped("standing"))
        if self._only_reminds():
            counts["overdue"] = sum(counts.pop(name, 0) for name in BREACHES)
        return +counts

    def _board_line(self, entries):
        """One obligation, summed up over its subjects; self is sorted by urgency."""
        worst = self[:1]
        counts = self._count_standings()
        return {
            "kind": worst.kind,
            "standing": worst.standing,
            "tone": worst.tone,
            "badge": worst._standing_phrase(),
            "sum": self._board_sum(counts) if len(self) > 1 else "",
            "entries": entries,
            "more": len(self) - len(entries),
        }

    @api.model
    def _board_sum(self, counts):
        """«۱۲ مورد، همه ایفا‌شده», or how many of each standing."""
        labels = self._standing_labels()
        if len(counts) == 1:
            [(standing, count)] = counts.items()
            return self.env._(
                "%(count)s items, all %(standing)s",
                count=self._digits(count),
                standing=labels[standing],
            )
        return self._join(
            [
                self.env._(
                    "%(count)s %(standing)s",
                    count=self._digits(counts[name]),
                    standing=labels[name],
                )
                for name, _label in sorted(
                    STANDINGS, key=lambda pair: URGENCY.index(pair[0])
                )
                if counts[name]
            ]
        )

    def _board_entries(self):
        """:return: {finding id: what the board shows of it}"""
        engine = self.env["committee.engine"]
        itself = {rule._code for rule in engine._rules() if rule._subject in OBVIOUS}
        others = self.filtered(lambda finding: finding.rule not in itself)
        subjects = others._names_of("_subject", "subject_id")
        evidence = self._names_of("_evidence", "evidence_id")
        # sudo: read why a finding that the user may read is exempt
        reasons = {x.id: x.reason for x in self.sudo().exemption_id}
        return {
            finding.id: {
                "id": finding.id,
                "subject": subjects.get(finding) or "",
                "period": finding.period_text or "",
                "standing": finding.standing,
                "tone": finding.tone,
                "badge": finding._standing_phrase(),
                "due_on": finding.due_on and finding.due_on.isoformat(),
                "met_on": finding.met_on and finding.met_on.isoformat(),
                "evidence": evidence.get(finding) or "",
                "reason": reasons.get(finding.exemption_id.id) or "",
                "settled": finding.is_settled,
                "answer": finding.answer or "",
            }
            for finding in self
        }
