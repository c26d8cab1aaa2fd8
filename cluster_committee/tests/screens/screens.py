"""Two provinces with something met, something late and something to come."""

import re

from ..common import day, on_day
from ..compliance.findings import FindingsCase

LATIN = re.compile(r"[0-9]|[A-Za-z]{2}")


class ScreensCase(FindingsCase):
    """What the screens of oversight show, as of 1405/09/02: the own province held one
    meeting that counts and one that does not and has invited a third, the foreign one
    has held none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1405/04/09")
        cls.committee = cls._create_committee()
        cls.counted = cls._create_meeting("recorded", cls.committee)
        cls.uncounted = cls._create_meeting("draft", cls.committee, held="1405/07/20")
        with on_day(day("1405/07/20")):
            cls.uncounted.with_user(cls.secretary).action_hold_uninvited(
                on=day("1405/07/20"), reason="Called by telephone."
            )
        cls.invited = cls._create_meeting("invited", cls.committee, held="1405/09/12")
        cls.elsewhere = cls._create_committee(company=cls.foreign)
        cls.env["committee.engine"]._check(day("1405/09/02"))
        cls.env.invalidate_all()

    def _persian(self, user):
        return self.env(user=user, context={"lang": "fa_IR", "tz": "Asia/Tehran"})

    def _queries(self, ask):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        ask()
        return self.env.cr.sql_log_count - before
