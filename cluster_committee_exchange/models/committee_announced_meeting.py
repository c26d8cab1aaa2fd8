from odoo import api, fields, models

from odoo.addons.cluster_committee.lib import numbers
from odoo.addons.web_jalali.tools import jalali

from ..lib import signed_file

# the fields that a province announces of each meeting that it has held
ANNOUNCED_FIELDS = (
    "number",
    "number_year",
    "held_on",
    "recorded_on",
    "due_on",
    "sent_on",
)


class CommitteeAnnouncedMeeting(models.Model):
    """A meeting that a province in a database of its own has announced as held, so that
    the national organisation sees that its minutes are missing (4-4-4).
    """

    _name = "committee.announced.meeting"
    _description = "Announced Meeting"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "held_on desc, id desc"
    _rec_name = "meeting_number"
    _duplicable = False

    _verb_fields = frozenset(
        {"company_id", "province_id", "told_on", "key_id", "digest", *ANNOUNCED_FIELDS}
    )

    company_id = fields.Many2one(
        comodel_name="res.company",
        readonly=True,
        index=True,
        help="The company of the province, where it works in this database.",
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        required=True,
        readonly=True,
        index=True,
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    number_year = fields.Integer(
        string="Year (Jalali)", required=True, readonly=True, aggregator=None
    )
    meeting_number = fields.Char(compute="_compute_meeting_number", store=True)
    held_on = fields.Date(required=True, readonly=True)
    recorded_on = fields.Date(string="Minutes Recorded On", readonly=True)
    due_on = fields.Date(
        string="Due",
        readonly=True,
        help="Until when the province itself owes the copy, by its own calendar.",
    )
    sent_on = fields.Date(
        readonly=True, help="The day of the national copy, as the province has it."
    )
    told_on = fields.Date(
        required=True,
        readonly=True,
        help="The day of the list that the province signed.",
    )
    key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        ondelete="restrict",
    )
    digest = fields.Char(
        string="SHA-256 of the Content", required=True, readonly=True, copy=False
    )

    _once = models.Constraint(
        "UNIQUE (province_id, number_year, number)", "A meeting is announced once."
    )

    @api.depends("number", "number_year")
    def _compute_meeting_number(self):
        for meeting in self:
            meeting.meeting_number = numbers.short_number(
                meeting.number, meeting.number_year
            )

    def _content_is_open(self, states):
        return False  # it stays as it was announced

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _receive_list(self, content, key):
        """Store the meetings of a signed list; announced meetings that it does not
        contain stay as they are.

        :param content: of a file whose signature was checked
        :return: the announced meetings of the province
        """
        key._check_province_file(content)
        told_on = content["told_on"]
        here = self._find_announced(content["province"], content["meetings"])
        stale, vals_list = self.browse(), []
        for line in content["meetings"]:
            known = here.get((line["number_year"], line["number"]), self)
            if known and known._covers(line, told_on):
                continue
            stale |= known
            vals_list.append(
                {
                    **{name: line[name] or False for name in ANNOUNCED_FIELDS},
                    "told_on": told_on,
                    "key_id": key.id,
                    "digest": signed_file.digest(line),
                    "province_id": key.province_id.id,
                    "company_id": key._company_of_province().id,
                }
            )
        stale._permitted({"unlink"}).unlink()
        self._permitted_create(vals_list)
        return self.search([("province_id", "=", key.province_id.id)])

    @api.model
    def _find_announced(self, province, lines):
        """:return: {(Jalali year, number): the announced meeting}"""
        years = {line["number_year"] for line in lines}
        found = self.search(
            [("province_id.iso_code", "=", province), ("number_year", "in", years)]
        )
        return {(each.number_year, each.number): each for each in found}

    def _covers(self, line, told_on):
        """Whether this has the content of the line of a list, or is from a later
        list"""
        self.ensure_one()
        later = self.told_on > fields.Date.to_date(told_on)
        return later or self.digest == signed_file.digest(line)


class CommitteeCommittee(models.Model):
    """A province announces to the national organisation the meetings that it has held
    (4-4-4)."""

    _inherit = "committee.committee"

    can_announce = fields.Boolean(compute="_compute_can_announce")

    @api.depends("kind")
    @api.depends_context("uid")
    def _compute_can_announce(self):
        """Where the national organisation works here too, nothing has to be sent."""
        keeps = self.env.user.has_group("cluster_committee.group_committee_secretary")
        alone = keeps and not self.env["res.company"]._office_is_here()
        for committee in self:
            committee.can_announce = alone and committee.kind == "provincial"

    def _exchange_company(self):
        return self.company_id

    def _why_not_exportable(self):
        if self.kind == "provincial":
            return False
        return self.env._(
            "The national organisation is told of the meetings of the provincial"
            " committee; “%(committee)s” is none (clause 4-4-4).",
            committee=self.display_name,
        )

    def _exchange_file(self):
        self._check_exportable()
        return f"{self.province_id.iso_code}-meetings.json", signed_file.seal(
            "meetings", self._announced_content(), *self._exchange_keys()
        )

    def _announced_content(self):
        """:return: the content of a list for the national organisation (dict): each
        meeting that the provincial committee of this province has held, with the days
        of its minutes"""
        self.ensure_one()
        # sudo: read the days of all meetings, for a file to the national office
        meetings = self.env["committee.meeting"].sudo()
        held = meetings.search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "provincial"),
                ("held_on", "!=", False),
                ("number", "!=", 0),
            ],
            order="held_on, id",
        )
        due = self._copies_due(held)
        return {
            "province": self.province_id.iso_code,
            "told_on": jalali.today().isoformat(),
            "meetings": [
                {
                    "number": meeting.number,
                    "number_year": meeting.number_year,
                    "held_on": meeting.held_on.isoformat(),
                    "recorded_on": self._iso_day(meeting.recorded_on),
                    "due_on": self._iso_day(due.get(meeting.id)),
                    "sent_on": self._iso_day(meeting.national_copy_sent_on),
                }
                for meeting in held
            ],
        }

    @staticmethod
    def _iso_day(day):
        return day.isoformat() if day else None

    def _copies_due(self, meetings):
        """:return: {id of a meeting: the day on which its national copy is due}, as far
        as known"""
        # sudo: read the due days of findings, nothing else of them
        findings = self.env["committee.finding"].sudo()
        found = findings.search(
            [("rule", "=", "national_copy"), ("subject_id", "in", meetings.ids)]
        )
        return {finding.subject_id: finding.due_on for finding in found}
