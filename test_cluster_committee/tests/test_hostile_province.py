"""A province that would rather look better than be better: its four roles, over RPC, in
one afternoon. No national figure gets better by it without a true fact of the day, or a
mark that the national office sees beside it."""

import base64
import logging
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.compliance.rule_story import LateProvince
from odoo.addons.cluster_committee.tests.over_http import OverHttpCase, Refused
from odoo.addons.cluster_committee.tests.scans import pdf
from odoo.addons.cluster_committee_import.tests.book import FilledBook
from odoo.addons.web_jalali.tools import jalali

_logger = logging.getLogger(__name__)

ROLES = ("officer", "supervisor", "secretary", "chair")
# of the overview: the figures that are better when they are lower
LOWER = ("exception_count", "policy_count", "days_late", "level")
# and those that are better when they are later
LATER = ("last_held_on", "next_due_on")
# by these the national office sees that something is not proven
MARKS = (
    "awaiting_proof_count",
    "late_entry_count",
    "past_entry_count",
    "open_scan_count",
    "settled_count",
    "request_count",
)
BREACHES = ("overdue", "missed", "unachievable")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHostileProvince(OverHttpCase, LateProvince):
    """What the province tries, each alone and undone again, then all of it."""

    maxDiff = None
    alone = ("",)  # words of the attempts that are tried alone

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {role: getattr(cls, role) for role in ROLES}
        for user in cls.people.values():
            user.password = user.login
        cls.refusals = []
        # a part that is late, and an output that waits
        cls._create_meeting("dispatched", cls.committee, held="1405/06/16")
        cls._create_session("closed", cls.experts, "1405/05/10", outputs=1)

    # ------------------------------------------------------------
    # WHAT THE NATIONAL OFFICE SEES
    # ------------------------------------------------------------

    def _overview(self):
        """{figure: value} of the row of the province, after the hourly check, and how
        many of its obligations are in breach by the log of findings."""
        self.env["committee.engine"]._check(jalali.today(), self.own)
        self.env.invalidate_all()
        row = self.env["committee.province.standing"].with_user(self.owner)
        row = row.search([("company_id", "=", self.own.id)])
        numbers = {
            name: row[name] or 0
            for name, field in row._fields.items()
            if field.type == "integer" and name not in ("id", "province_sequence")
        }
        dates = {name: str(row[name] or "") for name in LATER}
        return {**numbers, **dates, "level": int(row.level or 0)}

    def _better(self, before, after):
        lower = [name for name in LOWER if after[name] < before[name]]
        return lower + [name for name in LATER if after[name] > before[name]]

    def _marked(self, before, after):
        return [name for name in MARKS if after[name] > before[name]]

    # ------------------------------------------------------------
    # HOW IT TRIES
    # ------------------------------------------------------------

    def _try(self, role, model, method, *args, **kwargs):
        """A call of one role; a refusal is a sentence, never a failure of the server.

        :return: what the server answered, None where it refused
        """
        try:
            return self.call(self.people[role], model, method, *args, **kwargs)
        except Refused as refusal:
            self.refusals.append((role, model, method, str(refusal)))
            self.assertNotIn("Traceback", str(refusal))
            return None

    def _everybody(self, model, method, *args, **kwargs):
        for role in ROLES:
            self._try(role, model, method, *args, **kwargs)

    def _ids(self, model, *domain):
        records = self.env[model].with_context(active_test=False)
        return records.search([("company_id", "=", self.own.id), *domain]).ids

    def _open_findings(self):
        return self._ids("committee.finding", ("standing", "in", BREACHES))

    def _enter_meeting(self, on, **dates):
        """A meeting from its draft to its signed minutes, dated as wished: what an own
        act cannot be, its paper is said to be."""
        values = {
            "committee_id": self.committee.id,
            "date_start": f"{on} 06:30:00",
            "date_end": f"{on} 08:30:00",
            "place": "Hall",
            "agenda_item_ids": [Command.create({"name": "An item"})],
        }
        ids = self._try("officer", "committee.meeting", "create", [values])
        if not ids:
            return
        back = {name: str(on - timedelta(days=days)) for name, days in dates.items()}
        for role, verb, name in (
            ("secretary", "propose_agenda", "proposed"),
            ("chair", "approve_agenda", "approved"),
            ("chair", "invite", "invited"),
            ("officer", "hold", "held"),
        ):
            number = {"number": f"د/۷۷/{name}"} if verb != "hold" else {}
            when = {"on": back[name]} if name in back else {}
            if when and role == "chair":  # as if he had signed it on paper
                role = "secretary"
            self._try(
                role, "committee.meeting", f"action_{verb}", ids, **when, **number
            )
        meeting = self.env["committee.meeting"].browse(ids)
        self._try(
            "officer",
            "committee.attendance",
            "write",
            meeting.attendance_ids.ids,
            {"presence": "present"},
        )
        self._try(
            "officer",
            "committee.agenda.item",
            "write",
            meeting.agenda_item_ids.ids,
            {"outcome": "discussed"},
        )
        when = {"on": str(on)} if dates else {}
        self._try("officer", "committee.meeting", "action_record_minutes", ids, **when)
        for role in ("secretary", "chair"):
            sign = f"action_sign_as_{role}"
            hand = "secretary" if when else role
            self._try(hand, "committee.meeting", sign, ids, **when)

    # ------------------------------------------------------------
    # WHAT IT TRIES
    # ------------------------------------------------------------

    def _attempt_settling(self):
        for role in ROLES:
            for finding in self._open_findings():
                found = "committee.finding"
                self._try(role, found, "action_settle", [finding], reason="بررسی شد")

    def _attempt_answering(self):
        for finding in self._open_findings():
            found = "committee.finding"
            self._try("supervisor", found, "action_acknowledge", [finding], answer="x")

    def _attempt_dating_back(self):
        three_months_ago = jalali.today() - timedelta(days=91)
        self._enter_meeting(
            three_months_ago, proposed=20, approved=15, invited=12, held=0
        )

    def _attempt_a_past_meeting_by_today(self):
        self._enter_meeting(jalali.today() - timedelta(days=40))

    def _attempt_an_invented_scan(self):
        """A past meeting, and an empty sheet of paper for the list of who came."""
        known = self._ids("committee.meeting")
        self._attempt_dating_back()
        for meeting in set(self._ids("committee.meeting")) - set(known):
            for name in ("attendance_scan", "signed_scan"):
                scan = {name: pdf().decode()}
                self._try("officer", "committee.meeting", "write", [meeting], scan)

    def _attempt_files_that_are_none(self):
        """What does not open proves nothing, whatever it is called."""
        text = base64.b64encode(b"%PDF-1.7 but nothing else").decode()
        scans = {
            "committee.meeting": ("attendance_scan", "signed_scan"),
            "committee.letter": ("scan",),
            "committee.letter.recipient": ("sent_proof",),
        }
        for model, names in scans.items():
            for name in names:
                for record_id in self._ids(model):
                    self._everybody(model, "write", [record_id], {name: text})

    def _attempt_a_workbook(self):
        """Meetings that never were, in the sheet of past facts, with their scans."""
        known = self._ids("committee.meeting")
        wizards = self.env["committee.book.import"].with_user(self.secretary)
        book = FilledBook(wizards.create({}))
        for on, before in (("1404/06/10", "1404/06/01"), ("1405/05/10", "1405/05/01")):
            book.add(
                "meetings",
                province=self.own.province_id.province_name,
                day=on,
                clock="10:30",
                place="Hall",
                items="An item",
                invitation_number="د/۴",
                invited=before,
                recorded=on,
            )
        self._import(book)
        for meeting in set(self._ids("committee.meeting")) - set(known):
            scan = {"attendance_scan": pdf().decode()}
            self._try("officer", "committee.meeting", "write", [meeting], scan)

    def _import(self, book):
        content = book.content().decode()
        for role in ROLES:
            model = "committee.book.import"
            ids = self._try(role, model, "create", [{"file": content}])
            for button in ("action_preview", "action_confirm") if ids else ():
                self._try(role, model, button, ids)

    def _attempt_a_workbook_of_decisions(self):
        """Sessions, outputs, priorities and forecasts that never were, without a
        scan."""
        self._try("officer", "business.cluster", "create", [{"name": "خوشه پسته"}])
        wizards = self.env["committee.book.import"].with_user(self.secretary)
        book = FilledBook(wizards.create({}))
        province = self.own.province_id.province_name
        body = self.committee.seat_ids.institution_id[:1].name
        held = {"province": province, "clock": "10:30", "place": "Hall"}
        tenure = {"first": "1404/05/01", "last": "1404/05/25"}
        book.add("experts", province=province, body=body, name="An expert", **tenure)
        for year in (1404, 1405):
            session, on = f"{year}/05/20", f"{year}/06/02"
            closed = dict.fromkeys(("recorded", "closed"), session)
            book.add("sessions", **held, day=session, items="An item", **closed)
            minutes = dict.fromkeys(("recorded", "signed"), on)
            invited = {"invitation_number": "د/۴", "invited": f"{year}/05/22"}
            items = "A report; An output"
            book.add("meetings", **held, day=on, items=items, **minutes, **invited)
            output = {"name": "An output", "fate": "rejected", "reason": "x"}
            book.add("outputs", province=province, session=session, day=on, **output)
            for text in ("Priorities", "Forecast"):
                part = {"text": text, "body": body, "deadline": f"{year}/08/01"}
                book.add("resolutions", province=province, day=on, **part)
            of_year = {"province": province, "year": year, "cluster": "پسته", "day": on}
            book.add("priorities", **of_year, rank=1, resolution="Priorities")
            money = {"body": body, "amount": 5, "reason": "x"}
            book.add("forecasts", **of_year, **money, resolution="Forecast")
        self._import(book)

    def _attempt_a_past_meeting_uninvited(self):
        on = jalali.today() - timedelta(days=60)
        values = {
            "committee_id": self.committee.id,
            "date_start": f"{on} 06:30:00",
            "place": "Hall",
            "agenda_item_ids": [Command.create({"name": "An item"})],
        }
        ids = self._try("officer", "committee.meeting", "create", [values])
        hold = "action_hold_uninvited"
        self._try("secretary", "committee.meeting", hold, ids or [], reason="x")

    def _attempt_dispatch_dated_back(self):
        for meeting in self._ids("committee.meeting"):
            for role in ("chair", "secretary"):
                self._try(
                    role,
                    "committee.meeting",
                    "action_dispatch",
                    [meeting],
                    on=str(day("1404/05/12")),
                    number="د/۹۹",
                )
                self._try(
                    role,
                    "committee.meeting",
                    "action_send_national_copy",
                    [meeting],
                    on=str(day("1404/05/12")),
                    number="ش/۹۹",
                )

    def _attempt_deleting(self):
        for model in (
            "committee.finding",
            "committee.finding.notice",
            "workflow.act",
            "committee.act.paper",
            "committee.letter",
            "committee.resolution.task",
            "committee.resolution",
            "committee.meeting",
            "committee.member",
            "committee.committee",
            "committee.expert.output",
        ):
            for role in ROLES:
                for record_id in self._ids(model)[:6]:
                    self._try(role, model, "unlink", [record_id])

    def _attempt_duplicating(self):
        for meeting in self._ids("committee.meeting"):
            copies = self._try("officer", "committee.meeting", "copy", [meeting])
            for name in ("held_on", "invited_on", "state", "counts", "counts_from"):
                value = {"state": "held", "counts": True}.get(name, "2026-10-01")
                self._try(
                    "officer", "committee.meeting", "write", copies or [], {name: value}
                )

    def _attempt_merging(self):
        bodies = self.committee.seat_ids.institution_id
        wizard = "base.partner.merge.automatic.wizard"
        for role in ROLES:
            values = {
                "partner_ids": [Command.set(bodies[:2].ids)],
                "dst_partner_id": bodies[1].id,
                "state": "selection",
            }
            ids = self._try(role, wizard, "create", [values])
            self._try(role, wizard, "action_merge", ids or [])

    def _attempt_rewording(self):
        later = str(jalali.today() + timedelta(days=400))
        for model, values in (
            ("committee.finding", {"standing": "met", "state": "closed"}),
            ("committee.finding", {"level": "0"}),
            ("committee.procedure.edition", {"interval_months": 60}),
            ("committee.resolution", {"deadline": later}),
            ("committee.resolution.task", {"deadline": later}),
            ("committee.meeting", {"held_on": str(jalali.today())}),
            ("committee.letter", {"letter_date": "2025-07-10"}),
            ("committee.letter.recipient", {"sent_on": "2025-07-10"}),
            ("committee.member", {"date_from": "2025-05-01"}),
            ("committee.committee", {"formed_on": str(jalali.today())}),
        ):
            for role in ROLES:
                found = self.env[model].search([], limit=8).ids
                self._try(role, model, "write", found, values)

    def _attempt_moving_the_watch(self):
        for values in (
            {"monitoring_start_date": str(jalali.today())},
            {"monitoring_start_date": False},
            {"is_national_office": True},
            {"active": False},
            {"province_id": False},
        ):
            self._everybody("res.company", "write", self.own.ids, values)

    def _attempt_suspending(self):
        ids = self.committee.ids
        self._everybody("committee.committee", "action_suspend", ids, reason="x")

    def _attempt_dissolving_and_forming_anew(self):
        ids = self.committee.ids
        self._everybody("committee.committee", "action_dissolve", ids, reason="x")
        values = {"company_id": self.own.id}
        self._try("secretary", "committee.committee", "create", [values])

    def _attempt_closing_seats(self):
        for seat in self._ids("committee.seat"):
            close = "action_close"
            self._try("secretary", "committee.seat", close, [seat], reason="x")
            for role in ROLES:
                self._try(role, "committee.seat", "write", [seat], {"active": False})

    def _attempt_cancelling_and_entering_again(self):
        for meeting in self._ids("committee.meeting"):
            for role in ("chair", "secretary"):
                self._try(
                    role, "committee.meeting", "action_cancel", [meeting], reason="x"
                )
        self._enter_meeting(day("1405/02/30"))

    def _attempt_done_without_evidence(self):
        for task in self._ids("committee.resolution.task"):
            self._try("officer", "committee.resolution.task", "action_finish", [task])

    def _attempt_outputs_for_information(self):
        for output in self._ids("committee.expert.output"):
            for role in ROLES:
                values = {"purpose": "information"}
                self._try(role, "committee.expert.output", "write", [output], values)

    def _attempt_invented_extensions(self):
        later = str(jalali.today() + timedelta(days=400))
        for task in self._ids("committee.resolution.task"):
            self._try(
                "secretary",
                "committee.resolution.task",
                "action_extend_deadline",
                [task],
                on=str(jalali.today() - timedelta(days=30)),
                deadline=later,
                number="د/۸۸",
                reason="x",
            )

    def _attempt_exemption(self):
        values = {
            "company_id": self.own.id,
            "rule": "meeting_gap",
            "reason": "x",
            "letter_number": "1",
            "letter_date": "2026-10-01",
            "date_from": "2025-10-01",
        }
        for role in ROLES:
            ids = self._try(role, "committee.exemption", "create", [values])
            self._try(role, "committee.exemption", "action_grant", ids or [])

    # ------------------------------------------------------------
    # TESTS
    # ------------------------------------------------------------

    def _attempts(self):
        for name in dir(self):
            if name.startswith("_attempt_"):
                yield name.removeprefix("_attempt_").replace("_", " "), name

    def _compare(self, title, before):
        after = self._overview()
        better, marks = self._better(before, after), self._marked(before, after)
        changed = {
            name: (before[name], after[name])
            for name in after
            if before[name] != after[name]
        }
        _logger.info("%s: %s; marks: %s", title, changed or "nothing", marks)
        return better and not marks, f"{title}: {changed}"

    def test_each_attempt(self):
        """Undone after each, so that none hides behind another."""
        before = self._overview()
        self.assertTrue(before["exception_count"])
        _logger.info("before: %s", before)
        unmarked = []
        for title, attempt in self._attempts():
            if not any(word in attempt for word in self.alone):
                continue
            with self.what_if():
                getattr(self, attempt)()
                failed, text = self._compare(title, before)
            if failed:
                unmarked.append(text)
        self.assertEqual(unmarked, [])

    def test_one_afternoon(self):
        """All of it, one after the other, on one day."""
        before = self._overview()
        for _title, attempt in self._attempts():
            getattr(self, attempt)()
        failed, text = self._compare("one afternoon", before)
        self.assertFalse(failed, text)
        _logger.info("%s refusals", len(self.refusals))


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHostileNewcomer(TestHostileProvince):
    """The same within the first days of the province in the system, in which what is
    entered late bears no mark."""

    # what is entered for a day of the past
    alone = ("past_meeting", "back", "scan", "files", "workbook", "again")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        first = jalali.local_midnight_utc(jalali.today() - timedelta(days=3))
        cls.env.cr.execute(
            "UPDATE workflow_act SET entered_at = %s WHERE company_id = %s",
            [first, cls.own.id],
        )
        cls.env.invalidate_all()
