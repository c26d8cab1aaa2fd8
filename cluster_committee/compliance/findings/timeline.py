"""The meetings of all provinces on one line of time each, against their due days."""

from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali

# the rules by which the next meeting falls due
DUE_RULES = ("meeting_gap", "first_meeting")
NATIONAL = "cluster_committee.group_committee_national"


class Committee(models.Model):
    """Committees as the rows of a timeline."""

    _inherit = "committee.committee"

    @api.model
    @api.readonly
    def timeline(self):
        """Every meeting and due day of the committees that the user may read; for the
        national office a row of each province, also where none is formed.

        A fixed number of queries, however many rows and meetings there are. Days are
        ISO texts: the client shows them in the calendar of its user.

        :return: {day, reminds: whether the user is the chair, who is only reminded,
            rows: [{province, committee_id, …, meetings, dues}]}
        """
        committees = self.search(
            Domain("kind", "=", "provincial") & Domain("state", "!=", "dissolved")
        )
        meetings = self._timeline_meetings(committees)
        dues = self._timeline_dues(committees)
        rows = [
            committee._timeline_row(meetings[committee.id], dues[committee.id])
            for committee in committees
        ]
        for row in self._provinces_without(committees):
            rows.append({"province": row, "meetings": [], "dues": []})
        rows.sort(key=lambda row: self._alphabetical(row["province"]))
        return {
            "day": jalali.today().isoformat(),
            "reminds": self._only_reminds(),
            "rows": rows,
        }

    @api.model
    def _alphabetical(self, name):
        """Persian alphabetical order, with پ چ ژ گ in their places."""
        order = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
        return [
            order.index(letter) if letter in order else len(order) + ord(letter)
            for letter in name
        ]

    @api.model
    def _provinces_without(self, committees):
        """:return: names of the provinces that have none of `committees`, for the
        national office"""
        if not self.env.user.has_group(NATIONAL):
            return []
        provinces = self.env["res.country.state"].search(
            Domain("iso_code", "!=", False)
            & Domain("id", "not in", committees.province_id.ids)
        )
        return provinces.mapped("name")

    @api.model
    def _timeline_meetings(self, committees):
        """{committee id: [meeting]}: what was held, and what is invited."""
        found = self.env["committee.meeting"].search_fetch(
            Domain("committee_id", "in", committees.ids)
            & (
                (Domain("held_on", "!=", False) & Domain("state", "!=", "cancelled"))
                | Domain("state", "=", "invited")
            ),
            [
                "committee_id",
                "held_on",
                "planned_on",
                "counts",
                "awaits_proof",
                "late_entry_days",
                "state",
                "number_label",
            ],
            order="date_start, id",
        )
        meetings = defaultdict(list)
        for meeting in found:
            held = meeting.held_on
            day = held or meeting.planned_on
            meetings[meeting.committee_id.id].append(
                {
                    "id": meeting.id,
                    "label": meeting.number_label or "",
                    "on": day.isoformat(),
                    "kind": "invited"
                    if not held
                    else ("counted" if meeting.counts else "uncounted"),
                    "late": meeting.late_entry or "",
                    "awaits_proof": meeting.awaits_proof,
                }
            )
        return meetings

    @api.model
    def _timeline_dues(self, committees):
        """{committee id: [due day]}: when a meeting was due, and how late it came."""
        found = self.env["committee.finding"].search_fetch(
            Domain("committee_id", "in", committees.ids)
            & Domain("rule", "in", DUE_RULES)
            & Domain("due_on", "!=", False)
            & Domain("standing", "!=", "not_applicable"),
            ["committee_id", "due_on", "late_from", "met_on", "standing"],
            order="due_on, id",
        )
        today = jalali.today()
        dues = defaultdict(list)
        for finding in found:
            late_until = bool(finding.days_late) and (finding.met_on or today)
            dues[finding.committee_id.id].append(
                {
                    "on": finding.due_on.isoformat(),
                    "standing": finding.standing,
                    "late_until": late_until and late_until.isoformat(),
                    "days_late": finding.days_late,
                }
            )
        return dues

    def _awaits_nothing(self):
        """Whether no meeting is due, or the committee is exempt from it."""
        return not self.next_due_on or self.cadence_standing == "not_applicable"

    def _timeline_row(self, meetings, dues):
        self.ensure_one()
        return {
            "committee_id": self.id,
            "province": self.province_id._get_printed_name() or self.name,
            "formed_on": self.formed_on and self.formed_on.isoformat(),
            "suspended": self.state == "suspended",
            "standing": self.cadence_standing,
            "next_due_on": self.next_due_on and self.next_due_on.isoformat(),
            "days_left": False if self._awaits_nothing() else self.days_left,
            "counted": self.year_effective_count,
            "required": self.year_required,
            "meetings": meetings,
            "dues": dues,
        }
