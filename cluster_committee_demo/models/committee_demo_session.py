from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali


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
        officer.action_hold()
        self._write_minutes(officer)
        officer.action_record_minutes(on=day)
        province.by("secretary", officer).action_close_session(on=day)
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
        self.record.action_schedule(on=province.days_before(day, 4))
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
