from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.web_jalali.tools import jalali

from ...lib.tenures import SAT
from ..body.past import covers
from .meeting_plan import HOUR

STANDS = Domain("state", "not in", ("cancelled", "postponed"))


class CommitteeMeetingPlanLine(models.Model):
    """One date of a year's meeting plan, and how it fits: the cadence, the days off,
    and the other committees on which the same members sit."""

    _name = "committee.meeting.plan.line"
    _description = "Date of a Meeting Plan"
    _inherit = ["workflow.guard.mixin", "web_jalali.date.guard"]
    _order = "plan_id, day, id"
    _rec_name = "day"

    _verb_fields = frozenset({"meeting_id"})
    _fixed_fields = frozenset({"plan_id"})
    _parent_field = "plan_id"
    _parent_open_states = frozenset({"draft"})

    plan_id = fields.Many2one(
        comodel_name="committee.meeting.plan",
        required=True,
        ondelete="cascade",
        index=True,
    )
    committee_id = fields.Many2one(
        related="plan_id.committee_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, precompute=True, index=True
    )
    day = fields.Date(string="Date", required=True, index=True)
    weekday = fields.Char(compute="_compute_weekday")
    note = fields.Char()
    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    fits = fields.Selection(
        string="Assessment",
        selection=[("well", "Fits"), ("not", "To be considered")],
        compute="_compute_remarks",
    )
    remarks = fields.Html(
        string="How It Fits", compute="_compute_remarks", sanitize=False
    )

    _one_a_day = models.Constraint(
        "UNIQUE (plan_id, day)", "A date stands once in a meeting plan."
    )

    @api.depends("day")
    @api.depends_context("lang")
    def _compute_weekday(self):
        for line in self:
            line.weekday = line._weekday()

    def _weekday(self):
        return self.day and format_date(self.env, self.day, date_format="EEEE")

    @api.constrains("day", "plan_id")
    def _check_year(self):
        for line in self:
            if jalali.year(line.day) != line.plan_id.jalali_year:
                raise ValidationError(
                    self.env._(
                        "%(day)s does not lie in the year %(year)s of this plan (clause"
                        " 4-4-2).",
                        day=line._print_date(line.day),
                        year=line.plan_id._digits(line.plan_id.jalali_year),
                    )
                )

    def _content_is_open(self, states):
        """A date of which a meeting was made is moved with the meeting only."""
        return not self.meeting_id and super()._content_is_open(states)

    def _print_date(self, day):
        return self.plan_id._print_date(day)

    # ------------------------------------------------------------
    # HOW IT FITS
    # ------------------------------------------------------------

    @api.depends(
        "day",
        "plan_id.committee_id",
        "plan_id.jalali_year",
        "plan_id.line_ids.day",
        "meeting_id.state",
    )
    @api.depends_context("uid", "lang")
    def _compute_remarks(self):
        """The remarks as text; one query for all lines for each of the three
        questions."""
        dated = self.filtered("day")
        (self - dated).fits = (self - dated).remarks = False
        held = dated.filtered("meeting_id.held_on")
        open_lines = dated - held
        rhythm = open_lines._rhythm()
        days_off = open_lines._days_off()
        meetings = open_lines._meetings_of_members()
        for line in held:
            line.fits = "well"
            line.remarks = self.env._(
                "Held on %(day)s.", day=line._print_date(line.meeting_id.held_on)
            )
        for line in open_lines:
            good, words = rhythm[line]
            others = [*days_off[line], *meetings[line]]
            line.fits = "well" if good and not others else "not"
            line.remarks = Markup("<br/>").join(filter(None, [words, *others]))

    def _rhythm(self):
        """{line: (whether it counts and comes in time, in words)} (4-4-2)"""
        committees = self.plan_id.committee_id
        meetings = self.env["committee.meeting"].search(
            Domain("committee_id", "in", committees.ids) & Domain("counts", "=", True)
        )
        held = {
            committee: found.mapped("held_on")
            for committee, found in meetings.grouped("committee_id").items()
        }
        judged = self._judged_days(held)
        return {line: line._rhythm_words(judged.get(line)) for line in self}

    def _judged_days(self, held):
        """How each of these dates would count beside those of its plan and the days in
        `held` ({committee: days}); filled by the rules on the cadence.

        :return: {line: {is_countable, before, least, due_on}}: whether a meeting on it
            would count, the last day before it that counts, how many days lie between
            two that do, and when a meeting is due
        """
        return {}

    def _rhythm_words(self, judged):
        """:return: (whether it counts and comes in time, in words)"""
        if not judged:
            return True, ""
        digits = self.plan_id._digits
        if judged["before"] is None:
            words = self.env._("Counts as the first meeting.")
        else:
            values = {
                "days": digits((self.day - judged["before"]).days),
                "before": self._print_date(judged["before"]),
            }
            words = (
                self.env._("Counts: %(days)s days after %(before)s.", **values)
                if judged["is_countable"]
                else self.env._(
                    "Too close: %(days)s days after %(before)s, and does not count; the"
                    " policy asks for %(least)s (clause 4-4-2).",
                    least=digits(judged["least"]),
                    **values,
                )
            )
        late = judged["due_on"] is not None and self.day > judged["due_on"]
        if late:
            words += " " + self.env._(
                "Gap too long: the meeting is due by %(due)s (clause 4-4-2).",
                due=self._print_date(judged["due_on"]),
            )
        return judged["is_countable"] and not late, words

    def _days_off(self):
        """{line: [sentences]} where its day is a holiday or no working day"""
        national = self.env.ref("cluster_committee.resource_calendar_national")
        calendars = {
            line: line.company_id.committee_calendar_id or national for line in self
        }
        used = national.union(*calendars.values())
        days = self.mapped("day")
        # sudo: read the table of days, which users have no access to
        rest = self.env["committee.calendar.day"].sudo()
        rest = rest.search_fetch(
            Domain("calendar_id", "in", used.ids)
            & Domain("day", "in", days)
            & Domain("working", "=", False),
            ["calendar_id", "day"],
        )
        off = {(row.calendar_id, row.day) for row in rest}
        names = self._holiday_names(used | national, days)
        found = {}
        for line in self:
            calendar = calendars[line]
            holidays = dict.fromkeys(
                name
                for owner in (national, calendar)
                for name in names.get((owner, line.day), ())
            )
            if holidays:
                found[line] = [
                    self.env._(
                        "Official holiday: %(names)s.",
                        names=line.plan_id._join(list(holidays)),
                    )
                ]
            elif (calendar, line.day) in off:
                found[line] = [
                    self.env._(
                        "%(weekday)s is no working day.", weekday=line._weekday()
                    )
                ]
            else:
                found[line] = []
        return found

    def _holiday_names(self, calendars, days):
        """{(calendar, day): [names]} of the days off of these calendars"""
        if not days:
            return {}
        # sudo: read the national holidays, which are public
        leaves = self.env["resource.calendar.leaves"].sudo()
        leaves = leaves.search(
            Domain("calendar_id", "in", calendars.ids)
            & Domain("resource_id", "=", False)
            & Domain("holiday_on", "<=", max(days))
            & Domain("date_to", ">=", min(days))
        )
        found = {}
        for leave in leaves:
            last = leave.holiday_on + timedelta(days=leave.holiday_days - 1)
            for day in days:
                if leave.holiday_on <= day <= last:
                    key = leave.calendar_id, day
                    found.setdefault(key, []).append(leave.name or "")
        return found

    def _meetings_of_members(self):
        """{line: [sentences]} where members sit in another meeting on the same day, or
        another plan has that day for them. Meetings of other provinces are not
        disclosed."""
        days = self.mapped("day")
        found = {line: [] for line in self}
        meetings = self.env["committee.meeting"].search(
            STANDS & Domain("planned_on", "in", days)
        )
        meetings -= self.meeting_id
        lines = self.search(
            Domain("day", "in", days)
            & Domain("plan_id", "not in", self.plan_id.ids)
            & Domain("meeting_id", "=", False)
        )
        events = [(m.planned_on, m.committee_id, m.display_name) for m in meetings]
        events += [
            (line.day, line.committee_id, line.plan_id.display_name) for line in lines
        ]
        committees = self.committee_id.union(
            *(committee for _d, committee, _n in events)
        )
        seated = self.env["committee.member"].search(
            Domain("committee_id", "in", committees.ids)
            & Domain("state", "in", SAT)
            & Domain("date_from", "<=", max(days, default=False))
        )

        def people(committee, day):
            return seated.filtered(
                lambda m: m.committee_id == committee and covers(m, day)
            ).partner_id

        for line in self:
            for day, committee, name in events:
                if day != line.day:
                    continue
                both = people(line.committee_id, day) & people(committee, day)
                if both:
                    found[line].append(
                        self.env._(
                            "On the same day: %(meeting)s, with %(people)s.",
                            meeting=name,
                            people=line.plan_id._some(both.mapped("name")),
                        )
                    )
        return found

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def _make_meetings(self):
        """Draft the meetings of these dates, or use those that exist already."""
        standing = self.env["committee.meeting"].search(
            STANDS
            & Domain("committee_id", "in", self.committee_id.ids)
            & Domain("planned_on", "in", self.mapped("day")),
            order="id desc",
        )
        there = {(m.committee_id, m.planned_on): m for m in standing}
        missing = self.filtered(lambda line: (line.committee_id, line.day) not in there)
        made = standing.create(missing._prepare_all_meeting_values())
        there |= {(m.committee_id, m.planned_on): m for m in made}
        for line in self:  # one UPDATE for all at the flush
            meeting = there[line.committee_id, line.day]
            line._permitted({"meeting_id"}).write({"meeting_id": meeting.id})

    def _prepare_all_meeting_values(self):
        """At nine in Tehran, where the committee met last."""
        earlier = self.env["committee.meeting"].search(
            Domain("committee_id", "in", self.committee_id.ids)
            & Domain("place", "!=", False)
        )
        places = {m.committee_id: m.place for m in earlier.sorted("date_start")}
        return [
            {
                "committee_id": line.committee_id.id,
                "date_start": jalali.local_midnight_utc(line.day) + HOUR,
                "place": places.get(line.committee_id, False),
            }
            for line in self
        ]
