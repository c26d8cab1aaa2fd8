from datetime import timedelta

from ..common import day, on_day
from .rule_story_matrix import LateProvinceToTheEnd


class LateProvinceOtherwise(LateProvinceToTheEnd):
    """The late province, as it would stand had one fact been another: another day,
    kind, hand or owner. Most of it only a foreign past may hold, and is told by SQL."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chairs = cls.committee.seat_ids.filtered(lambda s: s.role == "chair").member_ids
        changed = cls.changed_seat.member_ids.sorted("date_from")
        cls.named |= {
            "no deputy": (cls.own, cls.own.id, str(day("1405/02/01"))),
            "the chair": (cls.own, chairs.sorted("date_from")[0].id, None),
            "first of the changed seat": (cls.own, changed[0].id, None),
            "never held": (cls.own, cls.committee.seat_ids[6].id, None),
            "foreign": (cls.foreign, None, None),
        }

    def _set(self, records, **values):
        """Overwrite columns of records."""
        columns = ", ".join(f'"{name}" = %s' for name in values)
        self._sql(
            f"UPDATE {records._table} SET {columns} WHERE id = ANY(%s)",
            *values.values(),
            records.ids,
        )

    def _twin(self, record, **values):
        """Another row like `record`, but for these columns."""
        names = [
            name
            for name, field in record._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        given = ", ".join("%s" if name in values else f'"{name}"' for name in names)
        self.env.flush_all()
        self.env.cr.execute(
            f"INSERT INTO {record._table} ({columns})"
            f" SELECT {given} FROM {record._table} WHERE id = %s RETURNING id",
            [*(values[name] for name in names if name in values), record.id],
        )
        self.env.invalidate_all()
        return record.browse(self.env.cr.fetchone()[0])

    # ------------------------------------------------------------
    # FORMATION, PROCEDURE
    # ------------------------------------------------------------

    def _given_watched_from(self, on, *more):
        """The province is watched from a day on, and what else is given."""
        self._set(self.own, monitoring_start_date=day(on))
        for given in more:
            getattr(self, f"_given_{given}")()

    def _given_dissolved(self):
        self._set(self.committee, state="dissolved", dissolved_on=day("1405/08/01"))

    def _given_dissolved_twice(self):
        self._given_dissolved()
        self._twin(
            self.committee,
            formed_on=day("1403/01/10"),
            dissolved_on=day("1403/12/01"),
        )

    def _given_formed(self, on):
        self._set(self.committee, formed_on=day(on))

    def _given_experts_formed_first(self):
        self._set(self.experts, formed_on=day("1404/01/05"))

    def _given_experts_dissolved(self):
        self._set(self.experts, state="dissolved", dissolved_on=day("1405/08/01"))

    def _consultations(self):
        return self.env["committee.consultation"].search(
            [("committee_id", "=", self.committee.id)]
        )

    def _given_heard_on_the_day(self):
        self._set(self._consultations(), consulted_on=day("1404/02/10"))

    def _given_heard_too_late(self):
        self._set(self._consultations(), consulted_on=day("1404/02/11"))

    def _given_heard_without_result(self):
        self._set(self._consultations(), result="pending")

    def _given_governor_heard_alone(self):
        others = self._consultations().filtered(lambda c: c.party == "deputy")
        self._set(others, result="pending")

    def _given_blank_parent(self):
        self._name_parent("")

    def _deputies(self):
        return self.env["committee.duty.holder"].search(
            [("company_id", "=", self.own.id), ("duty", "=", "supervisor")]
        )

    def _replace_deputy(self, on):
        former = self._deputies()
        self._set(former, date_to=day("1405/01/31"))
        successor = former.with_user(self.officer).create(
            {
                "company_id": self.own.id,
                "duty": "supervisor",
                "partner_id": self.officer.partner_id.id,
                "date_from": day(on),
            }
        )
        successor.with_user(self.secretary).action_appoint()
        self.named = {**self.named, "next deputy": (self.own, successor.id, None)}

    def _given_deputy_replaced_late(self):
        self._replace_deputy("1405/04/01")

    def _given_deputy_replaced_at_once(self):
        self._replace_deputy("1405/02/01")

    def _reach_deputy(self, mail, account):
        self._set(self._deputies().partner_id, email=mail)
        self._set(self.supervisor, active=account)

    def _given_deputy_without_address(self):
        self._reach_deputy(None, account=False)

    def _given_deputy_with_mail_alone(self):
        self._reach_deputy("deputy@example.com", account=False)

    def _given_deputy_with_account_alone(self):
        self._reach_deputy(None, account=True)

    def _given_draft_deputy_before(self):
        former = self._deputies()
        self._twin(former, state="draft", date_from=day("1404/02/15"))
        self._twin(former, duty="officer", date_from=day("1404/02/15"))
        self._twin(former, company_id=self.foreign.id, date_from=day("1404/02/15"))

    def _given_acknowledged_elsewhere(self):
        acknowledged = self.env["committee.edition.acknowledgement"].search(
            [("company_id", "=", self.own.id)]
        )
        self._set(acknowledged, company_id=self.foreign.id)

    def _interpretation(self):
        self._given_unexplained_edition()
        return self.env["committee.interpretation"].search([("number", "=", "ت/۱")])

    def _given_interpretation_in_draft(self):
        self._set(self._interpretation(), state="draft")

    def _given_interpretation_of_another_clause(self):
        interpretation = self._interpretation()
        clauses = interpretation.clause_id.edition_id.clause_ids
        other = clauses.filtered(lambda c: c.code == "C4-0")
        self._set(interpretation, clause_id=other.id)

    # ------------------------------------------------------------
    # SEATS
    # ------------------------------------------------------------

    def _given_seat_closed(self):
        """The changed seat is closed while it is empty."""
        successor = self.changed_seat.member_ids.sorted("date_from")[1:]
        self._set(successor, state="withdrawn")
        self._set(
            self.changed_seat,
            state="closed",
            closed_on=day("1404/07/15"),
            active=False,
        )

    def _given_term_of_a_year_unrenewed(self):
        self._given_term_of_a_year()
        successor = self.renewed.seat_id.member_ids - self.renewed
        self._set(successor, state="withdrawn")

    def _given_decree_in_draft(self):
        self._set(self.renewed.sudo().letter_id, state="draft")

    def _given_seat_closed_when_he_left(self):
        self._given_seat_closed()
        self._set(self.changed_seat, closed_on=day("1404/05/01"))

    def _never_held(self):
        seat = self.named["never held"][1]
        seat = self.committee.seat_ids.browse(seat)
        self._set(seat.member_ids, state="withdrawn")
        return seat

    def _given_seat_never_held(self):
        self._never_held()

    def _given_seat_opened_later(self):
        self._set(self._never_held(), opened_on=day("1404/05/01"))

    def _given_seat_held_late(self):
        members = self._never_held().member_ids
        self._set(members, state="seated", date_from=day("1404/03/20"))

    def _given_seat_of_no_statute(self):
        self._set(self._never_held(), statutory=False)

    def _given_seat_archived(self):
        self._set(self._never_held(), active=False)

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def _given_invited_before_as_well(self):
        """The later one of two official invitations counts."""
        letter = self._letters(self.first, "invitation")
        on = day("1404/04/10")
        self._twin(letter, number="د/۷۱", letter_date=on, sent_on=on)

    def _given_invited_after_as_well(self):
        """Of those that are none: a draft, of another hand, of another kind."""
        letter = self._letters(self.first, "invitation")
        on = day("1404/04/14")
        for number, values in enumerate(
            (
                {"state": "draft"},
                {"signatory_id": self.secretary.partner_id.id},
                {"kind": "dispatch"},
                {"meeting_id": self.second.id},
            )
        ):
            values = {"letter_date": on, "sent_on": on, **values}
            self._twin(letter, number=f"د/۸{number}", **values)

    def _given_one_told_a_day_later(self):
        letter = self._letters(self.first, "invitation")
        self._set(letter.recipient_ids[0], sent_on=day("1404/04/14"))

    def _given_papers_without_proof(self):
        """Of letters entered late dispatch and copy count once their scan stands."""
        self._set(self.first.sudo().letter_ids, awaits_proof=True)

    def _given_forgotten_for_good(self):
        cancelled = self._acts(self.forgotten, "cancel")
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", cancelled.ids)

    def _given_forgotten_postponed(self):
        self._set(self._acts(self.forgotten, "cancel"), verb="postpone")

    def _given_forgotten_cancelled(self, on):
        self._set(self._acts(self.forgotten, "cancel"), on=day(on))

    def _given_forgotten_invited_twice(self):
        """Put off at once and invited to the same day anew."""
        act = self._acts(self.forgotten, "invite")
        put_off = {"verb": "postpone", "on": day("1405/05/01")}
        self._twin(act, **put_off)
        self._twin(act, on=day("1405/05/02"))
        cancel = self._acts(self.forgotten, "cancel")
        self._twin(cancel, on=day("1405/05/25"))
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", cancel.ids)

    def _come(self, meeting, presence):
        """How the body stood at a meeting that stayed away from the first two."""
        line = meeting.sudo().attendance_ids[3]
        self.assertEqual(line.seat_id, self.first.sudo().attendance_ids[3].seat_id)
        self._set(line, presence=presence)

    def _given_third_excused(self):
        self._come(self.third, "excused")

    def _given_third_represented(self):
        self._come(self.third, "represented")

    def _given_third_absent(self):
        self._come(self.third, "absent")

    def _given_second_excused(self):
        self._come(self.second, "excused")

    def _given_second_present(self):
        self._come(self.second, "present")

    def _acts(self, records, verb):
        return self.env["workflow.act"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("verb", "=", verb),
            ]
        )

    def _letters(self, meeting, kind):
        return meeting.sudo().letter_ids.filtered(lambda x: x.kind == kind)

    def _given_forgotten_longer(self):
        self._set(self._acts(self.forgotten, "cancel"), on=day("1405/08/01"))

    def _given_one_told_too_late(self):
        """It left to him on the day of the meeting."""
        letter = self._letters(self.first, "invitation")
        self._set(letter.recipient_ids[0], sent_on=day("1404/04/15"))

    def _given_agenda_after_invitation(self):
        self._set(self.first, agenda_approved_on=day("1404/04/14"))

    def _given_secretary_signs_all(self):
        letters = self._letters(self.first, "dispatch")
        self._set(letters, signatory_id=self.secretary.partner_id.id)

    def _given_left_out_for_good(self):
        sent = self._letters(self.first, "dispatch").recipient_ids
        self._sql(
            "DELETE FROM committee_letter_recipient WHERE id = ANY(%s)",
            sent.filtered(lambda r: r.partner_id == self.left_out).ids,
        )

    def _tasks(self):
        return self.first.sudo().resolution_ids.task_ids

    def _given_task_not_done(self):
        finished = self._acts(self._tasks(), "finish")
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", finished.ids)
        self._set(self._tasks(), state="in_progress", done_on=None)

    def _given_task_opened_again(self):
        tasks = self._tasks().with_user(self.secretary)
        with on_day("1404/09/01"):
            tasks.action_reopen(reason="It was not done")
        tasks.with_user(self.officer).action_finish(on=day("1404/10/01"))

    def _given_task_withdrawn(self):
        self._given_task_not_done()
        self._set(
            self._tasks(),
            state="withdrawn",
            withdrawn_on=day("1404/07/15"),
            withdrawn_by_id=self.third.resolution_ids.id,
        )

    def _given_deadline_extended(self):
        """By a decision of 1404/07/05."""
        for task in self._tasks():
            self._sql(
                "INSERT INTO committee_deadline_extension"
                ' (task_id, committee_id, company_id, "on", old_deadline, new_deadline,'
                " basis) VALUES (%s, %s, %s, %s, %s, %s, 'chair')",
                task.id,
                self.committee.id,
                self.own.id,
                *map(day, ("1404/07/05", "1404/07/10", "1404/08/20")),
            )
        self._set(self._tasks(), deadline=day("1404/08/20"))

    # what still runs at the meeting without an invitation, of 1405/03/20

    def _third_tasks(self):
        return self.third.sudo().resolution_ids.task_ids

    def _given_third_sent_the_day_before(self):
        self._set(self._third_tasks(), dispatched_on=day("1405/03/19"))

    def _given_third_sent_on_the_day(self):
        self._set(self._third_tasks(), dispatched_on=day("1405/03/20"))

    def _given_third_done_on_the_day(self):
        self._set(self._third_tasks(), state="done", done_on=day("1405/03/20"))

    def _given_third_done_a_day_later(self):
        self._set(self._third_tasks(), state="done", done_on=day("1405/03/21"))

    def _withdraw_third(self, on):
        self._set(
            self._third_tasks(),
            state="withdrawn",
            withdrawn_on=day(on),
            withdrawn_by_id=self.first.resolution_ids.id,
        )

    def _given_third_withdrawn_on_the_day(self):
        self._withdraw_third("1405/03/20")

    def _given_third_withdrawn_a_day_later(self):
        self._withdraw_third("1405/03/21")

    def _given_review_not_approved(self):
        items = self.slow.sudo().agenda_item_ids
        self._set(items.filtered("duty_id"), approved_on=None)

    # ------------------------------------------------------------
    # EXPERTS
    # ------------------------------------------------------------

    def _given_session_without_proof(self):
        self._set(self.output.session_id, awaits_proof=True)

    def _given_experts_elsewhere(self):
        self._set(self.experts, company_id=self.foreign.id)

    def _meet_experts(self, on):
        self._set(self.output.session_id, held_on=day(on))

    def _given_session_on_the_day(self):
        self._meet_experts("1404/11/20")

    def _given_session_a_day_late(self):
        self._meet_experts("1404/11/21")

    def _given_session_at_the_first_meeting(self):
        self._meet_experts("1404/04/15")

    def _given_session_after_the_first_meeting(self):
        self._meet_experts("1404/04/16")

    def _given_output_deferred(self, times):
        """By the second meeting, and by the third where it is twice."""
        item = self.output.sudo().item_id
        self._set(item, fate="deferred")
        if times == "twice":
            self._twin(item, meeting_id=self.third.id, holds_output=False)

    def _given_output_of_last_year(self):
        """It was sent on the day of the second meeting."""
        self._set(self.output, sent_on=day("1404/11/20"))

    def _given_output_for_information(self):
        self._set(self.output, purpose="information")

    # ------------------------------------------------------------
    # THE YEAR, NOTE 2
    # ------------------------------------------------------------

    def _given_no_plan(self):
        plan = self.env["committee.meeting.plan"].search(
            [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1405)]
        )
        proposed = self._acts(plan, "propose")
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", proposed.ids)
        self._set(plan, state="draft", proposed_on=None)

    def _given_plan_without_act(self):
        """It was entered as proposed already."""
        plan = self.env["committee.meeting.plan"].search(
            [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1405)]
        )
        proposed = self._acts(plan, "propose")
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", proposed.ids)

    def _priorities(self):
        return self.env["committee.priority.list"].search(
            [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1405)]
        )

    def _given_other_lists(self):
        """Without a cluster: an older one, and one that was decided later."""
        stands = self._priorities()
        for on in ("1405/01/10", "1405/04/01"):
            self._twin(
                stands,
                state="superseded",
                superseded_on=day("1405/06/01"),
                superseded_by_id=stands.id,
                decided_on=day(on),
                approved_on=day(on),
            )

    def _given_list_of_another_year(self):
        self._set(self._priorities(), jalali_year=1406)

    def _given_line_without_reason(self):
        line = self.poor_forecast.line_ids
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        self._twin(line, partner_id=other.id, reason=None)

    def _decided_and(self, days):
        return self.poor_forecast.decided_on + timedelta(days=days)

    def _approve_plan(self, on):
        self._set(self.plan, approved_on=on, minutes_date=on)

    def _given_plan_on_the_decision(self):
        self._approve_plan(self._decided_and(0))

    def _given_plan_after_the_decision(self):
        self._approve_plan(self._decided_and(1))

    def _supersede_on(self, on):
        self._supersede()
        self._set(self.plan, superseded_on=on)

    def _given_plan_superseded_on_the_decision(self):
        self._supersede_on(self._decided_and(0))

    def _given_plan_superseded_after_the_decision(self):
        self._supersede_on(self._decided_and(1))

    def _given_plan_of_another_year(self):
        self._set(self.plan, jalali_year=1404)

    def _given_plan_of_another_province(self):
        self._set(self.plan, company_id=self.foreign.id)

    def _given_plan_approved_on_the_day(self):
        self._approve_plan(day("1405/06/01"))

    def _given_plan_approved_a_day_later(self):
        self._approve_plan(day("1405/06/02"))

    # a body that supports the cluster of the plan beside the others, and has no share

    def _support_it(self, **values):
        supporter = self.plan.cluster_id.supporter_ids[0]
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        self._twin(supporter, partner_id=other.id, **values)
        return other

    def _given_supporter_from_the_day(self):
        self._support_it(date_from=day("1405/02/01"))

    def _given_supporter_a_day_later(self):
        self._support_it(date_from=day("1405/02/02"))

    def _given_supporter_until_the_day(self):
        self._support_it(date_to=day("1405/02/01"))

    def _given_supporter_until_the_day_before(self):
        self._support_it(date_to=day("1405/01/31"))

    def _given_supporter_with_a_reason(self):
        project = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")
        other = self._support_it()
        reason = "It pays next year"
        self._twin(project[0], partner_id=other.id, amount=0, zero_reason=reason)

    def _given_all_paid_by_one(self):
        """One supporter pays all; the other one says why not."""
        shares = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")
        first, second = shares
        self._set(first, amount=first.amount + second.amount)
        self._set(second, amount=0, zero_reason="It pays next year")

    def _given_agency_of_another_for_nothing(self):
        """As `agency_of_another`, of no rial."""
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "agency")
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        self._twin(share, partner_id=other.id, amount=0, zero_reason="Nothing to do")

    # when the priorities and the forecast of 1404 were decided, approved on 1405/03/05

    def _decide_yearly(self, on):
        for model in ("committee.priority.list", "committee.forecast"):
            found = self.env[model].search(
                [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1404)]
            )
            self._set(found, decided_on=day(on))

    def _given_decided_on_the_last_day(self):
        self._decide_yearly("1404/12/29")

    def _given_decided_a_day_later(self):
        self._decide_yearly("1405/01/01")

    def _given_line_without_share(self):
        line = self.plan.line_ids.filtered(lambda x: x.kind == "project")
        self._twin(line, code="P9", code_key="p9")

    def _given_contribution_in_draft(self):
        self._set(self.given, state="draft")
