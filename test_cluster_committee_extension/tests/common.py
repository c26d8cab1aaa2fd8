from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user

from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin

from ..roles import ADDON

GROUP = f"{ADDON}.group_test_archivist"


@freeze_time(TODAY)
class ExtensionCase(RefusalMixin, CommitteeCase):
    """The people of two provinces, and an archivist in each of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archivist = cls._create_archivist(cls.own)
        cls.foreign_archivist = cls._create_archivist(cls.foreign)

    @classmethod
    def _create_archivist(cls, company):
        return new_test_user(
            cls.env,
            login=f"archivist.{company.id}",
            groups=f"base.group_user,{GROUP}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            lang="en_US",
            tz="Asia/Tehran",
        )

    @classmethod
    def _to_agenda_proposed(cls, meeting, on):
        """Nobody is invited to a meeting that does not say who has prepared it."""
        officer, _secretary, _chair = cls._people_at(meeting)
        officer.prepared_by = officer.prepared_by or "An officer"
        return super()._to_agenda_proposed(meeting, on)

    @classmethod
    def _draft(cls, committee, **values):
        """A meeting of 1405/06/16 that does not say yet who has prepared it."""
        meetings = cls.env["committee.meeting"].with_user(cls.officer)
        return meetings.create(
            {
                "committee_id": committee.id,
                "date_start": "2026-09-07 06:30:00",
                "place": "A hall",
                "agenda_item_ids": [
                    Command.create({"name": name}) for name in ("First", "Second")
                ],
                **values,
            }
        )

    @classmethod
    def _create_loan(cls, meeting, state="draft", **values):
        """A loan brought to `state` by the road of its users."""
        loan = (
            cls.env["test.committee.loan"]
            .with_user(cls.officer)
            .create(
                {
                    "meeting_id": meeting.id,
                    "borrower": "The audit",
                    "due_on": "2026-12-01",
                    "page_ids": [Command.create({"name": "Page 1"})],
                    **values,
                }
            )
        )
        if state != "draft":
            loan.with_user(cls.archivist).action_lend()
        if state == "returned":
            loan.with_user(cls.archivist).action_give_back()
        return loan
