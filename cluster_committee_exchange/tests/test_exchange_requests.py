import base64
import json

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import (
    TODAY,
    CommitteeCase,
    day,
    on_day,
)
from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

from .exchange_asking import EVIDENCE

SCAN = b"%PDF-1.7 the letter of the owner"
LETTER = {
    "number": "د/۹",
    "document": base64.b64encode(SCAN),
    "document_name": "letter.pdf",
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExchangeRequests(CommitteeCase, OwnDatabaseCase):
    """A province alone in its database asks, and the owner of the procedure decides, in
    another one: only files go between them."""

    label = "asking"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.is_national_office = True
        cls._province_does("ask")
        cls.sent = json.loads((cls.data / "province.json").read_text())
        cls._trust_the_province()
        cls.requests = cls.env["committee.received.request"]
        cls.rows, cls.received = {}, {}
        for name in cls.sent["ids"]:
            cls.rows[name] = cls._import(cls._file(name))
            cls.received[name] = cls.requests.search([], limit=1, order="id desc")
        cls._decide()
        cls._province_does("hear")
        cls.told = json.loads((cls.data / "result.json").read_text())

    @classmethod
    def _province_does(cls, what):
        cls._do(
            "from odoo.addons.cluster_committee_exchange.tests.exchange_asking"
            f" import {what}\n{what}(env, {str(cls.data)!r})\n"
        )

    @classmethod
    def _file(cls, name):
        return (cls.data / f"{name}.zip").read_bytes()

    @classmethod
    def _trust_the_province(cls):
        keys = cls.env["committee.exchange.key"].with_user(cls.owner)
        own = keys._own_key(cls.office)
        office = {"public_key": own.public_key, "words": own.fingerprint_words}
        (cls.data / "office.json").write_text(json.dumps(office))
        keys.create(
            {
                "company_id": cls.office.id,
                "role": "province",
                "province_id": cls._province("IR-17").id,
                "public_key": cls.sent["public_key"],
                "compared_words": cls.sent["words"],
            }
        ).action_trust()

    @classmethod
    def _import(cls, raw, user=None):
        wizard = (
            cls.env["committee.exchange.import"]
            .with_user(user or cls.national)
            .create({"file": base64.b64encode(raw)})
        )
        wizard.action_preview()
        rows = [(row.label, row.fate) for row in wizard.row_ids]
        wizard.action_confirm()
        return rows

    @classmethod
    def _decide(cls):
        """Decide all; take back what was granted, some days later."""
        cls.undecided = cls.requests.search_count([("state", "=", "asked")])
        mine = {name: one.with_user(cls.owner) for name, one in cls.received.items()}
        said = {"reason": "درخواست پذیرفته شد", "evidence": LETTER}
        with on_day("1405/09/05"):
            mine["closing"].action_grant(**said)
            mine["granted"].action_grant(
                reason="درخواست پذیرفته شد", evidence={"number": "د/۱۰"}
            )
            mine["refused"].action_refuse(reason="دلیلی نیست")
            mine["withdrawn"].action_refuse(reason="دلیلی نیست")
            for name in mine:
                cls._write_decision(name)
        with on_day("1405/09/10"):
            for name in ("closing", "granted"):
                mine[name].action_take_back(
                    reason="اسناد پیدا شد", evidence={"number": "د/۱۱"}
                )
                cls._write_decision(name, "_back")

    @classmethod
    def _write_decision(cls, name, suffix=""):
        decided = cls.received[name].with_user(cls.national)
        _name, content = decided._exchange_file()
        (cls.data / f"decision_{name}{suffix}.zip").write_bytes(content)

    # ------------------------------------------------------------
    # UP
    # ------------------------------------------------------------

    def test_a_request_arrives_with_its_reason_and_evidence(self):
        request = self.received["closing"]
        self.assertEqual(request.province_id.iso_code, "IR-17")
        self.assertEqual(
            (request.kind, request.rule, request.reason, request.number),
            (
                "closing",
                self.sent["rule"],
                "بایگانی در آتش سوخت",
                self.sent["ids"]["closing"],
            ),
        )
        self.assertEqual(request.subject or None, self.sent["subject"])
        self.assertEqual(
            (request.evidence_number, request.evidence_name), ("گ/۷", "آتش.pdf")
        )
        evidence = request.with_context(bin_size=False).evidence
        self.assertEqual(base64.b64decode(evidence), EVIDENCE)
        self.assertTrue(request.standing and request.nature and request.due_on)
        self.assertEqual(request.asked_on, day("1405/09/02"))
        self.assertTrue(request.asked_by)
        self.assertEqual(request.decide_by, day("1405/09/16"))
        exemption = self.received["granted"]
        self.assertEqual(
            (exemption.kind, exemption.rule, exemption.date_from, exemption.date_to),
            ("exemption", "meeting_plan", day("1405/08/01"), False),
        )
        self.assertEqual(self.undecided, 4)

    def test_the_file_is_offered_to_the_secretary_of_what_was_asked(self):
        self.assertEqual(self.sent["offered"], [True] * 4)
        self.assertTrue(self.sent["same_bytes"])
        self.assertIn("still a draft", self.sent["draft"])
        self.assertIn("signed by the secretary", self.sent["officer"])

    def test_the_same_file_gives_no_second_request(self):
        self.assertEqual({fate for _label, fate in self.rows["closing"]}, {"new"})
        before = self.requests.search_count([])
        again = self._import(self._file("closing"))
        self.assertEqual({fate for _label, fate in again}, {"same"})
        self.assertEqual(self.requests.search_count([]), before)

    def test_a_manipulated_request_is_refused(self):
        raw = self._file("closing")
        for part in ("بایگانی".encode(), b"%PDF-1.7", b'"asked_on"'):
            touched = bytearray(raw)
            touched[raw.index(part) + 1] ^= 1
            with self.assertRaises(UserError) as refusal:
                self._import(bytes(touched))
            self.assertNotIn("Traceback", str(refusal.exception))

    def test_a_withdrawal_is_told_and_nobody_else_withdraws(self):
        fresh = self.received["withdrawn"]
        raw = {"state": "asked", "decided_on": False, "decided_by_id": False}
        fresh._permitted(raw).write(raw)
        with self.assertRaisesRegex(UserError, "whose file says so"):
            fresh.with_user(self.national).action_withdraw()
        rows = self._import(self._file("withdrawn_again"))
        self.assertEqual([fate for _label, fate in rows], ["changed", "same", "same"])
        self.assertEqual(
            (fresh.state, fresh.withdrawn_on), ("withdrawn", day("1405/09/02"))
        )
        again = self._import(self._file("withdrawn_again"))
        self.assertEqual({fate for _label, fate in again}, {"same"})
        with self.assertRaisesRegex(UserError, "Nothing is decided"):
            fresh.with_user(self.national)._exchange_file()

    # ------------------------------------------------------------
    # AT THE OFFICE
    # ------------------------------------------------------------

    def test_only_the_owner_decides_with_reason_and_number(self):
        request = self._receive()
        for user in (self.national, self.officer, self.secretary):
            with self.assertRaises(UserError):
                request.with_user(user).action_grant(reason="Yes", evidence=LETTER)
        mine = request.with_user(self.owner)
        with self.assertRaisesRegex(UserError, "number of the letter.*3-2"):
            mine.action_grant(reason="Yes")
        with self.assertRaisesRegex(UserError, "Write the reason"):
            mine.action_grant(reason=" ", evidence=LETTER)
        with self.assertRaisesRegex(UserError, "Nothing is decided"):
            mine._exchange_file()
        with on_day("1405/09/01"), self.assertRaisesRegex(UserError, "before"):
            mine.action_refuse(reason="No")
        with self.assertRaises(UserError):  # it is not granted yet
            mine.action_take_back(reason="No", evidence=LETTER)
        self.assertEqual(mine.state, "asked")

    def test_what_waits_stands_on_his_list_and_on_the_overview(self):
        standings = self.env["committee.province.standing"].with_user(self.national)
        domain = [("province_id.iso_code", "=", "IR-05")]

        def figures():
            self.env.flush_all()
            self.env.invalidate_all()
            row = standings.search(domain)
            return row.request_count, row.late_request_count

        self.assertEqual(figures(), (0, 0))
        request = self._receive()
        self.assertEqual(figures(), (1, 0))
        with on_day("1405/09/16"):
            self.assertFalse(request.is_late)
            work = self.env["committee.work"].with_user(self.owner).today()
        rows = [row for row in work["rows"] if row["code"] == "decide_received_request"]
        self.assertEqual([row["until"] for row in rows], [str(request.decide_by)])
        with on_day("1405/09/17"):
            self.env.invalidate_all()
            self.assertTrue(request.is_late)
            self.assertEqual(self.requests.search([("is_late", "=", True)]), request)
            self.assertEqual(figures(), (1, 1))
        # where its province has a company here as well, its row tells of it
        company = self._create_company("IR-05")
        self.assertEqual(figures(), (1, 0))
        self.assertEqual(standings.search(domain).company_id, company)

    def _receive(self):
        """One more request, which nobody has decided."""
        first = self.received["granted"]
        names = (
            "company_name kind rule reason asked_on asked_by received_on decide_by"
            " date_from"
        ).split()
        values = {name: first[name] for name in names}
        return self.requests._permitted_create(
            [
                {
                    **values,
                    "province_id": self._province("IR-05").id,
                    "key_id": first.key_id.id,
                    "number": 99,
                    "digest": "another",
                }
            ]
        )

    # ------------------------------------------------------------
    # DOWN
    # ------------------------------------------------------------

    def test_a_closing_takes_effect_as_if_it_were_decided_there(self):
        before, after = (self.told[part]["closing"] for part in ("before", "after"))
        self.assertEqual((before["state"], before["finding"]), ("asked", "open"))
        self.assertEqual((after["state"], after["finding"]), ("granted", "closed"))
        decided = str(day("1405/09/05"))
        self.assertEqual(after["settled"], [decided, None, "درخواست پذیرفته شد", "د/۹"])
        self.assertEqual(base64.b64decode(after["scan"]), SCAN)
        self.assertEqual(
            (after["decided_on"], after["decided_by"], after["decider"]),
            (decided, None, self.owner.name),
        )
        self.assertEqual(self.told["import_closing"][0][1], "changed")

    def test_an_exemption_is_granted_and_another_refused(self):
        granted, refused = (self.told["after"][name] for name in ("granted", "refused"))
        self.assertEqual(granted["state"], "granted")
        self.assertEqual(
            granted["exemption"],
            [
                "granted",
                str(day("1405/09/05")),
                str(day("1405/08/01")),
                None,
                "د/۱۰",
            ],
        )
        self.assertEqual(
            (refused["state"], refused["reason"], refused["exemption"][0]),
            ("refused", "دلیلی نیست", None),
        )

    def test_what_is_taken_back_is_open_again_or_over(self):
        closing, granted = (self.told["back"][name] for name in ("closing", "granted"))
        self.assertEqual(closing["finding"], "open")
        self.assertEqual(closing["settled"], [None, None, None, None])
        self.assertEqual(closing["taken_back_on"], str(day("1405/09/10")))
        self.assertEqual(
            granted["exemption"][:4],
            [
                "ended",
                str(day("1405/09/05")),
                str(day("1405/08/01")),
                str(day("1405/09/10")),
            ],
        )

    def test_a_decision_is_taken_once_and_an_older_file_changes_nothing(self):
        for part in ("again", "back_again", "older"):
            self.assertEqual({row[1] for row in self.told[part]}, {"same"}, part)
        fates = [row[1] for row in self.told["import_closing_back"]]
        self.assertEqual(fates, ["same", "changed"])

    def test_what_was_withdrawn_is_not_decided(self):
        self.assertIn("decides otherwise", self.told["import_withdrawn"])
        self.assertEqual(self.told["back"]["withdrawn"]["state"], "withdrawn")

    def test_files_of_others_decide_nothing(self):
        self.assertIn("does not trust", self.told["unknown"])
        refusals = self.told["refusals"]
        self.assertIn("no signed file", refusals["touched"])
        self.assertIn("does not trust", refusals["own"])
        self.assertIn(
            "the owner of the procedure decides here", refusals["office_here"]
        )

    def test_the_acts_show_that_they_were_recorded(self):
        acts = self.told["acts"]
        self.assertEqual(
            [(model, step, on) for model, step, on, _paper, _user in acts],
            [
                ("committee.finding", "settle", str(day("1405/09/05"))),
                ("committee.request", "grant", str(day("1405/09/05"))),
                ("committee.exemption", "grant", str(day("1405/09/05"))),
                ("committee.request", "grant", str(day("1405/09/05"))),
                ("committee.request", "refuse", str(day("1405/09/05"))),
                ("committee.finding", "reopen", str(day("1405/09/10"))),
                ("committee.exemption", "end_early", str(day("1405/09/10"))),
            ],
        )
        self.assertTrue(all(paper for *_act, paper, _user in acts))
        self.assertTrue(all(user.startswith("secretary") for *_act, user in acts))

    def test_nobody_in_the_province_decides_himself(self):
        self.assertIn("by the steps of the procedure only", self.told["write"])
        self.assertIn("owner of the procedure", self.told["own_grant"])
