# pylint: disable=print-used
# (what it prints is read by the test that started it)
"""What several people do at once to one database, and what came of it: run in a process
of its own, on a database of its own, since it commits (see test_concurrency.py)."""

import contextlib
import json
import os
import sys
import threading
from unittest.mock import patch

from odoo import api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import freeze_time

from odoo.addons.web_jalali.tests.waiting import wait_until

from .common import TODAY, CommitteeCase, day, on_day

WORKERS, MEETINGS_EACH = 8, 2
SEATED_ON = "1405/05/01"


class Rivals(CommitteeCase):
    """The kit of the tests without a test: it makes its people and leaves them."""

    @classmethod
    def settle(cls, env):
        cls.env, cls.registry = env, env.registry
        patch.object(
            env.registry["ir.actions.report"],
            "_make_document",
            lambda self, record: b"%PDF-",
        ).start()
        # after a collision Odoo waits up to 16 seconds; not here
        patch("odoo.service.model.random.uniform", lambda *_of_all: 0.05).start()


def _kit(env):
    Rivals.settle(env)
    Rivals.own = env["res.company"].search([("province_id.iso_code", "=", "IR-17")])
    for role in ("officer", "secretary", "chair"):
        login = f"{role}.{Rivals.own.id}"
        found = env["res.users"].search([("login", "=", login)])
        setattr(Rivals, role, found)
    return Rivals


def prepare(env):
    """A committee with its people, committed."""
    Rivals.settle(env)
    with freeze_time(TODAY):
        Rivals.own = Rivals._create_company("IR-17")
        for role in ("officer", "secretary", "chair"):
            setattr(Rivals, role, Rivals._create_user(role, Rivals.own))
        Rivals._create_committee()
        env.cr.commit()


def _committee(env):
    return env["committee.committee"].search([("company_id", "=", Rivals.own.id)])


# ------------------------------------------------------------
# AT ONCE
# ------------------------------------------------------------


def at_once(env, presses, on=None):
    """Let all press at the same moment, each in a transaction of his own, as over RPC.

    :param presses: [(user, record, method, arguments)]
    :param on: the Jalali day on which they do (text), where it is not today
    :return: the answers: "done", or the sentence of the refusal
    """
    env.cr.commit()
    barrier = threading.Barrier(len(presses))
    answers = [None] * len(presses)
    lingering = set()  # who has written all, and waits for the others

    def others_are_in_the_way():
        """Each has run into somebody's lock, has ended, or waits as this one does."""
        ended = sum(answer is not None for answer in answers)
        return ended + len(lingering) + _blocked(env) >= len(presses)

    def press(place, user, record, method, arguments):
        threading.current_thread().dbname = env.cr.dbname
        with env.registry.cursor() as cr:
            mine = api.Environment(cr, user.id, {})[record._name].browse(record.id)
            mine.read(["display_name"])  # the snapshot is taken before the others move
            barrier.wait()

            def act():
                getattr(mine, method)(**arguments)
                mine.env.flush_all()
                lingering.add(place)
                wait_until(others_are_in_the_way)
                lingering.discard(place)

            try:
                with on_day(on) if on else contextlib.nullcontext():
                    retrying(act, mine.env)
                answers[place] = "done"
            except UserError as error:
                cr.rollback()
                answers[place] = str(error)
            except Exception as error:  # what no user should be shown
                cr.rollback()
                answers[place] = f"{type(error).__name__}: {error}"

    threads = [
        threading.Thread(target=press, args=(place, *given))
        for place, given in enumerate(presses)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    env.cr.commit()  # to see what they did
    env.invalidate_all()
    return answers


def _blocked(env):
    """How many transactions wait for another one to end."""
    with env.registry.cursor() as cr:
        cr.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cr.fetchone()[0]


# ------------------------------------------------------------
# WHAT THEY DO
# ------------------------------------------------------------


def same_seat(env):
    """Two people are seated on one seat with decrees of one day."""
    kit = _kit(env)
    seat = _committee(env).seat_ids.create(
        {"committee_id": _committee(env).id, "name": "Bank", "reason": "As asked"}
    )
    people = env["res.partner"].create([{"name": "One"}, {"name": "Another"}])
    members = seat.member_ids.with_user(kit.officer).create(
        [{"seat_id": seat.id, "partner_id": person.id} for person in people]
    )
    answers = at_once(
        env,
        [
            (kit.chair, members[0], "action_issue", {"number": "ح/۹۱"}),
            (
                kit.secretary,
                members[1],
                "action_issue",
                {"number": "ح/۹۲", "on": day(SEATED_ON)},
            ),
        ],
        on=SEATED_ON,
    )
    letters = env["committee.letter"].search([("member_id", "in", members.ids)])
    return {
        "answers": answers,
        "states": sorted(members.mapped("state")),
        "letters": letters.mapped("state"),
    }


def numbering(env):
    """Workers invite their meetings; who is told to try again tries again."""
    kit = _kit(env)
    meetings = [
        kit._create_meeting("agenda_approved", _committee(env))
        for _meeting in range(WORKERS * MEETINGS_EACH)
    ]
    answers = []
    for _round in range(4 * len(meetings)):
        left = [meeting for meeting in meetings if not meeting.number]
        if not left:
            break
        answers += at_once(
            env,
            [
                (kit.chair, meeting, "action_invite", _invitation(meeting))
                for meeting in left[:WORKERS]
            ],
            on="1405/06/04",
        )
    return {"answers": answers, "numbers": _numbers(env)}


def _invitation(meeting):
    return {"number": f"د/{meeting.id}"}


def _numbers(env):
    meetings = env["committee.meeting"].search([("number", ">", 0)])
    return sorted(meetings.mapped("number"))


def after_the_kill(env):
    """The next invitation after a process died with a number in its hand."""
    kit = _kit(env)
    before = _numbers(env)
    meeting = kit._create_meeting("invited", _committee(env))
    env.cr.commit()
    return {"before": before, "next": meeting.number}


def die_with_a_number(env):
    """Take a number, let everything reach the database, and be killed."""
    kit = _kit(env)
    with freeze_time(TODAY):
        meeting = kit._create_meeting("invited", _committee(env))
        env.flush_all()
        _say(f"TOOK {meeting.number}")
    os.kill(os.getpid(), 9)


def rolled_back(env):
    """A number that was taken, and given back by the end of the request."""
    kit = _kit(env)
    before = _numbers(env)
    env.cr.commit()
    taken = kit._create_meeting("invited", _committee(env)).number
    env.flush_all()
    env.cr.rollback()
    env.invalidate_all()
    meeting = kit._create_meeting("invited", _committee(env))
    env.cr.commit()
    return {"before": before, "taken": taken, "next": meeting.number}


def dispatch_twice(env):
    """The chair dispatches while the secretary records his paper dispatch."""
    kit = _kit(env)
    meeting = kit._create_meeting("signed", _committee(env))
    answers = at_once(
        env,
        [
            (user, meeting, "action_dispatch", {"number": number})
            for user, number in ((kit.chair, "د/۸۱"), (kit.secretary, "د/۸۲"))
        ],
    )
    letters = meeting.letter_ids.filtered(lambda letter: letter.kind == "dispatch")
    acts = meeting.act_ids.filtered(lambda act: act.verb == "dispatch")
    return {
        "answers": answers,
        "state": meeting.state,
        "letters": letters.mapped("state"),
        "acts": len(acts),
        "tasks": meeting.resolution_ids.task_ids.mapped("state"),
    }


def sign_together(env):
    """Both sign the same minutes at the same moment."""
    kit = _kit(env)
    meeting = kit._create_meeting("recorded", _committee(env))
    answers = at_once(
        env,
        [
            (kit.secretary, meeting, "action_sign_as_secretary", {}),
            (kit.chair, meeting, "action_sign_as_chair", {}),
        ],
    )
    return {
        "answers": answers,
        "state": meeting.state,
        "numbered": meeting.resolution_ids.mapped("number"),
        "sealed": bool(meeting.minutes_sha256),
    }


def add_while_approved(env):
    """An officer adds an item at the moment when the chair approves the agenda."""
    kit = _kit(env)
    meeting = kit._create_meeting("agenda_proposed", _committee(env))
    item = {"meeting_id": meeting.id, "name": "In the last moment"}
    answers = at_once(
        env,
        [
            (kit.officer, meeting.agenda_item_ids[0], "create", {"vals_list": [item]}),
            (kit.chair, meeting, "action_approve_agenda", {}),
        ],
    )
    last = meeting.agenda_item_ids.filtered(lambda item: "last" in item.name)
    return {
        "answers": answers,
        "items": [[item.late, item.state] for item in last],
    }


STORIES = (
    same_seat,
    numbering,
    rolled_back,
    after_the_kill,
    dispatch_twice,
    sign_together,
    add_while_approved,
)


def tell(env):
    """Play all stories and print what came of them."""
    with freeze_time(TODAY):
        told = {story.__name__: story(env) for story in STORIES}
    _say(f"TOLD {json.dumps(told)}")


def _say(line):
    """To the test that waits for this process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
