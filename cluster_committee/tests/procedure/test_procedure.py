from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day
from ..compliance.cadence_oracle import Policy, policy_of

ENACTED = "1391/05/01"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestProcedure(CommitteeCase):
    """The procedure is data: read by all, written by its owner, edition by edition."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env.ref("cluster_committee.procedure_p_cl02")
        cls.first = cls.env.ref("cluster_committee.procedure_edition_p_cl02_1")
        cls.first_of_owner = cls.first.with_user(cls.owner)
        cls.editions = cls.env["committee.procedure.edition"]

    def _draft_edition(self, effective_from=None):
        action = self.first_of_owner.action_new_edition()
        edition = self.editions.with_user(self.owner).browse(action["res_id"])
        edition.effective_from = effective_from
        return edition

    # ------------------------------------------------------------
    # WHAT COMES WITH THE INSTALLATION
    # ------------------------------------------------------------

    def test_the_control_block_is_that_of_the_document(self):
        self.assertEqual(self.procedure.code, "P-CL02")
        self.assertEqual(self.procedure.prepared_on, day("1391/01/01"))
        for name in ("custodian", "author", "first_endorser", "second_endorser"):
            self.assertIn("سازمان صنایع کوچک", self.procedure[name])
        self.assertIn("هیأت مدیره", self.procedure.approver)
        self.assertEqual(len(self.procedure.distribution_ids), 3)
        self.assertEqual(len(self.procedure.distribution.splitlines()), 4)

    def test_the_first_edition_is_in_force(self):
        self.assertEqual(self.first.state, "in_force")
        self.assertEqual(self.first.effective_from, day(ENACTED))
        self.assertEqual(self.procedure.edition_in_force_id, self.first)

    def test_every_clause_that_obliges_has_its_text_and_its_actor(self):
        codes = (
            "C3-1 C3-2 C3-3 C4-0 C4-1 C4-2 C4-2-a C4-2-b N1-a N1-b N1-c N1-d C4-3-1"
            " C4-3-2 C4-3-3 C4-3-4 C4-3-5 N2-a N2-b N2-c C4-4-1 C4-4-2a C4-4-2b C4-4-3"
            " C4-4-4a C4-4-4b C4-4-4c C7"
        ).split()
        clauses = self.first.clause_ids.grouped("code")
        for code in codes:
            with self.subTest(code=code):
                self.assertTrue(clauses[code].text)
                self.assertTrue(clauses[code].actor)
        duties = self.first.clause_ids.filtered("is_duty")
        self.assertEqual(
            duties.mapped("code"), [f"C4-3-{number}" for number in range(1, 6)]
        )

    def test_the_text_has_persian_letters_only(self):
        texts = "".join(
            f"{clause.name}{clause.text}{clause.actor}"
            for clause in self.first.clause_ids
        )
        self.assertFalse(set("يىكة٠١٢٣٤٥٦٧٨٩") & set(texts))
        self.assertIn("خوشه\u200cهای", texts)

    def test_nine_seats_are_statutory_and_two_are_open(self):
        statutory = self.first.seat_ids.filtered("statutory")
        self.assertEqual(len(statutory), 9)
        self.assertEqual(len(self.first.seat_ids - statutory), 2)
        self.assertEqual(statutory[:2].mapped("role"), ["chair", "secretary"])
        self.assertFalse(statutory[0].decree_required)
        self.assertTrue(all(statutory[1:].mapped("decree_required")))

    def test_the_parameters_tell_text_from_policy(self):
        self.assertEqual(policy_of(self.first), Policy())
        self.assertEqual(
            self.first._from_text, {"min_meetings_per_year", "interval_months"}
        )
        self.assertEqual(self.first.weekly_rest, "thursday_friday")

    def test_a_clause_is_found_however_it_is_typed(self):
        clauses = self.env["committee.procedure.clause"]
        for typed in ("پيش بيني منابع مالي", "پیش‌بینی منابع مالی", "4-3-4", "۴-۳-۴"):
            with self.subTest(typed=typed):
                found = clauses.search([("display_name", "ilike", typed)])
                self.assertIn("C4-3-4", found.mapped("code"))

    def test_clauses_are_numbered_in_the_digits_of_the_language(self):
        clause = self.env.ref("cluster_committee.procedure_clause_c4_4_3")
        self.assertEqual(clause.label, "4-4-3")
        self.env["res.lang"]._activate_lang("fa_IR")
        # the mark before it lets ۴ stand on the right, as in a sentence and in print
        self.assertEqual(clause.with_context(lang="fa_IR").label, "\u061c۴-۴-۳")

    # ------------------------------------------------------------
    # EDITIONS
    # ------------------------------------------------------------

    def test_a_new_edition_carries_everything_over(self):
        last = max(self.procedure.edition_ids.mapped("number"))
        edition = self._draft_edition()
        self.assertEqual((edition.number, edition.state), (last + 1, "draft"))
        self.assertFalse(edition.effective_from)
        self.assertEqual(len(edition.clause_ids), len(self.first.clause_ids))
        self.assertEqual(
            edition.seat_ids.mapped("name"), self.first.seat_ids.mapped("name")
        )
        self.assertEqual(policy_of(edition), policy_of(self.first))
        self.assertEqual(edition.chair_title, self.first.chair_title)

    def test_a_copy_is_the_draft_of_the_next_edition(self):
        last = max(self.procedure.edition_ids.mapped("number"))
        copies = (self.first_of_owner | self._draft_edition()).copy()
        self.assertEqual(copies.mapped("number"), [last + 2, last + 3])
        self.assertEqual(set(copies.mapped("state")), {"draft"})

    def test_a_new_edition_supersedes_the_one_before_it(self):
        edition = self._draft_edition(day("1405/07/01"))
        edition.write({"min_spacing_days": 90})
        edition.action_enact()
        self.assertEqual(edition.state, "in_force")
        self.assertEqual(self.first.state, "superseded")
        self.assertEqual(self.first.effective_to, day("1405/06/31"))
        self.assertEqual(self.procedure.edition_in_force_id, edition)
        act = self.env["workflow.act"].search(
            [("res_model", "=", edition._name), ("res_id", "=", edition.id)]
        )
        self.assertEqual((act.verb, act.create_uid), ("enact", self.owner))

    def test_each_day_has_the_edition_of_its_time(self):
        edition = self._draft_edition(day("1405/07/01"))
        self.assertEqual(self.editions._edition_on(day("1405/07/01")), self.first)
        edition.action_enact()
        answers = {
            "1391/04/31": self.editions,
            "1391/05/01": self.first,
            "1405/06/31": self.first,
            "1405/07/01": edition,
            "1450/01/01": edition,
        }
        for on, expected in answers.items():
            with self.subTest(on=on):
                self.assertEqual(self.editions._edition_on(day(on)), expected)

    def test_what_an_enacted_edition_goes_by_is_kept(self):
        procedure = self.procedure.with_user(self.owner)
        for values in ({"code": "P-CL99"}, {"governs": False}, {"active": False}):
            with self.assertRaisesRegex(UserError, "clause 3-2"):
                procedure.write(values)
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            procedure.unlink()
        procedure.write({"approver": "Somebody else", "code": procedure.code})
        printed = dict(self.first._paper_data()["control"])
        self.assertEqual(printed["تصویب‌کننده"], self.first.control_block["approver"])
        self.assertNotEqual(printed["تصویب‌کننده"], "Somebody else")

    def test_an_edition_enacted_ahead_waits_for_its_day(self):
        coming = date(2027, 3, 21)
        edition = self._draft_edition(coming)
        edition.action_enact()
        self.assertEqual(self.first.state, "superseded")
        self.assertTrue(self.first.in_force_today)
        self.assertFalse(edition.in_force_today)
        self.assertEqual(self.procedure.edition_in_force_id, self.first)
        eve = coming - timedelta(days=1)
        self.assertEqual(self.editions._edition_on(eve), self.first)
        self.assertEqual(self.editions._edition_on(coming), edition)
        self.assertEqual(
            self.editions.search([("in_force_today", "=", True)]), self.first
        )
        with freeze_time(coming):
            self.env.invalidate_all()
            self.assertEqual(self.procedure.edition_in_force_id, edition)

    def test_what_is_shown_follows_the_day(self):
        coming = day("1405/10/01")
        edition = self._draft_edition(coming)
        edition.action_enact()
        both = self.first | edition
        self.assertEqual(both.mapped("standing"), ["in_force", "coming"])
        self._check_filters(both)
        with freeze_time("2026-12-22 08:00:00"):  # 1405/10/01
            both.invalidate_recordset(["standing"])
            self.assertEqual(both.mapped("standing"), ["superseded", "in_force"])
            self._check_filters(both)

    def _check_filters(self, editions):
        for edition in editions:
            found = self.editions.search([("standing", "=", edition.standing)])
            self.assertIn(edition, found)
            found = self.editions.search([("standing", "!=", edition.standing)])
            self.assertNotIn(edition, found)

    def test_a_mistaken_edition_is_withdrawn_before_its_day(self):
        edition = self._draft_edition(day("1405/10/01"))
        edition.action_enact()
        blockers = edition.with_user(self.officer)._verb_blockers("withdraw")
        self.assertHas(blockers[edition.id], "the owner of the procedure")
        with self.assertRaisesRegex(UserError, "Write the reason"):
            edition.action_withdraw()
        edition.action_withdraw(reason="The wrong text")
        self.assertEqual(
            (self.first.state, self.first.effective_to), ("in_force", False)
        )
        self.assertEqual(
            (edition.standing, edition.withdrawn_on, edition.withdrawal_reason),
            ("withdrawn", day("1405/09/02"), "The wrong text"),
        )
        self.assertEqual(self.editions._edition_on(day("1405/10/01")), self.first)
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            edition.sudo().unlink()
        self._check_filters(self.first | edition)
        again = self._draft_edition(day("1405/10/01"))
        again.action_enact()
        self.assertEqual(self.editions._edition_on(day("1405/10/01")), again)

    def test_what_has_ruled_is_not_withdrawn(self):
        edition = self._draft_edition(day("1405/09/02"))  # today
        edition.action_enact()
        with self.assertRaisesRegex(UserError, "draft a new edition"):
            edition.action_withdraw(reason="Too late")
        self.assertEqual(self.first.state, "superseded")

    def test_asking_for_the_edition_of_a_day_is_one_query(self):
        self.editions._edition_on(date(2020, 1, 1))
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            found = self.editions._edition_on(date(2021, 1, 1))
        self.assertEqual(found, self.first)

    def test_an_edition_needs_a_later_day_clauses_and_two_seats(self):
        edition = self._draft_edition()
        self.assertHas(self._blockers(edition), "Set the day")
        edition.effective_from = day(ENACTED)
        self.assertHas(self._blockers(edition), "on a later day")
        edition.effective_from = day("1405/07/01")
        edition.clause_ids.unlink()
        edition.seat_ids.filtered(lambda seat: seat.role == "chair").unlink()
        self.assertHas(self._blockers(edition), "no clauses")
        self.assertHas(self._blockers(edition), "seat of the chair")
        with self.assertRaises(UserError):
            edition.action_enact()
        self.assertEqual((edition.state, self.first.state), ("draft", "in_force"))

    def _blockers(self, edition):
        return edition._verb_blockers("enact").get(edition.id, [])

    def test_two_editions_are_not_enacted_in_one_step(self):
        both = self._draft_edition(day("1405/07/01"))
        both |= self._draft_edition(day("1405/08/01"))
        with self.assertRaisesRegex(UserError, "one after the other"):
            both.action_enact()
        self.assertEqual(self.first.state, "in_force")

    def test_parameters_out_of_range_are_refused(self):
        edition = self._draft_edition()
        wrong = {
            "min_meetings_per_year": 0,
            "interval_months": 0,
            "gap_tolerance_days": -1,
            "plan_due_month": 13,
        }
        for name, value in wrong.items():
            with (
                self.subTest(name=name),
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(Exception, "sensible_parameters"),
                self.env.cr.savepoint(),
            ):
                edition.write({name: value})
                edition.flush_recordset()

    def test_a_day_of_the_jalali_calendar_is_not_taken_as_gregorian(self):
        with self.assertRaises(ValidationError):
            self._draft_edition("1405-07-01")

    # ------------------------------------------------------------
    # WHAT IS IN FORCE DOES NOT CHANGE
    # ------------------------------------------------------------

    def test_an_edition_in_force_cannot_be_edited(self):
        changes = {
            "number": 9,
            "effective_from": day("1390/01/01"),
            "effective_to": day("1405/01/01"),
            "state": "draft",
            "min_meetings_per_year": 1,
            "quorum_mode": "off",
            "chair_title": "Another",
            "change_description": "Another",
            "procedure_id": self.procedure.create(
                {"code": "P-CL99", "name": "Another"}
            ).id,
        }
        for name, value in changes.items():
            for edition in (self.first_of_owner, self.first.sudo()):
                with self.subTest(name=name, su=edition.env.su):
                    with self.assertRaises(AccessError):
                        edition.write({name: value})

    def test_its_clauses_and_seats_cannot_be_edited(self):
        draft = self._draft_edition()
        for field, name in (("clause_ids", "text"), ("seat_ids", "name")):
            line, own = self.first_of_owner[field][0], draft[field][0]
            new = {"name": "New", "number": "9", "code": "C9"}
            if field == "seat_ids":
                new = {"name": "New"}
            lines = line.browse()
            attacks = {
                "write": lambda r=line, n=name: r.write({n: "Another"}),
                "sudo": lambda r=line, n=name: r.sudo().write({n: "Another"}),
                "unlink": lambda r=line: r.unlink(),
                "create": lambda r=lines, v=new: r.create(
                    {**v, "edition_id": self.first.id}
                ),
                "default": lambda r=lines, v=new: r.with_context(
                    default_edition_id=self.first.id
                ).create(v),
                "move": lambda r=own: r.write({"edition_id": self.first.id}),
                "o2m create": lambda f=field, v=new: self.first_of_owner.write(
                    {f: [Command.create(v)]}
                ),
                "o2m update": lambda f=field, r=line, n=name: self.first_of_owner.write(
                    {f: [Command.update(r.id, {n: "Another"})]}
                ),
                "o2m delete": lambda f=field, r=line: self.first_of_owner.write(
                    {f: [Command.delete(r.id)]}
                ),
                "o2m link": lambda f=field, r=own: self.first_of_owner.write(
                    {f: [Command.link(r.id)]}
                ),
                "o2m clear": lambda f=field: self.first_of_owner.write(
                    {f: [Command.clear()]}
                ),
                "by the procedure": lambda f=field, r=line, n=name: (
                    self.procedure.with_user(self.owner).write(
                        {
                            "edition_ids": [
                                Command.update(
                                    self.first.id,
                                    {f: [Command.update(r.id, {n: "Another"})]},
                                )
                            ]
                        }
                    )
                ),
            }
            for attack, run in attacks.items():
                with (
                    self.subTest(field=field, attack=attack),
                    self.assertRaises(UserError),  # refused rights are one
                ):
                    run()
        self.assertEqual(len(self.first.clause_ids), len(draft.clause_ids))
        self.assertEqual(len(self.first.seat_ids), 11)

    def test_nothing_in_force_is_deleted(self):
        with self.assertRaises(UserError):
            self.first_of_owner.unlink()
        with self.assertRaisesRegex(UserError, "has editions"):
            self.procedure.with_user(self.owner).unlink()
        draft = self._draft_edition()
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_an_edition_is_not_created_in_force(self):
        values = {"procedure_id": self.procedure.id, "number": 7}
        editions = self.editions.with_user(self.owner)
        for run in (editions, editions.sudo()):
            with self.assertRaises(AccessError):
                run.create({**values, "state": "in_force"})
            with self.assertRaises(AccessError):
                run.create({**values, "effective_to": day("1405/01/01")})
        forged = editions.with_context(default_state="in_force").create(values)
        self.assertEqual(forged.state, "draft")

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_all_read_and_the_owner_alone_writes(self):
        interpretation = self.env["committee.interpretation"].create(
            {"clause_id": self.first.clause_ids[0].id}
        )
        draft = self._draft_edition()
        records = (
            self.procedure,
            draft,
            draft.clause_ids[0],
            draft.seat_ids[0],
            interpretation,
            self.env.ref("cluster_committee.institution_kind_bank"),
        )
        personas = {
            self.officer: False,
            self.supervisor: False,
            self.secretary: False,
            self.chair: False,
            self.national: False,
            self.owner: True,
        }
        for user, may in personas.items():
            for record in records:
                with self.subTest(user=user.login, model=record._name):
                    own = record.with_user(user)
                    self.assertTrue(own.has_access("read"))
                    for operation in ("write", "create", "unlink"):
                        self.assertEqual(own.has_access(operation), may)

    def test_the_owner_alone_enacts(self):
        edition = self._draft_edition(day("1405/07/01"))
        others = self.officer | self.secretary | self.chair | self.national
        for user in others:
            with self.subTest(user=user.login):
                own = edition.with_user(user)
                self.assertFalse(own.can_enact)
                for run in (own, own.sudo()):
                    with self.assertRaises(UserError):
                        run.action_enact()
        self.assertTrue(edition.can_enact)
        self.assertEqual((edition.state, self.first.state), ("draft", "in_force"))

    def test_a_reader_cannot_draft_an_edition(self):
        with self.assertRaises(AccessError):
            self.first.with_user(self.national).action_new_edition()

    # ------------------------------------------------------------
    # SEATS AND INSTITUTIONS
    # ------------------------------------------------------------

    def test_a_committee_gets_the_seats_of_its_edition(self):
        committee = self._create_committee("preparing")
        self.assertEqual(len(committee.seat_ids), 9)
        self.assertEqual(
            committee.seat_ids.template_id, self.first.seat_ids.filtered("statutory")
        )
        chair, secretary, industry = committee.seat_ids[:3]
        self.assertEqual(chair.name, committee.chair_title)
        self.assertEqual(secretary.institution_id, self.own.partner_id)
        self.assertEqual(industry.institution_id.state_id, committee.province_id)
        self.assertEqual(
            industry.institution_id.institution_kind_id,
            self.env.ref("cluster_committee.institution_kind_industry"),
        )

    def test_the_institutions_of_many_provinces_are_one_query(self):
        committees = self._create_committee("preparing")
        committees |= self._create_committee("preparing", company=self.foreign)
        templates = self.first.seat_ids.filtered("statutory")
        templates._prepare_all_seat_values(committees)
        with self.assertQueryCount(1):
            values = templates._prepare_all_seat_values(committees)
        self.assertEqual(len(values), 18)

    def test_an_institution_is_found_however_it_is_typed(self):
        bank = self.env["res.partner"].create(
            {"name": "مديريت شعب بانك كشاورزي ۱۲", "is_company": True}
        )
        partners = self.env["res.partner"]
        for typed in ("بانک کشاورزی", "بانك كشاورزي", "کشاورزی 12", "شعب‌بانک"):
            with self.subTest(typed=typed):
                found = [pair[0] for pair in partners.name_search(typed)]
                self.assertIn(bank.id, found)
                self.assertNotIn(
                    bank, partners.search([("display_name", "not ilike", typed)])
                )
        self.assertEqual(bank.name, "مديريت شعب بانك كشاورزي ۱۲")
        self.assertFalse(partners.name_search("بانک ناشناخته"))

    # ------------------------------------------------------------
    # INTERPRETATIONS
    # ------------------------------------------------------------

    def test_an_interpretation_is_frozen_once_issued(self):
        clause = self.env.ref("cluster_committee.procedure_clause_c4_4_2b")
        interpretation = (
            self.env["committee.interpretation"]
            .with_user(self.owner)
            .create({"clause_id": clause.id, "question": "How far apart?"})
        )
        with self.assertRaisesRegex(UserError, "fill in"):
            interpretation.action_issue()
        interpretation.write(
            {"number": "ت/۱", "date": day("1405/09/03"), "text": "Six months."}
        )
        with self.assertRaisesRegex(UserError, "future"):
            interpretation.action_issue()
        interpretation.date = day("1405/09/01")
        with self.assertRaises(UserError):
            interpretation.with_user(self.national).action_issue()
        interpretation.action_issue()
        self.assertEqual(interpretation.state, "issued")
        others = dict.fromkeys(("text", "number", "question"), "Another")
        others |= {"date": day("1405/08/01"), "state": "draft"}
        for name, value in others.items():
            with self.subTest(name=name), self.assertRaises(AccessError):
                interpretation.write({name: value})
        with self.assertRaises(UserError):
            interpretation.unlink()

    # ------------------------------------------------------------
    # SCREENS
    # ------------------------------------------------------------

    def test_the_owner_amends_on_the_screen(self):
        edition = self._draft_edition()
        with Form(edition) as form:
            form.effective_from = "2027-03-21"
            form.min_spacing_days = 90
            with form.seat_ids.new() as seat:
                seat.name = "New seat"
        self.assertEqual(len(edition.seat_ids), 12)
        with self.assertRaises(AssertionError), Form(self.first_of_owner) as form:
            form.min_spacing_days = 90
