from datetime import timedelta

from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali

EXPERTS_NAME = "کمیته کارشناسی استان {}"
EXPERT_REASON = "کارشناس نهاد عضو کمیتهٔ استانی (تبصرهٔ ۱ بند ۴-۲)"


def gather_experts(province):
    """The expert committee: one expert of each member body (note 1)."""
    if not province.story.get("experts"):
        return
    on = province.day(province.story["experts"])
    province.experts = experts = province.model(
        "secretary", "committee.committee"
    ).create(
        {
            "kind": "expert",
            "parent_id": province.committee.id,
            "company_id": province.company.id,
            "name": EXPERTS_NAME.format(province.story["name"]),
        }
    )
    province.demo._label({f"committee_{province.key}_experts": experts})
    seats = province.model("officer", "committee.seat").create(
        [
            {
                "committee_id": experts.id,
                "name": f"کارشناس {seat.institution_id.name}",
                "institution_id": seat.institution_id.id,
                "decree_required": False,
                "reason": EXPERT_REASON,
            }
            for seat in province.committee.seat_ids
        ]
    )
    members = province.model("officer", "committee.member").create(
        [
            {
                "seat_id": seat.id,
                "partner_id": province.person(
                    "کارشناس خوشه‌ها، استان", seat.institution_id
                ).id,
            }
            for seat in seats
        ]
    )
    with province.on(on):
        province.by("secretary", members).action_seat()
        experts.action_consult()
        experts.action_constitute()


class DemoSession:
    """One session of the expert committee in the demo data, until its outputs wait."""

    def __init__(self, province, story, order):
        self.province = province
        self.story = story
        self.order = order
        self.record = None

    def take_place(self):
        province = self.province
        day = province.day(self.story["start"].split()[0])
        officer = self._schedule(day)
        with province.on(day, hour=15):
            officer.action_hold()
            self._write_minutes(officer)
            officer.action_record_minutes()
            province.by("secretary", officer).action_close_session()
        self._label_outputs(officer)
        return officer

    def _text(self, text):
        year = jalali.year(self.province.day(self.story["start"].split()[0]))
        return self.province.text(text, year=jalali.to_persian_digits(str(year)))

    def _schedule(self, day):
        province = self.province
        self.record = province.model("officer", "committee.meeting").create(
            {
                "committee_id": province.experts.id,
                "date_start": province.moment(self.story["start"]),
                "date_end": province.moment(self.story["end"]),
                "place": "دبیرخانهٔ کمیته، شرکت شهرک‌های صنعتی استان",
                "agenda_item_ids": [
                    Command.create({"name": self._text(self.story["subject"])})
                ],
            }
        )
        province.demo._label({f"session_{province.key}_{self.order}": self.record})
        with province.on(day - timedelta(days=4)):
            self.record.action_schedule()
        return self.record

    def _write_minutes(self, officer):
        keys = {body: key for key, body in self.province.bodies.items()}
        for row in officer.attendance_ids:
            away = keys[row.institution_id] in self.story.get("excused", ())
            row.presence = "excused" if away else "present"
        officer.agenda_item_ids.write(
            {
                "outcome": "discussed",
                "discussion": self._text(self.story["discussion"]),
            }
        )
        officer.output_ids.create(
            [
                {
                    "session_id": officer.id,
                    "sequence": 10 * order,
                    "name": self._text(output["name"]),
                    "text": self._text(output.get("text", "")),
                    "purpose": output.get("purpose", "approval"),
                    "duty_id": self.province.duty(output.get("duty")),
                    "cluster_ids": self.province.clusters_of(output),
                }
                for order, output in enumerate(self.story["outputs"], start=1)
            ]
        )

    def _label_outputs(self, officer):
        """Outputs are found again by the name that their story gives them."""
        for output, story in zip(
            officer.output_ids.sorted(), self.story["outputs"], strict=True
        ):
            self.province.outputs[story.get("key")] = output
