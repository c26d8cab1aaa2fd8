from ..common import day
from .rule_given import LateProvinceOtherwise


class LateProvinceReadOtherwise(LateProvinceOtherwise):
    """The late province under other readings of a clause, and the second province on
    other days: for what the story under the first edition does not tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        told = cls.first.sudo().attendance_ids[6].institution_id
        bank = cls.committee.seat_ids.filtered(lambda seat: not seat.statutory)
        cls.named |= {
            name: (cls.foreign, None, period)
            for name, period in (
                ("1402", "1402"),
                ("half 2 of 1402", "1402/2"),
                ("half 1 of 1403", "1403/1"),
                ("half 2 of 1403", "1403/2"),
                ("half 1 of 2025", "2025/1"),
                ("half 2 of 2025", "2025/2"),
            )
        } | {
            "first": (cls.own, cls.first.id, None),
            "third": (cls.own, cls.third.id, None),
            "own 2025": (cls.own, None, "2025"),
            "own half 1": (cls.own, None, "1404/1"),
            "own half 2": (cls.own, None, "1404/2"),
            "bank": (cls.own, bank[:1].id, None),
            "changed seat": (cls.own, cls.changed_seat.id, None),
            "output item": (cls.own, cls.output.item_id.id, None),
            "left expert": (cls.own, cls.left_expert.id, None),
            "told body": (cls.own, told.id, str(cls.first.id)),
            "sitting": (cls.own, cls.committee.seat_ids[4].member_ids[0].id, None),
            "first edition": (cls.office, cls._first_edition().id, None),
            "third of elsewhere": (cls.foreign, cls.elsewhere[3].id, None),
            "last of elsewhere": (cls.foreign, cls.elsewhere[4].id, None),
        }

    @classmethod
    def _first_edition(cls):
        return cls.env["committee.procedure.edition"]._edition_on(day("1404/01/01"))

    def _given_no_edition(self):
        """The first edition comes into force when all of this is past."""
        self._set(self._first_edition(), effective_from=day("1405/10/01"))

    def _given_no_edition_and_a_task(self):
        self._given_no_edition()
        self._set(self._tasks(), partner_id=self.left_out.id)

    def _given_without_province(self):
        self._set(self.own, province_id=None)

    # ------------------------------------------------------------
    # READINGS OF THE CADENCE
    # ------------------------------------------------------------

    def _given_formed_under(self, on, reading, *more):
        """Formed on a day, where the year of the formation is read so."""
        self._new_edition("1404/01/01", formation_year=reading)
        self._set(self.committee, formed_on=day(on))
        for given in more:
            getattr(self, f"_given_{given}")()

    def _given_halves_formed_under(self, on, reading):
        self._new_edition(
            "1404/01/01", formation_year=reading, count_reading="half_year"
        )
        self._set(self.committee, formed_on=day(on))

    def _given_halves_since(self, on):
        self._new_edition(on, count_reading="half_year")

    def _given_half_years_later(self):
        self._given_halves_since("1405/08/01")

    def _given_twelve_months_since(self, on):
        self._new_edition(on, count_reading="rolling")

    def _given_twelve_months_later(self):
        self._given_twelve_months_since("1405/08/01")

    def _given_spacing_read(self, reading):
        self._new_edition("1404/01/01", spacing_reading=reading)

    def _given_gregorian_halves(self):
        self._new_edition(
            "1404/01/01", count_reading="half_year", year_type="gregorian"
        )

    def _given_gregorian_formed(self, on):
        self._new_edition("1404/01/01", year_type="gregorian")
        self._set(self.committee, formed_on=day(on))

    def _given_spaced_by(self, days):
        self._new_edition("1404/01/01", min_spacing_days=int(days))

    def _given_strict_and_watched_from(self, on, first, second):
        """Two meetings six months apart in the year after the formation, where the
        spacing is read strictly."""
        self._new_edition("1404/01/01", spacing_reading="strict")
        self._set(self.committee, formed_on=day("1403/12/01"))
        self._held_on(self.first, first)
        self._held_on(self.second, second)
        self._given_watched_from(on)

    # ------------------------------------------------------------
    # THE SECOND PROVINCE
    # ------------------------------------------------------------

    def _held_on(self, meeting, on):
        self._set(meeting, held_on=day(on), counts_from=day(on))

    def _given_elsewhere_watched_from(self, on, *more):
        self._set(self.foreign, monitoring_start_date=day(on))
        for given in more:
            getattr(self, f"_given_{given}")()

    def _given_elsewhere_held(self, second, third):
        """Its second and third meetings on other days."""
        self._held_on(self.elsewhere[1], second)
        self._held_on(self.elsewhere[2], third)

    def _given_elsewhere_held_in_halves(self, second, third):
        self._given_half_years()
        self._given_elsewhere_held(second, third)

    def _given_elsewhere_watched_and_held(self, on, second, third):
        self._given_elsewhere_watched_from(on)
        self._given_elsewhere_held(second, third)

    def _given_lax_and_elsewhere_held(self, second, third):
        self._given_spacing_read("none")
        self._given_elsewhere_held(second, third)

    def _given_another_elsewhere(self, on):
        """One more meeting."""
        meeting = self._twin(
            self.elsewhere[3], held_on=day(on), counts_from=day(on), number=90
        )
        self.named = {**self.named, "another": (self.foreign, meeting.id, None)}

    def _given_minutes_returned_elsewhere(self):
        """Its meeting of 1405/02/10 counted once recorded, on 02/15, and no more since
        the minutes were returned on 03/01."""
        meeting = self.elsewhere[3]
        recorded = self._acts(meeting, "hold")[:1]
        recorded = self._twin(recorded, verb="record_minutes", on=day("1405/02/15"))
        self._twin(
            recorded,
            verb="return_minutes",
            on=day("1405/03/01"),
            counts_from=day("1405/02/15"),
        )
        self._set(meeting, counts=False, counts_from=None)

    # ------------------------------------------------------------
    # THE EXPERTS
    # ------------------------------------------------------------

    def _given_no_expert_gap(self):
        self._new_edition("1404/01/01", expert_max_gap_days=0)

    def _given_longer_expert_gap_later(self):
        self._new_edition("1405/08/01", expert_max_gap_days=120)

    def _given_experts_need_not_meet(self):
        self._new_edition("1404/01/01", expert_before_each_meeting=False)

    def _given_two_experts(self):
        """The body has a second seat; its holder was entered later and came earlier."""
        seat = self._twin(self.left_expert.seat_id, search_key="another")
        second = self._twin(
            self.left_expert, seat_id=seat.id, date_from=day("1404/06/25")
        )
        self.named = {**self.named, "second expert": (self.own, second.id, None)}
        self._set(self.left_expert, date_from=day("1404/06/28"))

    def _given_two_outputs(self):
        """Another one of the same session was sent later, and is on no agenda."""
        other = self._twin(self.output, number=2, sent_on=day("1404/12/01"))
        self.named = {**self.named, "other output": (self.own, other.id, None)}

    def _given_expert_replaced_at_once(self):
        others = self.left_expert.seat_id.member_ids - self.left_expert
        self._set(others, date_from=day("1404/09/02"))

    def _given_bank_of_a_body(self):
        bank = self.committee.seat_ids.filtered(lambda seat: not seat.statutory)
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        self._set(bank, institution_id=other.id)

    def _given_seat_without_body(self):
        self._set(self.changed_seat, institution_id=None)

    def _given_no_statutory_seats(self):
        self._set(self.committee.seat_ids, statutory=False)

    # ------------------------------------------------------------
    # LETTERS, STEPS
    # ------------------------------------------------------------

    def _given_draft_dispatch_before(self):
        letter = self._letters(self.first, "dispatch")[0]
        self._twin(letter, number="د/۸۱", state="draft", letter_date=day("1404/05/20"))

    def _given_invited_twice_on_the_day(self):
        """Both are of 1404/04/13, and the later one left a day later."""
        letter = self._letters(self.first, "invitation")
        twin = self._twin(letter, number="د/۸۲", sent_on=day("1404/04/14"))
        self.named = {**self.named, "twin letter": (self.own, twin.id, None)}

    def _given_forgotten_put_off(self, on):
        self._twin(self._acts(self.forgotten, "invite"), verb="postpone", on=day(on))

    def _given_uninvited_without_steps(self):
        self._sql(
            "DELETE FROM workflow_act"
            " WHERE res_model = 'committee.meeting' AND res_id = %s",
            self.uninvited.id,
        )

    def _given_seat_closed_unheld(self):
        self._set(
            self._never_held(),
            state="closed",
            closed_on=day("1404/05/15"),
            active=False,
        )

    def _given_left_out_reached(self, on):
        letter = self._letters(self.first, "dispatch").sorted("letter_date")[-1]
        self._set(letter, letter_date=day(on), sent_on=day(on))
        self._set(letter.recipient_ids, sent_on=day(on))

    def _given_agenda_proposed_again(self):
        """It was returned, and proposed anew."""
        act = self._acts(self.slow, "propose_agenda")
        self._twin(act, on=day("1405/06/10"))
        self._set(self.slow, agenda_proposed_on=day("1405/06/10"))

    def _given_slow_moved(self):
        """On 1405/06/05 it was moved from 06/14 to the day on which it was held."""
        act = self._acts(self.slow, "propose_agenda")
        self._set(act, planned_on=day("1405/06/14"))
        self._twin(
            act, verb="postpone", on=day("1405/06/05"), planned_on=day("1405/06/14")
        )

    def _given_forgotten_invited_on_the_day(self):
        self._set(self._acts(self.forgotten, "invite"), on=day("1405/05/10"))

    def _given_forgotten_put_off_to_the_same_day(self):
        """On its day it was put off, and called to the same day again."""
        act = self._acts(self.forgotten, "invite")
        self._twin(act, verb="postpone", on=day("1405/05/10"))
        self._twin(act, on=day("1405/05/10"))
        cancel = self._acts(self.forgotten, "cancel")
        self._twin(cancel, on=day("1405/05/25"))
        self._sql("DELETE FROM workflow_act WHERE id = ANY(%s)", cancel.ids)

    def _given_review_approved_on_the_day(self):
        items = self.slow.sudo().agenda_item_ids
        self._set(items.filtered("duty_id"), approved_on=day("1405/06/20"))

    def _given_third_opened_again(self, on):
        """Done on 1405/03/10, and opened again on a day."""
        act = self._acts(self._tasks(), "finish")[:1]
        task = self._third_tasks()[0]
        self._twin(act, res_id=task.id, on=day("1405/03/10"))
        self._twin(act, res_id=task.id, verb="reopen", on=day(on))

    # ------------------------------------------------------------
    # THE YEAR, NOTE 2
    # ------------------------------------------------------------

    def _given_priorities_before_the_year(self):
        self._new_edition("1404/01/01", priority_before_year=True)

    def _given_plan_proposed_again(self):
        """It was opened again, and proposed anew on 1405/03/01."""
        plan = self.env["committee.meeting.plan"].search(
            [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1405)]
        )
        self._twin(self._acts(plan, "propose"), on=day("1405/03/01"))
        self._set(plan, proposed_on=day("1405/03/01"))

    def _given_list_approved_later(self):
        self._set(self._priorities(), approved_on=day("1405/03/06"))

    def _given_later_list_is_empty(self):
        """A later one that was decided on the same day has no line."""
        stands = self._priorities()
        self._twin(
            stands,
            state="superseded",
            superseded_on=day("1405/06/01"),
            superseded_by_id=stands.id,
        )

    def _given_planned_cluster_prioritised(self):
        line = self._priorities().line_ids[0]
        self._twin(line, cluster_id=self.plan.cluster_id.id)

    def _given_forecast_without_lines(self):
        self._sql(
            "DELETE FROM committee_forecast_line WHERE forecast_id = %s",
            self.poor_forecast.id,
        )

    def _given_line_with_a_blank_reason(self):
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        self._twin(self.poor_forecast.line_ids, partner_id=other.id, reason=" ")

    def _given_agency_alone(self):
        """A plan without a project."""
        shares = self.plan.line_ids.share_ids
        self._set(shares.filtered(lambda s: s.kind == "project"), kind="agency")

    def _given_share_changed(self, on, state="confirmed"):
        """By a letter: a share of the plan is a rial more from a day on."""
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        self._change_share(share, on, state, share.amount + 1)

    def _given_share_changed_back(self):
        """Three letters: one more rial, as before again, and one more in a draft."""
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        self._change_share(share, "1405/04/10", "confirmed", share.amount)
        self._change_share(share, "1405/04/01", "confirmed", share.amount + 1)
        self._change_share(share, "1405/04/20", "draft", share.amount + 1)

    def _given_share_changed_twice_on_a_day(self):
        """The later letter of the day is as before."""
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        self._change_share(share, "1405/04/10", "confirmed", share.amount + 1)
        self._change_share(share, "1405/04/10", "confirmed", share.amount)

    def _change_share(self, share, on, state, amount):
        self._sql(
            "INSERT INTO business_cluster_plan_share_change (share_id, plan_id,"
            " company_id, amount, date, reason, letter_number, letter_date, state)"
            " VALUES (%s, %s, %s, %s, %s, 'A reason', 'ن/۱', %s, %s)",
            share.id,
            share.plan_id.id,
            share.company_id.id,
            amount,
            day(on),
            day(on),
            state,
        )

    def _given_supporter_with_a_blank_reason(self):
        self._given_supporter_without_a_reason(reason="")

    def _given_supporter_without_a_reason(self, reason=None):
        project = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")
        other = self._support_it()
        self._twin(project[0], partner_id=other.id, amount=0, zero_reason=reason)
