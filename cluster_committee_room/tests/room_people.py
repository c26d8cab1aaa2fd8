# pylint: disable=print-used
# (what it prints is read by the test that started it)
"""A held meeting with its people, committed: run in a process of its own, on a database
of its own (see test_room_browser.py)."""

from odoo.tests import freeze_time

from odoo.addons.cluster_committee.tests.common import TODAY
from odoo.addons.cluster_committee.tests.rivals import Rivals

PEOPLE = ("officer", "secretary", "chair")


def prepare(env):
    Rivals.settle(env)
    with freeze_time(TODAY):
        Rivals.own = Rivals._create_company("IR-17")
        for role in PEOPLE:
            user = Rivals._create_user(role, Rivals.own)
            user.lang = "fa_IR"
            setattr(Rivals, role, user)
        committee = Rivals._create_committee()
        env["res.partner"].create({"name": "بانک صادرات ایران", "is_company": True})
        days = (f"1405/{month:02}/{date}" for month in (6, 7) for date in (16, 21, 26))
        held = [Rivals._create_meeting("held", committee, on) for on in days]
        for meeting in held:  # whose attendance is yet to be marked in the room
            meeting.with_user(Rivals.officer).attendance_ids.write({"presence": False})
        meetings = [meeting.id for meeting in held]
        logins = [getattr(Rivals, role).login for role in PEOPLE]
        env.cr.commit()
    print("PREPARED", *meetings, *logins)
