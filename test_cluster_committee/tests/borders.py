from functools import partial

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.cluster_committee.tests.common import on_day


class Borders:
    """A foreign province, reached for through records of one's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine, cls.theirs = cls.samples["own"], cls.samples["foreign"]

    def _create(self, model, **values):
        """An attempt of the secretary to create such a record."""
        return partial(self.env[model].with_user(self.secretary).create, values)

    def test_no_record_points_over_the_border(self):
        committee, held = self.mine["main"], self.mine["held"]
        their_item = self.theirs["held"].agenda_item_ids[0]
        their_letter = self.theirs["committee.letter"]
        letter = {"kind": "reminder", "committee_id": committee.id}
        attempts = (
            self._create(
                "committee.resolution",
                meeting_id=held.id,
                item_id=their_item.id,
                name="Decided elsewhere",
            ),
            self._create(
                "committee.letter", **letter, meeting_id=self.theirs["held"].id
            ),
            self._create(
                "committee.letter",
                **letter,
                member_id=self.theirs["committee.member"].id,
            ),
            self._create(
                "committee.committee",
                kind="expert",
                company_id=self.own.id,
                parent_id=self.theirs["main"].id,
            ),
            partial(
                self.mine["committee.member"].with_user(self.secretary).write,
                {"proposal_letter_id": their_letter.id},
            ),
            partial(
                self.mine["committee.resolution"].with_user(self.officer).write,
                {"item_id": their_item.id},
            ),
        )
        for sample in (self.mine, self.theirs):  # room for another one
            sample["committee.committee"].sudo().unlink()
        for number, attempt in enumerate(attempts):
            before = their_item.read(["outcome", "write_uid"])
            with self.assertRaises(UserError, msg=number):  # or one of its kinds
                with self.env.cr.savepoint():
                    attempt()
            self.assertEqual(their_item.read(["outcome", "write_uid"]), before)

    def test_no_line_points_into_another_meeting_of_ones_own(self):
        draft, held = self.mine["committee.meeting"], self.mine["held"]
        with self.assertRaisesRegex(ValidationError, "Agenda Item"):
            self._create(
                "committee.resolution",
                meeting_id=held.id,
                item_id=draft.agenda_item_ids[0].id,
                name="Decided elsewhere",
            )()

    def test_nothing_is_said_of_a_foreign_record(self):
        """The refusal of a step or of a line does not tell how the record stands."""
        meeting = self.theirs["held"].with_user(self.secretary)
        resolution = meeting.sudo().resolution_ids.with_user(self.secretary)
        new_item = {"meeting_id": meeting.id, "name": "Slipped in"}
        new_task = {
            "resolution_id": resolution.id,
            "partner_id": self.office.partner_id.id,
        }
        step = {"record_model": meeting._name, "record_id": meeting.id}
        step["verb"] = "record_minutes"
        attempts = [
            partial(getattr(meeting, f"action_{verb}"))
            for verb in ("invite", "record_minutes", "cancel", "draft_letter")
        ]
        attempts += [
            partial(meeting.write, {"state": "draft"}),
            meeting.unlink,
            self._create("committee.agenda.item", **new_item),
            self._create("committee.resolution.task", **new_task),
            lambda: self._create("workflow.step", **step)().blockers,
            lambda: self._create("workflow.step", **step)().action_confirm(),
        ]
        told = (
            meeting.sudo()._state_label(),
            meeting.sudo().display_name,
            resolution.sudo().display_name,
        )
        for number, attempt in enumerate(attempts):
            with self.assertRaises(AccessError, msg=number) as refusal:
                attempt()
            for secret in told:
                self.assertNotIn(secret, str(refusal.exception), number)

    def test_no_name_of_a_foreign_cluster_is_told(self):
        """Neither by a refusal nor by a form that looks up what it shows."""
        plan = self._create_plan("approved", self.foreign)
        theirs, share = plan.cluster_id, plan._project_shares()[0]
        theirs.sudo().name = "Ligvan"
        body = self.own.partner_id.id
        named = {"cluster_id": theirs.id}
        lists, forecasts = (
            self.mine[f"committee.{name}"] for name in ("priority.list", "forecast")
        )
        line = {**named, "partner_id": body, "amount": 10}
        change = {"share_id": share.id, "amount": 1, "date": "2026-10-01"}
        member = {**named, "partner_id": body, "date_from": "2026-10-01"}
        of_model = {
            "committee.forecast.line": {"forecast_id": forecasts.id, **line},
            "committee.priority.line": {"list_id": lists.id, **named},
            "business.cluster.plan": {"jalali_year": 1405, **named},
            "business.cluster.plan.share.change": change,
            "business.cluster.contribution": {"kind": "payment", **change},
            "business.cluster.council.member": member,
            "business.cluster.supporter": member,
        }
        attempts = []
        for model, values in of_model.items():
            records = self.env[model].with_user(self.secretary)
            spec = {name: {"fields": {"display_name": {}}} for name in ("cluster_id",)}
            spec = spec if "cluster_id" in values else {"share_id": spec["cluster_id"]}
            attempts += [
                partial(records.create, values),
                partial(records.onchange, values, list(spec), spec),
                partial(
                    records.with_context(
                        **{f"default_{name}": value for name, value in values.items()}
                    ).onchange,
                    {},
                    [],
                    spec,
                ),
            ]
        for record, name in ((lists, "cluster_id"), (forecasts, "cluster_id")):
            own = record.line_ids.with_user(self.secretary)
            commands = [[0, "virtual_1", named]]
            line_spec = {
                "line_ids": {"fields": {name: {"fields": {"display_name": {}}}}}
            }
            owner = record.with_user(self.secretary)
            attempts += [
                partial(own.write, named),
                partial(owner.write, {"line_ids": [[1, own.id, named]]}),
                partial(
                    owner.onchange, {"line_ids": commands}, ["line_ids"], line_spec
                ),
            ]
        for number, attempt in enumerate(attempts):
            with self.subTest(number=number):
                with self.assertRaises(AccessError) as refusal:
                    with self.env.cr.savepoint():
                        attempt()
                self.assertNotIn("Ligvan", str(refusal.exception))

    def test_a_batch_over_the_border_changes_nothing(self):
        meetings = self.mine["committee.meeting"] | self.theirs["committee.meeting"]
        meetings = meetings.with_user(self.secretary)
        for attempt in (
            partial(meetings.write, {"place": "Elsewhere"}),
            meetings.action_propose_agenda,
            meetings.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()
        self.assertEqual(set(meetings.sudo().mapped("state")), {"draft"})
        self.assertNotIn("Elsewhere", meetings.sudo().mapped("place"))

    def test_no_company_is_borrowed(self):
        meetings = self.env["committee.meeting"].with_user(self.secretary)
        borrowed = meetings.with_context(allowed_company_ids=self.foreign.ids)
        with self.assertRaises(AccessError):
            borrowed.search([])

    def test_who_works_in_two_provinces_acts_in_both_and_chairs_his_own(self):
        self.secretary.company_ids += self.foreign
        self.chair.company_ids += self.foreign
        theirs = self.theirs["committee.meeting"]
        with on_day("1405/09/01"):
            theirs.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(theirs.state, "agenda_proposed")
        with self.assertRaisesRegex(UserError, "belongs to"):
            theirs.with_user(self.chair).action_approve_agenda()

    # ------------------------------------------------------------
    # STATUTORY SEATS
    # ------------------------------------------------------------

    def test_a_statutory_seat_cannot_be_put_aside(self):
        """The edition gives it, and the formation asks for its holder (4-2)."""
        seats = self.mine["main"].seat_ids.filtered("statutory")
        for attempt in (
            partial(seats[5].with_user(self.officer).write, {"active": False}),
            partial(seats[5].with_user(self.officer).write, {"decree_required": False}),
            seats[5].with_user(self.officer).action_archive,
            seats[5].with_user(self.officer).unlink,
            seats[5].sudo().unlink,
        ):
            with self.assertRaisesRegex(UserError, "4-2"):
                with self.env.cr.savepoint():
                    attempt()
        added = self.mine["committee.seat"].with_user(self.officer)
        added.active = False
        added.unlink()

    def test_a_statutory_seat_of_a_new_committee_cannot_be_deleted(self):
        self.mine["main"].with_user(self.secretary).action_dissolve(reason="Anew")
        self.env.flush_all()
        committee = self._create_committee("consulted")
        with self.assertRaisesRegex(UserError, "4-2"):
            committee.seat_ids[5].with_user(self.officer).unlink()
        self.assertEqual(len(committee.seat_ids), 9)
