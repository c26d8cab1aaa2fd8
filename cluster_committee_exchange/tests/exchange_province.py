"""A stand-alone province in a database of its own: what it sends, and what it does with
the files that come back (see test_exchange_databases.py, which starts it)."""

import base64
import json
from pathlib import Path

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.cluster_committee.tests.rivals import Rivals, _kit, prepare

# what the columns of a table are, whatever the addon thinks of them
LINES = {
    "meeting": "committee_meeting m WHERE m.id = %s",
    "agenda": "committee_agenda_item m WHERE m.meeting_id = %s",
    "attendance": "committee_attendance m WHERE m.meeting_id = %s AND m.active",
    "resolutions": "committee_resolution m WHERE m.meeting_id = %s",
    "letters": "committee_letter m WHERE m.meeting_id = %s AND m.state != 'draft'",
}
EDITION_LINES = {
    "edition": "committee_procedure_edition m WHERE m.id = %s",
    "clauses": "committee_procedure_clause m WHERE m.edition_id = %s",
    "seats": "committee_procedure_seat m WHERE m.edition_id = %s",
    "criteria": "committee_priority_criterion m WHERE m.edition_id = %s",
    "interpretations": "committee_interpretation m WHERE m.clause_id IN"
    " (SELECT id FROM committee_procedure_clause WHERE edition_id = %s)",
}


def columns(env, lines, record):
    """{part: [{column: value}]} as PostgreSQL itself writes them."""
    env.flush_all()
    found = {}
    for part, source in lines.items():
        env.cr.execute(f"SELECT to_jsonb(m) FROM {source} ORDER BY m.id", [record.id])
        found[part] = [row for (row,) in env.cr.fetchall()]
    return found


def send(env, folder):
    """Hold a meeting, send its copy, and leave the package and the public key."""
    folder = Path(folder)
    report = env.registry["ir.actions.report"]
    real = report._make_document
    prepare(env)
    report._make_document = lambda self, record: (
        real(self, record) if record._name == "committee.meeting" else b"%PDF-"
    )
    with freeze_time(TODAY):
        kit = _kit(env)
        report._make_document = lambda self, record: (
            real(self, record) if record._name == "committee.meeting" else b"%PDF-"
        )
        committee = env["committee.committee"].search([("kind", "=", "provincial")])
        meeting = kit._create_meeting("held", committee)
        kit._write_minutes(meeting.with_user(kit.officer))
        meeting.resolution_ids.amount = 9_007_199_254_740_991
        meeting.notes = "گفتگوی «آزاد» در ۱۴۰۵\nبا دو خط"
        meeting.attendance_ids[2].write(
            {
                "presence": "represented",
                "representative_name": "نماینده",
                "introduction_number": "م/۱۲",
            }
        )
        with on_day(meeting.held_on):
            meeting.with_user(kit.officer).action_record_minutes()
        kit._to_signed(meeting, meeting.held_on)
        kit._to_dispatched(meeting, meeting.held_on)
        kit._to_closed(meeting, meeting.held_on)
        env["committee.engine"]._check(day("1405/09/02"), kit.own, None)
        secretary = kit.secretary
        key = env["committee.exchange.key"].with_user(secretary)._own_key(kit.own)
        name, package = meeting.with_user(secretary)._exchange_file()
        again = meeting.with_user(secretary)._exchange_file()
        (folder / "minutes.zip").write_bytes(package)
        _answer(env, kit, folder, committee)
        _write(
            folder / "province.json",
            {
                "public_key": key.public_key,
                "words": key.fingerprint_words,
                "name": name,
                "same_bytes": again == (name, package),
                "columns": columns(env, LINES, meeting),
                "paper": base64.b64encode(meeting._sealed_bytes()).decode(),
            },
        )
        env.cr.commit()


def _answer(env, kit, folder, committee):
    """Acknowledge the edition in force, hold another meeting whose minutes stay here,
    and leave what tells the office of both."""
    edition = env["committee.procedure.edition"].with_user(kit.secretary)
    edition = edition.with_company(kit.own).search([("state", "=", "in_force")])
    with on_day(edition.effective_from):
        edition.action_acknowledge()
    given = edition.acknowledgement_ids
    (folder / "acknowledgement.json").write_bytes(given._exchange_file()[1])
    kit._create_meeting("recorded", committee, held="1405/07/20")
    env["committee.engine"]._check(day("1405/09/02"), kit.own, None)
    told = committee.with_user(kit.secretary)._exchange_file()
    (folder / "meetings.json").write_bytes(told[1])


def take(env, folder):
    """Trust the office, import its edition and its receipt, and tell what is there."""
    folder = Path(folder)
    office = json.loads((folder / "office.json").read_text())
    edition, receipt = (
        (folder / name).read_bytes() for name in ("edition.json", "receipt.json")
    )
    with freeze_time(TODAY):
        kit = _kit(env)
        told = {"unknown": _refusal(env, kit, edition)}
        key = (
            env["committee.exchange.key"]
            .with_user(kit.secretary)
            .create(
                {
                    "company_id": kit.own.id,
                    "role": "office",
                    "public_key": office["public_key"],
                    "compared_words": office["words"],
                }
            )
        )
        key.action_trust()
        place = edition.index("بند".encode())
        touched = edition[:place] + "پند".encode() + edition[place + 6 :]
        told["manipulated"] = _refusal(env, kit, touched)
        editions = env["committee.procedure.edition"]
        told["before"] = editions.search_count([])
        told["preview"] = _import(env, kit, edition, confirm=False)
        told["after_preview"] = editions.search_count([])
        told["rows"] = _import(env, kit, edition)
        told["rows_again"] = _import(env, kit, edition)
        found = editions.search([], order="number desc", limit=1)
        told["columns"] = columns(env, EDITION_LINES, found)
        told["content"] = found._exchange_content()
        told["editions"] = editions.search([], order="number").mapped("state")
        told["receipt_touched"] = _refusal(
            env, kit, receipt.replace(b'"number":1', b'"number":2', 1)
        )
        told["receipt"] = _import(env, kit, receipt)
        told["receipt_again"] = _import(env, kit, receipt)
        letters = env["committee.letter"].search([("kind", "=", "national_copy")])
        recipients = letters.recipient_ids
        told["recipients"] = recipients.mapped("state")
        told["acknowledged_on"] = str(recipients.acknowledged_on)
        _write(folder / "result.json", told)
        env.cr.commit()


def _import(env, kit, raw, confirm=True):
    """[(label, fate, message)] of the preview; then all of it is taken."""
    wizard = (
        env["committee.exchange.import"]
        .with_user(kit.secretary)
        .with_company(kit.own)
        .create({"file": base64.b64encode(raw)})
    )
    wizard.action_preview()
    if confirm:
        wizard.action_confirm()
    return [(row.label, row.fate, row.message) for row in wizard.row_ids]


def _refusal(env, kit, raw):
    try:
        with env.cr.savepoint():
            _import(env, kit, raw)
    except UserError as error:
        return str(error)
    return ""


def _write(path, told):
    path.write_text(json.dumps(told, default=str))


__all__ = ["Rivals", "send", "take"]
