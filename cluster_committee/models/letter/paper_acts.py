from lxml import html

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import clock, jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from ...lib import letter_text

_lt = LazyTranslate(__name__)

BREAK = "\u2029"  # between two paragraphs; nobody types it
# letters of the chair that come back from his registry, and the step that each one is:
# where its record is found, and by which verb that moves
RETURNING = {
    "decree": ("member_id", "issue"),
    "agenda_approval": ("meeting_id", "approve_agenda"),
    "invitation": ("meeting_id", "invite"),
    "dispatch": ("meeting_id", "dispatch"),
}


class CommitteeLetter(models.Model):
    """A letter that the chair signs on paper: it leaves as a file or a text for the
    automation of the governorate, and comes back with its number and date."""

    _inherit = "committee.letter"

    registered_at = fields.Datetime(string="Entered At", readonly=True, copy=False)
    registered_by_id = fields.Many2one(
        comodel_name="res.users", string="Entered By", readonly=True, copy=False
    )
    awaits_confirmation = fields.Boolean(
        compute="_compute_awaits_confirmation",
        store=True,
        help="Number and date of the signed letter were entered, and wait for the"
        " secretary.",
    )
    correction_ids = fields.One2many(
        comodel_name="committee.letter.correction",
        inverse_name="letter_id",
        string="Corrected Numbers",
    )
    automation_text = fields.Text(
        string="Text for the Office Automation", compute="_compute_automation_text"
    )
    can_register = fields.Boolean(compute="_compute_can")
    can_confirm = fields.Boolean(compute="_compute_can_confirm")

    @api.depends("state", "registered_at")
    def _compute_awaits_confirmation(self):
        for letter in self:
            letter.awaits_confirmation = bool(
                letter.state == "draft" and letter.registered_at
            )

    @api.depends("kind", "body", "recipient_ids", "signatory_id", "subject", "state")
    def _compute_automation_text(self):
        for letter in self:
            letter.automation_text = (
                letter_text.plain(letter._letter_parts())
                if letter._origin and letter.issuer != "other"
                else False
            )

    @api.depends("state", "kind", "awaits_confirmation")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can_confirm(self):
        for letter in self:
            letter.can_confirm = letter.awaits_confirmation and bool(
                letter._returning_to()
            )

    def _on_road(self, name):
        if name == "register":
            return self.filtered(lambda letter: letter.kind in RETURNING)
        return super()._on_road(name)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to=None,
        by=("officer",),
        label=_lt("Enter Number and Date"),
        dating="paper",
    )
    def action_register(self, on=None, number=None, values=None):
        """Enter what the signed letter came back with; the secretary confirms it.

        :param on: the date of the letter
        :param values: its signatory and its scan, where they are known
        """
        self.ensure_one()
        on = fields.Date.to_date(on) or self.letter_date or jalali.today()
        number = number or self.number
        if not persian.normalise(number or ""):  # a blank is no number
            raise UserError(
                self.env._(
                    "“%(letter)s” has no number: type the number that the registry of"
                    " its issuer gave it.",
                    letter=self.subject,
                )
            )
        taken = ("signatory_id", "scan", "scan_name")
        typed = {name: v for name, v in (values or {}).items() if name in taken}
        self._transition(
            "register",
            {
                **typed,
                "number": number,
                "letter_date": on,
                "registered_at": clock.now(),
                "registered_by_id": self.env.uid,
            },
            on=on,
        )

    def action_confirm(self):
        """Take the step that each letter is, as the record of a paper act."""
        for letter in self:
            if not letter.can_confirm:
                raise UserError(
                    self.env._(
                        "“%(letter)s” does not wait for you: number and date of the"
                        " signed letter are entered first, and the secretary confirms"
                        " them.",
                        letter=letter.subject,
                    )
                )
        alike = self.grouped(lambda letter: (letter.kind, letter.letter_date))
        for (kind, day), letters in alike.items():
            field, name = RETURNING[kind]
            getattr(letters[field], f"action_{name}")(on=day)

    def action_download_word(self):
        """The letter as a Word file, for the automation of its issuer."""
        self.ensure_one()
        self._check_printable()
        return {
            "type": "ir.actions.act_url",
            "url": f"/committee/letter/{self.id}/word",
            "target": "download",
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("register")
    def _needs_record_of_the_step(self, act):
        return {
            letter.id: [
                self.env._(
                    "“%(letter)s” names neither the meeting nor the member that it is"
                    " about: choose it first.",
                    letter=letter.subject,
                )
            ]
            for letter in self
            if letter.kind in RETURNING and not letter[RETURNING[letter.kind][0]]
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _returning_to(self):
        """The record whose step this letter is, where the user may record that."""
        self.ensure_one()
        if self.kind not in RETURNING:
            return None
        field, name = RETURNING[self.kind]
        record = self[field]
        found = record._verb(name)
        able = record._actors(found).recorded
        return record if record in able and record.state in found.sources else None

    def _keep_number(self, before, on, reason):
        """Keep what the number was before it was corrected."""
        self.env["committee.letter.correction"]._permitted_create(
            [
                {
                    "letter_id": letter.id,
                    "number": before,
                    "new_number": letter.number,
                    "on": on,
                    "reason": reason,
                }
                for letter in self
            ]
        )

    # ------------------------------------------------------------
    # FOR THE AUTOMATION
    # ------------------------------------------------------------

    def _letter_parts(self):
        """The parts of the letter, as `lib.letter_text` lays them out; the same words
        as on the printed paper."""
        self._check_printable()
        return self._snapshot_of("parts") or self._prepare_letter_parts(
            self._paper_data()
        )

    def _prepare_letter_parts(self, paper):
        meeting = paper["meeting"]
        facts = []
        if paper["agenda"]:
            when = f"{meeting['date']}، از ساعت {meeting['start']} تا {meeting['end']}"
            facts = [("زمان:", when), ("محل:", meeting["place"])]
        signature = [paper["signatory"] or "", paper["signatory_post"]]
        if paper["chairs"]:
            signature.append("و رئیس کمیته")
        signature.append(paper["delegation"])
        return {
            "organisation": paper["organisation"],
            "numbers": paper["numbers"],
            "to": self._words_of("committee_letter_addressees", paper),
            "subject": paper["title"],
            "paragraphs": paper["body"]
            or self._words_of(f"committee_letter_text_{paper['text']}", paper),
            "facts": [fact for fact in facts if fact[1]],
            "agenda": [
                (item["number"], item["name"], item["proposer"] or "")
                for item in paper["agenda"] or ()
            ],
            "signature": [line for line in signature if line],
            "recipients": self._recipient_rows(paper),
        }

    def _words_of(self, template, paper):
        """:return: the paragraphs of a template of the printed letter, so that its text
        is defined once"""
        values = {name: paper[name] for name in ("committee", "meeting")}
        markup = self.env["ir.qweb"]._render(
            f"cluster_committee.{template}", {"paper": paper, **values}
        )
        tree = html.fragment_fromstring(str(markup), create_parent="body")
        for block in tree.iter("div", "p"):
            block.text = f"{BREAK}{block.text or ''}"
            block.tail = f"{BREAK}{block.tail or ''}"
        paragraphs = tree.text_content().split(BREAK)
        return [" ".join(text.split()) for text in paragraphs if text.strip()]

    def _recipient_rows(self, paper):
        """Everybody who gets the letter, in the order of the printed one."""
        named = [
            (
                "، ".join(filter(None, (to["name"], to["post"], to["body"]))),
                to["purpose"],
            )
            for to in paper["addressees"]
            if "purpose" in to
        ]
        copies = [(to["name"], f"رونوشت، {to['purpose']}") for to in paper["copies"]]
        return [
            (jalali.to_persian_digits(row), *found)
            for row, found in enumerate((*named, *copies), start=1)
        ]
