from datetime import timedelta

from odoo.fields import Command

ANSWERS = {"excused": "not_coming", "absent": "not_coming"}
PHRASE = ("مت", "مقرر شد دستگاه متولی تا جلسه آینده گزارش دهد.")
MISTYPED = "هنگام ثبت، دو رقم جابه‌جا شده بود."


def act_for_the_chair(province):
    """Whom the chair delegated some of his acts to, by letter (reading A12)."""
    story = province.story.get("delegation")
    if not story:
        return
    person = province.person(story["post"], province.bodies["governorate"])
    written_on = province.day(story["date"])
    delegation = province.model("officer", "committee.delegation").create(
        {
            "committee_id": province.committee.id,
            "partner_id": person.id,
            "post": story["post"],
            "letter_number": province.number(),
            "letter_date": written_on,
            "date_from": written_on,
            **{f"for_{act}": True for act in story["acts"]},
        }
    )
    with province.on(written_on):
        province.by("secretary", delegation).action_enact()


def correct_a_number(province):
    """A number that was mistyped in the register of the secretariat."""
    letter = province.committee.letter_ids.filtered(
        lambda one: one.kind == "formation_proposal"
    )
    with province.on(province.story["formation"]["decreed"]):
        province.by("secretary", letter).action_correct_number(
            number=province.number(), reason=MISTYPED
        )


def record_replies(meeting):
    """The replies that the secretariat records on the day after the invitation."""
    province = meeting.province
    keys = {body: key for key, body in province.bodies.items()}
    rows = meeting.record.attendance_ids.filtered(lambda row: row.role == "member")
    vals_list = []
    for order, row in enumerate(rows):
        came = meeting._presence(keys[row.institution_id])
        sent = came.get("representative_name", False)
        vals_list.append(
            {
                "attendance_id": row.id,
                "answer": "represented"
                if sent
                else ANSWERS.get(came["presence"], "coming"),
                "representative_name": sent,
                "channel": "messenger" if order % 3 == 2 else "phone",
                "replied_on": meeting._day("invited") + timedelta(days=1),
            }
        )
    with province.on(meeting._day("invited") + timedelta(days=1)):
        province.model("officer", "committee.invitation.reply").create(vals_list)


def minute_in_the_room(meeting, discussions):
    """What is typed while people talk, kept as the screen of the room keeps it.

    :param discussions: {agenda item: text}
    """
    kept = meeting.by("officer").room_apply_changes(
        [
            {
                "id": f"demo-{item.id}",
                "act": "write",
                "part": "item",
                "ref": item.id,
                "values": {"discussion": text},
                "base": {"discussion": item.discussion},
            }
            for item, text in discussions.items()
        ]
    )
    refused = [one for one in kept["answers"] if one["status"] != "done"]
    if refused:
        raise ValueError(refused)


def begin_agendas_alike(province):
    """The standing items of the agenda, and a phrase that minutes often use."""
    committee = province.committee
    edition = committee.env["committee.procedure.edition"]._edition_on(province.today)
    templates = province.model("officer", "committee.agenda.template")
    templates.create(
        {
            "committee_id": committee.id,
            "line_ids": [
                Command.create(line)
                for line in templates._prepare_standing_lines(edition)
            ],
        }
    )
    sign, text = PHRASE
    province.model("officer", "committee.phrase").create(
        {"sign": sign, "name": text, "use": "resolution"}
    )
