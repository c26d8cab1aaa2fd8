import inspect
from datetime import timedelta

from odoo.fields import Date
from odoo.models import BaseModel
from odoo.tests import HOST, freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.over_http import OverHttpCase, Refused
from odoo.addons.web_jalali.tools import jalali

from .every_state import EveryStateCase
from .matrices.guard_matrix import decided_fields
from .matrices.verb_matrix import datings
from .pages.api_pages import examples
from .steps_taken import ARGUMENTS, DAYS, TABLE, prepare
from .street import is_ours

# what no group has a right to write at all, so that Odoo itself refuses
WRITTEN_BY_NOBODY = (
    "workflow.act",
    "committee.finding",
    "committee.finding.change",
    "committee.check",
    "committee.finding.notice",
    "committee.received.copy",
    "committee.received.request",
)

# the board, the counter, the timeline, the page of today's work and the meeting room
ASKED_BY_SCREENS = {
    "committee.committee.timeline",
    "committee.finding.alarm_count",
    "committee.finding.alarms",
    "committee.finding.board",
    "committee.meeting.room_apply_changes",
    "committee.meeting.room_finish",
    "committee.meeting.room_state",
    "committee.meeting.room_words",
    "committee.work.open_all",
    "committee.work.today",
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRpc(EveryStateCase, OverHttpCase):
    """What a client can send: over JSON-RPC with a session, over /json/2 with a key."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        users = cls.env["res.users"].union(*cls.people.values())
        for user in users:
            user.password = user.login

    def _frozen(self):
        """A record of each model that is far in its life"""
        for model, records in self.records.items():
            yield records.sudo()[-2 if model == "committee.meeting" else -1]
        closed = self._meeting("closed").sudo()
        yield from (closed.attendance_ids[0], closed.resolution_ids, closed.act_ids[0])
        yield from (self.main.sudo(), self.main.sudo().seat_ids[0])

    def _writer(self, record):
        """Who has most rights on it"""
        of_the_nation = record._name == "committee.exemption"
        if of_the_nation or "company_id" not in record._fields:
            return self.owner
        return self.secretary

    def _content(self, record):
        names = decided_fields(record)
        return record.sudo().read([*names, "display_name"], load=None)

    def assertRefused(self, record, user, method, *args, **kwargs):
        before = self._content(record)
        with self.assertRaises(Refused) as refusal:
            self.call(user, record._name, method, *args, **kwargs)
        self.assertEqual(self._content(record), before)
        said = str(refusal.exception)
        self.assertNotRegex(said, r"Traceback|psycopg|object has no|KeyError", said)
        return said

    # ------------------------------------------------------------
    # STATE, NUMBER, SIGNED CONTENT
    # ------------------------------------------------------------

    def test_nobody_writes_what_is_decided(self):
        for record in self._frozen():
            user = self._writer(record)
            for name in decided_fields(record):
                values = self._other(record, name)  # what stands there is no change
                values = {
                    key: value.decode() if isinstance(value, bytes) else value
                    for key, value in values.items()
                }
                for method, extra in (("write", ()), ("web_save", ({},))):
                    args = ([record.id], values, *extra)
                    said = self.assertRefused(record, user, method, *args)
                    if record._name not in WRITTEN_BY_NOBODY:
                        self.assertIn(record.display_name, said)

    def test_no_role_writes_a_state(self):
        meeting = self._meeting("signed")
        for user in self.people.values():
            context = {
                "workflow_permit": {"model": meeting._name, "ids": meeting.ids},
                "default_state": "draft",
                "active_test": False,
            }
            values = {"state": "draft"}
            args = [meeting.id], values
            self.assertRefused(meeting, user, "write", *args, context=context)
            self.assertRefused(meeting, user, "unlink", [meeting.id])
            new = {"committee_id": self.main.id, "date_start": "2027-01-01 06:30:00"}
            if user in (self.officer, self.secretary):
                (made,) = self.call(
                    user, meeting._name, "create", [new], context=context
                )
                self.assertEqual(meeting.browse(made).state, "draft")
            self.assertRefused(meeting, user, "create", [{**new, **values}])

    def test_an_import_over_rpc_creates_nothing(self):
        meeting = self._meeting("signed")
        names = [".id", "state"]
        rows = [[str(meeting.id), "draft"]]
        found = self.call(self.secretary, meeting._name, "load", names, rows)
        self.assertFalse(found["ids"])
        self.assertEqual(meeting.state, "signed")

    # ------------------------------------------------------------
    # BORDERS
    # ------------------------------------------------------------

    def test_a_foreign_province_is_out_of_reach(self):
        for record in self._frozen():
            if "company_id" not in record._fields:
                continue
            for user in (self.foreign_secretary, self.foreign_chair):
                ids = [record.id]
                found = self.call(user, record._name, "search", [("id", "in", ids)])
                self.assertFalse(found)
                for method, *args in (
                    ("read", ["display_name"]),
                    ("web_read", {"display_name": {}}),
                    ("write", {}),
                    ("unlink",),
                    ("copy",),
                ):
                    said = self.assertRefused(record, user, method, ids, *args)
                    self.assertNotIn(record.display_name, said)

    def test_no_company_is_borrowed_in_the_context(self):
        meeting = self._meeting("signed")
        for user in (self.foreign_secretary, self.national):
            self.assertRefused(
                meeting,
                user,
                "write",
                [meeting.id],
                {"place": "Elsewhere"},
                context={"allowed_company_ids": self.own.ids},
            )

    # ------------------------------------------------------------
    # METHODS
    # ------------------------------------------------------------

    def test_no_private_method_is_called(self):
        meeting, letter = self._meeting("signed"), self.records["committee.letter"][0]
        for record, method, *args in (
            (meeting, "_transition", "invite"),
            (meeting, "_move", "invite"),
            (meeting, "_permitted", ["state"]),
            (meeting, "_permitted_create", [{}]),
            (meeting, "_seal_document"),
            (meeting, "_take_numbers"),
            (meeting, "_verb_blockers", "invite"),
            (meeting, "_write", {"state": "draft"}),
            (meeting, "sudo"),
            (meeting, "with_user", 1),
            (meeting, "with_context", {}),
            (meeting, "with_env", {}),
            (letter, "_issue"),
            (letter, "_mark_sent"),
            (letter, "_seal_document"),
            (letter, "_draft", [{}]),
            (letter, "_complete"),
            (self.main, "_cron_check_cadence"),
            (self.main, "_refresh_cadence"),
        ):
            said = self.assertRefused(
                record, self.secretary, method, [record.id], *args
            )
            self.assertRegex(said, "cannot be called remotely|Private methods", method)

    def test_only_steps_are_public(self):
        """What else can be called from outside is Odoo's own, and guarded there, or
        what our screens ask for, whose own tests ask it as strangers."""
        strange = {
            f"{klass._name}.{method}"
            for model in self.env.registry.values()
            for klass in model.__mro__
            if is_ours(klass)
            for method, function in vars(klass).items()
            if callable(function) and not method.startswith(("_", "action_"))
            if not self._is_of_odoo(model, method)
        }
        self.assertEqual(strange, ASKED_BY_SCREENS)

    def _is_of_odoo(self, model, method):
        return hasattr(BaseModel, method) or any(
            method in vars(klass) for klass in model.__mro__ if not is_ours(klass)
        )

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def test_each_step_is_taken_by_its_people_only(self):
        for model, (_states, verbs) in TABLE.items():
            if model not in self.records:
                continue
            for verb, step in verbs.items():
                if not step.sources:  # a step of sessions: see steps_taken.py
                    continue
                record = (
                    self.records[model]
                    .sudo()
                    .filtered(lambda record, step=step: record.state == step.sources[0])
                )
                arguments = self._arguments(model, verb)
                with self.what_if():
                    prepare(record, verb)
                    dated = (model, verb) in DAYS  # in time, so recorded from paper
                    roles = step.recorded_by if dated else set()
                    user = self.people[min(roles or step.roles)]
                    self.call(user, model, f"action_{verb}", [record.id], **arguments)
                    self.assertEqual(record.state, step.target, f"{model} {verb}")
                for other in min(self.people.keys() - step.roles), "unseated":
                    if other not in step.roles:
                        user = self.people[other]
                        args = f"action_{verb}", [record.id]
                        self.assertRefused(record, user, *args, **arguments)

    def test_no_click_is_dated_back(self):
        """What its own actor does is dated today; another day is refused in a
        sentence, and nothing changes."""
        asked, yesterday = set(), Date.to_string(jalali.today() - timedelta(days=1))
        for record, verb, step in self._first_records():
            declared = record._verb(verb)
            act = getattr(type(record), f"action_{verb}")
            takes_a_day = "on" in inspect.signature(act).parameters
            if declared.dating != "now" or not takes_a_day:
                continue
            prepare(record, verb)
            self.env.flush_all()
            role = min(step.by - step.recorded_by or step.by)
            said = self.assertRefused(
                record,
                self.people[role],
                f"action_{verb}",
                record.ids,
                **{**self._arguments(record._name, verb), "on": yesterday},
            )
            self.assertIn("is dated the day on which it is done", said, (record, verb))
            asked.add((record._name, verb))
        expected = {
            (model, verb)
            for model, rows in datings().items()
            for verb, dating in rows.items()
            if dating == "now"
            and model in self.records
            and TABLE[model][1][verb].sources
        }
        without = expected - asked
        for model, verb in without:  # they take no day at all
            act = getattr(type(self.env[model]), f"action_{verb}")
            self.assertNotIn("on", inspect.signature(act).parameters, (model, verb))

    def _arguments(self, model, verb):
        """What the step asks for, as a client writes it."""
        arguments = dict(ARGUMENTS.get((model, verb), {}))
        if verb == "replace_file":
            arguments = {"file": "YmFy", "file_name": "better.pdf", "reason": "Blurred"}
        if (model, verb) == ("committee.resolution.task", "withdraw"):
            arguments["resolution_id"] = self.later_resolution.id
        if (model, verb) in DAYS:
            arguments["on"] = day(DAYS[model, verb])
        for name in {"on", "deadline"} & arguments.keys():
            arguments[name] = Date.to_string(arguments[name])
        return arguments

    def test_bad_input_changes_nothing(self):
        meeting = self._meeting("signed")
        for arguments in (
            {"number": "۱", "on": "1405-09-02"},
            {"number": "۱", "on": "2200-01-01"},
            {"number": ""},
            {"number": " "},
            {"number": False},
        ):
            said = self.assertRefused(
                meeting, self.chair, "action_dispatch", [meeting.id], **arguments
            )
            self.assertRegex(said, r"\w+ \w+.*\.")
        gone = meeting.id + 10_000
        self.assertRefused(meeting, self.chair, "action_dispatch", [gone], number="۱")

    # ------------------------------------------------------------
    # FILES
    # ------------------------------------------------------------

    def test_sealed_bytes_are_served_by_their_own_door_only(self):
        meeting = self._meeting("signed").sudo()
        file = self.env["ir.attachment"].search(
            [("res_field", "=", "minutes_document"), ("res_id", "=", meeting.id)]
        )
        door = f"/committee/document/committee.meeting/{meeting.id}"
        for name, status in (
            ("officer", 200),
            ("chair", 200),
            ("national", 200),
            ("none", 404),
            ("foreign_secretary", 404),
        ):
            self.signed_in = None
            self._sign_in(self.people[name])
            answer = self.url_open(door)
            self.assertEqual(answer.status_code, status, name)
            if status == 200:
                self.assertEqual(answer.content, file.raw)
            for other in (
                f"/web/content/{file.id}",
                f"/web/content/committee.meeting/{meeting.id}/minutes_document",
            ):
                self.assertGreaterEqual(self.url_open(other).status_code, 400, other)

    # ------------------------------------------------------------
    # KEYS
    # ------------------------------------------------------------

    def _post(self, user, model, method, **body):
        """The answer of /json/2 to a client that has a key of `user`."""
        # sudo: create a key without an end, as the clock of the database is not stopped
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}",
            json=body,
            headers={"Authorization": f"Bearer {key}"},
        )

    def test_a_key_opens_what_its_user_may_do(self):
        meeting = self._meeting("signed")
        before = self._content(meeting)
        for user, method, body in (
            (self.secretary, "write", {"vals": {"state": "draft"}}),
            (self.secretary, "write", {"vals": {"number": 9}}),
            (self.secretary, "write", {"vals": {"place": "Elsewhere"}}),
            (self.secretary, "unlink", {}),
            (self.secretary, "_permitted", {"fields": ["state"]}),
            (self.secretary, "_transition", {"name": "invite"}),
            (self.officer, "action_dispatch", {"number": "۱"}),
            (self.foreign_chair, "action_dispatch", {"number": "۱"}),
            (self.foreign_secretary, "read", {"fields": ["display_name"]}),
            (self.national, "action_dispatch", {"number": "۱"}),
        ):
            answer = self._post(user, meeting._name, method, ids=meeting.ids, **body)
            self.env.invalidate_all()
            self.assertIn(answer.status_code, (403, 404, 422), (method, answer.text))
            self.assertEqual(self._content(meeting), before, method)
            self.assertRegex(answer.json()["message"], r"\w+ \w+")
        context = {"workflow_permit": {"ids": meeting.ids}}
        values = {"vals": {"state": "draft"}, "context": context}
        answer = self._post(
            self.secretary, meeting._name, "write", ids=meeting.ids, **values
        )
        self.assertEqual(answer.status_code, 403)
        answer = self._post(
            self.chair, meeting._name, "action_dispatch", ids=meeting.ids, number="۱"
        )
        self.env.invalidate_all()
        self.assertEqual((answer.status_code, meeting.state), (200, "dispatched"))

    def test_the_examples_of_the_page_are_answered_as_it_says(self):
        meeting = self._meeting("signed")
        found = examples()
        self.assertEqual(len(found), 4)
        for example in found:
            body = dict(example.body)
            if "ids" in body:
                body["ids"] = meeting.ids
            user = getattr(self, example.who)
            answer = self._post(user, example.model, example.method, **body)
            self.env.invalidate_all()
            with self.subTest(example=example):
                self.assertEqual(answer.status_code, example.code, answer.text)
                self._assert_shaped(answer.json(), example.answer)
        self.assertEqual(meeting.state, "dispatched")

    def _assert_shaped(self, given, told):
        """A list by its first row; a record by its fields; a refusal by its words."""
        if isinstance(told, list) and told and isinstance(told[0], dict):
            self._assert_shaped(given[0], told[0])
        elif isinstance(told, dict) and "message" in told:
            self.assertEqual(given["name"], told["name"])
            if told["message"] != "…":
                self.assertEqual(given["message"], told["message"])
        elif isinstance(told, dict):
            self.assertEqual(given.keys(), told.keys())
        else:
            self.assertEqual(given, told)

    def test_nobody_comes_without_a_key(self):
        answer = self.url_open(
            f"http://{HOST}:{self.http_port()}/json/2/committee.meeting/search",
            json={"domain": []},
        )
        self.assertEqual(answer.status_code, 401)
