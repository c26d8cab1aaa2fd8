from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali

from .committee_demo_acts import minute_in_the_room, record_replies
from .committee_demo_yearly import DemoYearly


class DemoMeeting:
    """One meeting of the demo data, from its agenda to the last step of its story."""

    def __init__(self, province, story, order, previous):
        self.province = province
        self.story = story
        self.order = order
        self.previous = previous
        self.record = None

    def take_place(self):
        with self._on("proposed"):
            self._draft()
        self._invite()
        record_replies(self)
        with self.province.on(self.story["start"].split()[0], hour=15):
            self._hold()
        with self._on("recorded"):
            self._write_minutes()
        self._sign()
        self._dispatch()
        self._send_copy()
        self._follow_up()
        return self.record

    def _day(self, step):
        return self.province.day(self.story[step])

    def _on(self, step):
        return self.province.on(self.story[step])

    def by(self, role):
        return self.province.by(role, self.record)

    def _text(self, text):
        year = jalali.year(self.province.day(self.story["start"].split()[0]))
        previous = self.previous.number_label if self.previous else ""
        return self.province.text(
            text,
            year=jalali.to_persian_digits(str(year)),
            next_year=jalali.to_persian_digits(str(year + 1)),
            previous=previous,
        )

    # ------------------------------------------------------------
    # BEFORE
    # ------------------------------------------------------------

    def _draft(self):
        province = self.province
        guests = [
            province.person(guest["post"], province.bodies[guest["body"]]).id
            for guest in self.story.get("guests", ())
        ]
        self.record = province.model("officer", "committee.meeting").create(
            {
                "committee_id": province.committee.id,
                "date_start": province.moment(self.story["start"]),
                "date_end": province.moment(self.story["end"]),
                "place": self.story["place"],
                "guest_ids": [Command.set(guests)],
                "agenda_item_ids": [
                    Command.create(
                        {
                            "sequence": 10 * order,
                            "name": self._text(item["name"]),
                            "duty_id": province.duty(item["duty"]),
                            "is_follow_up": item.get("follow_up", False),
                            "output_id": self._output(item),
                            "cluster_ids": province.clusters_of(item),
                            "proposer_id": province.company.partner_id.id,
                        }
                    )
                    for order, item in enumerate(self.story["agenda"], start=1)
                ],
            }
        )
        name = f"meeting_{province.key}_{self.order}"
        province.demo._label({name: self.record})

    def _output(self, item):
        """The expert output that an item comes from, if it does."""
        return "output" in item and self.province.outputs[item["output"]].id

    def _invite(self):
        number = self.province.number
        with self._on("proposed"):
            self.by("secretary").action_propose_agenda(number=number())
        if "returned" in self.story:
            self._return_on_paper(self.story["remarks"])
        with self._on("approved"):
            self.by("chair").action_approve_agenda()
        with self._on("invited"):
            self.by("chair").action_invite(number=number())
        self._mark_sent("invitation")

    def _return_on_paper(self, remarks):
        """The chair wrote his remarks on the paper; its scan is still missing."""
        with self._on("returned"):
            self.by("secretary").action_return_agenda(reason=remarks)
        with self._on("proposed_again"):
            number = self.province.number()
            self.by("secretary").action_propose_agenda(number=number)

    def _mark_sent(self, kind):
        self.province.mark_sent(self.record._issued_letters(kind))

    # ------------------------------------------------------------
    # MINUTES
    # ------------------------------------------------------------

    def _hold(self):
        officer = self.by("officer")
        officer.action_hold()
        officer.write(
            {"actual_start": officer.date_start, "actual_end": officer.date_end}
        )

    def _write_minutes(self):
        officer = self.by("officer")
        self._mark_attendance(officer)
        discussed = zip(officer.agenda_item_ids, self.story["agenda"], strict=True)
        minute_in_the_room(
            self, {item: self._text(story["discussion"]) for item, story in discussed}
        )
        for order, story in enumerate(self.story.get("resolutions", ()), start=1):
            self._resolve(order, story)
        for item in officer.agenda_item_ids.filtered("output_id"):
            item.fate = "adopted"
        undecided = officer.agenda_item_ids.filtered(lambda i: i.outcome == "pending")
        undecided.write({"outcome": "discussed"})
        if "next" in self.story:
            officer.next_meeting_on = self._day("next")
        officer.action_record_minutes()

    def _mark_attendance(self, officer):
        keys = {body: key for key, body in self.province.bodies.items()}
        for row in officer.attendance_ids:
            key = keys[row.institution_id]
            row.write(self._presence(key if row.is_member else None))

    def _presence(self, key):
        if key in self.story.get("excused", {}):
            return {"presence": "excused", "note": self.story["excused"][key]}
        if key in self.story.get("absent", ()):
            return {"presence": "absent"}
        if sent := self.story.get("represented", {}).get(key):
            return {
                "presence": "represented",
                "representative_name": sent["name"],
                "introduction_number": sent["number"],
                "introduction_date": self.province.day(sent["date"]),
            }
        return {"presence": "present"}

    def _resolve(self, order, story):
        province = self.province
        parts = [
            Command.create({"partner_id": province.bodies[key].id, "role": role})
            for role, keys in (
                ("lead", story["bodies"] if story["bodies"] != "members" else ()),
                ("collaborator", story.get("collaborators", ())),
            )
            for key in keys
        ]
        item = self.record.agenda_item_ids[story["item"] - 1]
        resolution = province.model("officer", "committee.resolution").create(
            {
                "meeting_id": self.record.id,
                "item_id": item.id,
                "sequence": 10 * order,
                "name": self._text(story["name"]),
                "duty_id": province.duty(story.get("duty")) or item.duty_id.id,
                "amount": story.get("amount", 0),
                "deadline": province.day(story["deadline"]),
                "cluster_ids": province.clusters_of(story),
                "circular_ids": [
                    Command.set(province.circulars.ids if story.get("circular") else [])
                ],
                "task_ids": parts,
            }
        )
        resolution.cluster_ids |= item.cluster_ids
        DemoYearly(province, resolution, story).draft()
        if story["bodies"] == "members":
            resolution.action_assign_all_members()

    def _sign(self):
        with self._on("signed"):
            self.by("secretary").action_sign_as_secretary()
            self.by("chair").action_sign_as_chair()

    # ------------------------------------------------------------
    # AFTER
    # ------------------------------------------------------------

    def _dispatch(self):
        if "dispatched" not in self.story:
            return
        on_paper = self.story.get("dispatched_on_paper")
        with self._on("dispatched"):
            self._address_others()
            self.by("secretary" if on_paper else "chair").action_dispatch(
                number=self.province.number()
            )
        self._mark_sent("dispatch")

    def _address_others(self):
        """The addressees beside those that the clause names."""
        others = self.story.get("dispatched_also_to")
        if not others:
            return
        drafted = self.by("officer").with_context(letter_kind="dispatch")
        letter = self.record.letter_ids.browse(drafted.action_draft_letter()["res_id"])
        letter.recipient_ids = [
            Command.create(
                {"partner_id": self.province.bodies[key].id, "purpose": "information"}
            )
            for key in others
        ]

    def _send_copy(self):
        if "copied" in self.story:
            with self._on("copied"):
                self.by("secretary").action_send_national_copy(
                    number=self.province.number()
                )
            self._mark_sent("national_copy")

    def _follow_up(self):
        """What the bodies reported: all of them on one day, or each on its own."""
        keys = {body: key for key, body in self.province.bodies.items()}
        resolutions = self.by("officer").resolution_ids.sorted("sequence")
        for resolution, story in zip(
            resolutions, self.story.get("resolutions", ()), strict=True
        ):
            done = story.get("done", {})
            for task in resolution.task_ids:
                day = done
                if not isinstance(done, str):
                    day = done.get(keys[task.partner_id])
                for report in story.get("reports", {}).get(keys[task.partner_id], ()):
                    self._report(task, *report)
                if extended := story.get("extended"):
                    with self.province.on(extended["on"]):
                        self.province.by("chair", task).action_extend_deadline(
                            deadline=self.province.day(extended["to"]),
                            reason=extended["reason"],
                        )
                if day:
                    with self.province.on(day):
                        task.action_finish(result=story.get("result"))

    def _report(self, task, on, percent, text):
        with self.province.on(on):
            task.report_ids.create(
                {
                    "task_id": task.id,
                    "on": self.province.day(on),
                    "percent": percent,
                    "text": text,
                }
            )
