import base64
import hashlib

from odoo import fields, models
from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali


class CommitteeMeeting(models.Model):
    """The papers of a meeting: its number, snapshot of members, letters, minutes."""

    _inherit = "committee.meeting"

    def write(self, vals):
        result = super().write(vals)
        if "guest_ids" in vals:
            self._snapshot_guests()
        return result

    def _take_numbers(self):
        """{meeting: number values}: the n-th of the Jalali year of its committee.

        A postponed meeting keeps the number that it has.
        """
        bare = self.filtered(lambda meeting: not meeting.number)
        keys = [(m.committee_id.id, jalali.year(m.planned_on)) for m in bare]
        # lent: the counter, which nobody writes otherwise
        numbers = self.env["committee.counter"].sudo()._next(keys)
        given = {
            meeting: {"number": number, "number_year": year}
            for meeting, (_committee, year), number in zip(
                bare, keys, numbers, strict=True
            )
        }
        return {meeting: given.get(meeting, {}) for meeting in self}

    def _snapshot_invited(self):
        """Write down who sits on the day of the meeting, as they are then, and the
        guests. Rows of those who no longer sit are put aside."""
        vals_list = []
        stale = self.env["committee.attendance"]
        by_day = self.grouped(lambda meeting: meeting.held_on or meeting.planned_on)
        for day, meetings in by_day.items():
            # lent: reading who sits, to write him down
            holders = meetings.committee_id.sudo()._holders_on(day)
            seated = holders.grouped("committee_id")
            for meeting in meetings:
                members = seated.get(meeting.committee_id, holders.browse())
                rows = meeting.attendance_ids
                stale |= rows.filtered(
                    lambda row, members=members: row.member_id
                    and row.member_id not in members
                )
                vals_list += [
                    member._prepare_attendance_values(meeting)
                    for member in members - rows.member_id
                ]
        stale._permitted({"active"}).write({"active": False})
        stale.flush_recordset(["active"])  # before others take their seats
        stale._permitted_create(vals_list)
        self._snapshot_guests()

    def _snapshot_guests(self):
        """Guests stand in the attendance beside the members, once invited."""
        attendances = self.env["committee.attendance"]
        attendances._permitted_create(
            [
                meeting._prepare_guest_values(guest)
                for meeting in self
                if meeting.state in ("invited", "held")
                for guest in meeting.guest_ids - meeting.attendance_ids.partner_id
            ]
        )

    def _prepare_guest_values(self, guest):
        body = guest.commercial_partner_id
        return {
            "meeting_id": self.id,
            "partner_id": guest.id,
            "label": guest.name,
            "institution_id": body.id,
            "institution_name": body.name,
            "sequence": 1000,
        }

    # ------------------------------------------------------------
    # LETTERS
    # ------------------------------------------------------------

    def _drafted_letters(self, kind, draft_missing=False):
        letters = self.env["committee.letter"]
        return letters._drafted_for(self, "meeting_id", kind, draft_missing)

    def _act_day(self, on, kind):
        """The day of an act: as given, else that of the drafted letter, else today."""
        drafted = set(self._drafted_letters(kind).mapped("letter_date")) - {False}
        return fields.Date.to_date(on) or (
            drafted.pop() if len(drafted) == 1 else jalali.today()
        )

    def _issue_letters(self, kind, *, number, on, send=False):
        """Issue the drafted letter of `kind` of each meeting; draft what is missing.

        :return: the issued letters
        """
        verbs = self._workflow[0]
        act_verb = next(found for found in verbs.values() if found.letter == kind)
        direct, paper = self._actors(act_verb)
        letters = self._drafted_letters(kind, draft_missing=True)
        on_paper = bool(paper) and not direct
        letters._complete(number=number, on=on, on_paper=on_paper)
        letters._issue(on_paper=on_paper)
        if send:
            letters._mark_sent()
        return letters

    def _prepare_letter_values(self, kind):
        """Values of the letter of `kind`; its recipients follow from the clause."""
        self.ensure_one()
        partners = self._letter_recipients(kind)
        purposes = {"dispatch": "action", "invitation": "attendance"}
        purpose = purposes.get(kind, "information")
        return {
            "kind": kind,
            "committee_id": self.committee_id.id,
            "meeting_id": self.id,
            "recipient_ids": [
                Command.create({"partner_id": partner.id, "purpose": purpose})
                for partner in partners
            ],
        }

    def _letter_recipients(self, kind):
        if kind == "invitation":
            # lent: reading who sits, to invite him
            holders = self.committee_id.sudo()._holders_on(self.planned_on)
            return holders.partner_id | self.guest_ids
        if kind == "dispatch":
            return self._dispatch_bodies()
        if kind == "national_copy":
            return self.company_id._national_office()
        if kind == "agenda_proposal":
            today = jalali.today()
            return self.committee_id._signatories_on(today, "agenda")[
                self.committee_id
            ][:1]
        return self.company_id.partner_id

    def action_draft_letter(self):
        """Open the drafted letter of the next step, to prepare it before the act."""
        self.ensure_one()
        found = self._next_verb()
        kind = self.env.context.get("letter_kind") or (found and found.letter)
        letter = self._drafted_letters(kind)[:1]
        if not letter:
            letters = self.env["committee.letter"]
            letter = letters.create(self._prepare_letter_values(kind))
        return {
            "type": "ir.actions.act_window",
            "res_model": "committee.letter",
            "res_id": letter.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _dispatched_to(self):
        """The bodies that the dispatch letters so far were sent to."""
        letters = self._issued_letters("dispatch").filtered("signed_by_chair")
        return letters.recipient_ids.partner_id

    # ------------------------------------------------------------
    # SIGNATURES
    # ------------------------------------------------------------

    def _sign(self, role, day, scan=None, scan_name=None, signatory=None):
        """Sign as `role`; with both signatures the minutes are signed and sealed.

        :param signatory: who signed the paper for the chair, where it was not himself
        """
        name = f"sign_as_{role}"
        self._check_blockers(name, day)  # of all, before some are signed
        other = "chair" if role == "secretary" else "secretary"
        direct, paper = self._actors(self._workflow[0][name])
        # lent: reading who holds the chair, or signs for it, to name him
        signers = self.committee_id.sudo()._signatories_on(day, "minutes")
        complete = self.filtered(f"{other}_signed_on")

        def values(meeting):
            signer = self.env.user.partner_id
            if role == "chair":
                able = signers[meeting.committee_id]
                own = able & signer if meeting in direct else signatory
                signer = own or able[:1]
            found = {
                f"{role}_signed_on": day,
                f"{role}_signed_by_id": signer.id,
            }
            if role == "chair":
                found["chair_signed_on_paper"] = meeting in paper
                if scan and meeting in paper:
                    found |= {"signed_scan": scan, "signed_scan_name": scan_name}
            return found

        for meetings, target in ((self - complete, False), (complete, "signed")):
            if meetings:
                meetings._transition(name, values, on=day, to=target)
        complete.resolution_ids._number()
        for model in ("committee.priority.list", "committee.forecast"):
            self.env[model]._follow_signature(complete, day)
        complete._seal_minutes()

    def _seal_minutes(self):
        """Render the signed minutes once and keep the bytes with their SHA-256."""
        reports = self.env["ir.actions.report"]
        for meeting in self.sudo():  # lent: reading all that is printed
            content = reports._committee_paper(meeting)
            values = {
                "minutes_document": base64.b64encode(content),
                "minutes_document_name": f"{meeting._paper_name('minutes')}.pdf",
                "minutes_sha256": hashlib.sha256(content).hexdigest(),
            }
            meeting._permitted(values).write(values)

    def _begin_to_count(self):
        self._note_committee_active()
        self.committee_id._refresh_cadence()

    def _note_committee_active(self):
        """With its first meeting that counts a constituted committee becomes active,
        an expert committee with its first session."""
        first = self.filtered(
            lambda meeting: (
                (meeting.counts or meeting.kind == "expert")
                and meeting.committee_id.state == "constituted"
            )
        )
        waiting = first.committee_id
        for day, meetings in sorted(first.grouped("held_on").items()):
            committees = meetings.committee_id & waiting  # by their first one only
            if committees:
                committees.action_activate(on=day)
            waiting -= committees
