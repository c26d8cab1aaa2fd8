import itertools
from datetime import date, datetime, time, timedelta

from odoo.fields import Command
from odoo.tests import TransactionCase, freeze_time, new_test_user

from odoo.addons.web_jalali.tools import clock, jalali

TODAY = "2026-11-23 08:00:00"  # 1405/09/02, the day of the scenarios


def day(text):
    """The Gregorian day of a Jalali one, written 1405/06/16."""
    return jalali.parse_date(text)


def on_day(when):
    """The clock stands in the morning of a day: who acts in it acts on that day.

    :param when: the day (date), or the Jalali one as text
    """
    when = when if isinstance(when, date) else day(when)
    return clock.moved_to(datetime.combine(when, time(8)))


@freeze_time(TODAY)
class ClusterCase(TransactionCase):
    """Two provinces, one persona a role, and roads to any state by the verbs."""

    # {role: its groups}
    groups = {
        "officer": "business_cluster.group_cluster_user",
        "secretary": "business_cluster.group_cluster_manager",
        "reader": "business_cluster.group_cluster_reader",
        "national": "business_cluster.group_cluster_national",
    }
    # setting type costs more than all else here: test_paper.py does it for real
    real_paper = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.real_paper:
            report = cls.env.registry["ir.actions.report"]
            cls.classPatch(report, "_make_document", lambda self, record: b"%PDF-")
        cls.own = cls._create_company("IR-17")
        cls.foreign = cls._create_company("IR-20")
        cls.office = cls.env["res.company"].create({"name": "National organisation"})
        cls.officer = cls._create_user("officer", cls.own)
        cls.secretary = cls._create_user("secretary", cls.own)
        cls.national = cls._create_user("national", cls.office)
        cls.foreign_officer = cls._create_user("officer", cls.foreign)
        cls.foreign_secretary = cls._create_user("secretary", cls.foreign)

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @classmethod
    def _province(cls, code):
        return cls.env["res.country.state"].search([("iso_code", "=", code)])

    @classmethod
    def _create_company(cls, code):
        return cls.env["res.company"].create(
            {"name": f"Company of {code}", "province_id": cls._province(code).id}
        )

    @classmethod
    def _create_user(cls, role, company):
        return new_test_user(
            cls.env,
            login=f"{role}.{company.id}",
            groups=f"base.group_user,{cls.groups[role]}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            lang="en_US",
            tz="Asia/Tehran",
        )

    @classmethod
    def _preparers_of(cls, company):
        """(who prepares, who confirms) of a province."""
        if company == cls.own:
            return cls.officer, cls.secretary
        return cls.foreign_officer, cls.foreign_secretary

    # ------------------------------------------------------------
    # CLUSTERS
    # ------------------------------------------------------------

    LIFE = {
        "identified": "identify",
        "prioritised": "prioritise",
        "feasibility": "study_feasibility",
        "diagnostic": "diagnose",
        "planning": "plan",
        "plan_approved": "adopt_plan",
        "year_1": "start_year_1",
        "year_2": "start_year_2",
        "year_3": "start_year_3",
        "evaluation": "evaluate",
        "completed": "complete",
        "aftercare": "support",
    }

    @classmethod
    def _create_cluster(cls, state="draft", company=None, since="1404/01/15", **values):
        """A cluster brought to `state` by its officer and its secretary, a step each
        twenty days from the Jalali day `since` on; one that is stopped was identified
        before."""
        company = company or cls.own
        officer, secretary = cls._preparers_of(company)
        cluster = (
            cls.env["business.cluster"]
            .with_user(officer)
            .create({"name": "A cluster", "company_id": company.id, **values})
        )
        states = list(cls.LIFE)
        last = "identified" if state == "stopped" else state
        steps = states[: states.index(last) + 1] if last != "draft" else []
        for order, stage in enumerate(steps):
            if stage == "diagnostic":
                cluster.feasibility_result = "positive"
            act = getattr(cluster.with_user(secretary), f"action_{cls.LIFE[stage]}")
            with on_day(day(since) + timedelta(days=20 * order)):
                act()
        if state == "stopped":
            with on_day(day(since) + timedelta(days=30)):
                cluster.with_user(secretary).action_stop(reason="A reason")
        return cluster

    @classmethod
    def _create_plan(cls, state="draft", company=None, cluster=None):
        """An action plan that can be approved, or was: an agency line of the broker
        and a project that it shares with one supporter."""
        company = company or cls.own
        officer, secretary = cls._preparers_of(company)
        if not cluster:
            name = f"Planned cluster {next(cls._numbers)}"
            cluster = cls._create_cluster("planning", company, name=name)
        supporter = cls._support(cluster)
        plan = cluster.plan_ids.create(
            {
                "cluster_id": cluster.id,
                "jalali_year": 1405,
                **cls._minutes("1405/05/11"),
                "line_ids": [
                    Command.create(
                        {
                            "code": code,
                            "name": f"Line {code}",
                            "kind": kind,
                            "cost": sum(shares.values()),
                            "share_ids": [
                                Command.create({"partner_id": body.id, "amount": rial})
                                for body, rial in shares.items()
                            ],
                        }
                    )
                    for code, kind, shares in (
                        ("A1", "agency", {cluster.broker_id: 9_600_000_000}),
                        ("P1", "project", {supporter: 2000, cluster.broker_id: 1001}),
                    )
                ],
            }
        )
        if state == "draft":
            return plan
        plan.with_user(secretary).action_approve()
        if state == "superseded":
            newer = plan.browse(plan.action_revise()["res_id"])
            newer.write(cls._minutes("1405/06/11"))
            newer.with_user(secretary).action_approve()
        return plan

    _numbers = itertools.count(1)

    @classmethod
    def _minutes(cls, on):
        return {
            "minutes_number": f"ش/{on}",
            "minutes_date": day(on),
            "minutes_document": "JVBERi0=",
            "minutes_document_name": "minutes.pdf",
        }

    @classmethod
    def _support(cls, cluster):
        """The supporter that the cluster gets, with a chair of its council."""
        number = next(cls._numbers)
        bodies = cls.env["res.partner"].create(
            [
                {"name": f"Supporter {number}", "is_company": True},
                {"name": f"Chair of the council {number}"},
            ]
        )
        since = {"cluster_id": cluster.id, "date_from": day("1404/01/01")}
        cluster.supporter_ids.create({"partner_id": bodies[0].id, **since})
        cluster.council_member_ids.create(
            {"partner_id": bodies[1].id, "role": "chair", **since}
        )
        return bodies[0]

    @classmethod
    def _create_contribution(cls, share, state="draft", **values):
        """A commitment of one rial against the share, unless `values` say otherwise, by
        a letter that is not of a later day."""
        officer, secretary = cls._preparers_of(share.company_id)
        letter_on = min(day("1405/07/01"), values.get("date", day("1405/07/02")))
        given = (
            cls.env["business.cluster.contribution"]
            .with_user(officer)
            .create(
                {
                    "share_id": share.id,
                    "amount": 1,
                    "date": day("1405/07/02"),
                    "letter_number": "ت/۱۲",
                    "letter_date": letter_on,
                    **values,
                }
            )
        )
        if state != "draft":
            given.with_user(secretary).action_confirm()
        if state == "cancelled":
            given.with_user(secretary).action_cancel(reason="A reason")
        return given

    @classmethod
    def _create_share_change(cls, share, **values):
        officer, _secretary = cls._preparers_of(share.company_id)
        return (
            cls.env["business.cluster.plan.share.change"]
            .with_user(officer)
            .create(
                {
                    "share_id": share.id,
                    "amount": share.amount,
                    "date": day("1405/07/20"),
                    "reason": "A reason",
                    "letter_number": "ن/۷",
                    "letter_date": day("1405/07/19"),
                    **values,
                }
            )
        )

    def assertHas(self, sentences, part):
        """One of the sentences says `part`."""
        found = "\n".join(sentences)
        self.assertIn(part, found)
