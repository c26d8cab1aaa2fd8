from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali

LATER = "جلسهٔ دیگر در سال بعد برگزار می‌شود."


def propose_plans(province):
    """The secretary's plan of a year's meetings (4-4-2)."""
    plans = {}
    for plan in province.story.get("plans", ()):
        days = [
            province.day(plan[name]) for name in ("first", "second") if name in plan
        ]
        year = jalali.year(days[0])
        days = [day for day in days if jalali.year(day) == year]
        values = {
            "committee_id": province.committee.id,
            "jalali_year": year,
            "meeting_count": len(days),
            "line_ids": [Command.create({"day": day}) for day in days],
            "reason": plan.get("reason") or (len(days) < 2 and LATER),
        }
        # moved to another day of the year, two plans may fall into one: the later is it
        plans[year] = values, province.day(plan["proposed"])
    drafted = province.model("officer", "committee.meeting.plan")
    for values, proposed_on in plans.values():
        plan = drafted.create(values).with_user(province.users["secretary"])
        with province.on(proposed_on):
            plan.action_propose()


class DemoYearly:
    """The priorities and the forecast that a meeting of the demo data resolves: drafted
    before its minutes are signed, and approved with the signatures."""

    def __init__(self, province, resolution, story):
        self.province = province
        self.resolution = resolution
        self.story = story

    def draft(self):
        if "priorities" in self.story:
            self._draft_priorities(self.story["priorities"])
        if "forecast" in self.story:
            self._draft_forecast(self.story["forecast"])

    def _values(self):
        return {
            "committee_id": self.province.committee.id,
            "jalali_year": jalali.year(self.resolution.meeting_id.held_on),
            "resolution_id": self.resolution.id,
            "output_id": self.resolution.item_id.output_id.id,
        }

    def _draft_priorities(self, ranked):
        """:param ranked: [{"cluster": key, "points": [one for each criterion]}]"""
        province = self.province
        criteria = province.edition_criteria()
        priorities = province.model("officer", "committee.priority.list").create(
            {
                **self._values(),
                "line_ids": [
                    Command.create(
                        {
                            "cluster_id": province.clusters[line["cluster"]].id,
                            "sequence": 10 * order,
                            "score_ids": [
                                Command.create(
                                    {"criterion_id": criterion.id, "points": points}
                                )
                                for criterion, points in zip(
                                    criteria, line["points"], strict=True
                                )
                            ],
                        }
                    )
                    for order, line in enumerate(ranked, start=1)
                ],
            }
        )
        province.demo._label({f"priorities_{province.key}": priorities})

    def _draft_forecast(self, lines):
        """:param lines: [[cluster key, body key, source, rials, reason]]"""
        province = self.province
        forecast = province.model("officer", "committee.forecast").create(
            self._values()
        )
        forecast.action_build()
        kept = forecast.line_ids.browse()
        for cluster, body, source, rials, reason in lines:
            values = {
                "forecast_id": forecast.id,
                "cluster_id": province.clusters[cluster].id,
                "partner_id": province.bodies[body].id,
                "source": source,
                "amount": rials,
                "reason": reason,
            }
            known = forecast.line_ids.filtered(
                lambda line, values=values: (
                    line.cluster_id.id == values["cluster_id"]
                    and line.partner_id.id == values["partner_id"]
                    and line.source == values["source"]
                )
            )
            if known:
                known.write({"amount": rials, "reason": reason})
            kept |= known or known.create(values)
        (forecast.line_ids - kept).unlink()  # of priorities that have no plan yet
        province.demo._label({f"forecast_{province.key}": forecast})
