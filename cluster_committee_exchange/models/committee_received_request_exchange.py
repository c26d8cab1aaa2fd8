import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

from ..lib import signed_file

# what the file says under the same names
TOLD = (
    "number kind reason evidence_number evidence_name asked_on asked_by date_from"
    " date_to"
).split()
OF_FINDING = "rule clause nature standing subject period due_on".split()


class CommitteeReceivedRequest(models.Model):
    """Requests come in files that provinces sign; decisions return in one."""

    _inherit = "committee.received.request"

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _find_received(self, content):
        """:return: the request that is here already, if any"""
        return self.search(
            [
                ("digest", "=", self._digest_of(content)),
                ("province_id.iso_code", "=", content["province"]),
            ]
        )

    @api.model
    def _digest_of(self, content):
        """What identifies a request; that it was withdrawn later is no part of it."""
        asked = {name: part for name, part in content.items() if name != "withdrawn_on"}
        return signed_file.digest(asked)

    @api.model
    def _receive_file(self, content, paper, key):
        """Store the request of a file whose signature was checked.

        :return: it, or the one that is there where the file came before
        """
        key._check_province_file(content)
        self._check_makes_sense(content, paper)
        request = self._find_received(content)
        if not request:
            request = self._permitted_create(
                [self._prepare_received(content, paper, key)]
            )
        if content["withdrawn_on"] and request.state != "withdrawn":
            withdrawn = {"withdrawn_on": content["withdrawn_on"]}
            request._permitted(withdrawn).write(withdrawn)
            request.action_withdraw()
        return request

    @api.model
    def _prepare_received(self, content, paper, key):
        today = jalali.today()
        asked = content["finding"] or {
            name: content[name] for name in ("rule", "clause")
        }
        return {
            **{name: content[name] for name in TOLD},
            **{name: asked.get(name) for name in OF_FINDING},
            "company_name": content["company"],
            "evidence": base64.b64encode(paper),
            "received_on": today,
            "decide_by": self._decide_by(today),
            "digest": self._digest_of(content),
            "province_id": key.province_id.id,
            "key_id": key.id,
        }

    @api.model
    def _check_makes_sense(self, content, paper):
        """:raises UserError: where the parts of the file do not fit each other, or are
        not known here"""
        finding, kind = content["finding"], content["kind"]
        asked = finding or content
        days = content["date_from"], content["date_to"]
        fits = (
            bool(finding) == (kind == "closing")
            and (finding or bool(asked["rule"]) != bool(asked["clause"]))
            and (finding or days[0])
            and not (all(days) and days[0] > days[1])
            and not (finding and any(days))
            and signed_file.digest(paper) == content["evidence_sha256"]
        )
        if not fits:
            raise UserError(
                self.env._(
                    "The file of the request contradicts itself: what is asked, its"
                    " days and its evidence do not fit each other. It is not taken;"
                    " ask the province for another file."
                )
            )
        for name in ("rule", "clause", "nature", "standing"):
            known = self._fields[name].get_values(self.env)
            if asked.get(name) and asked[name] not in known:
                raise UserError(
                    self.env._(
                        "The file asks about “%(part)s”, which is not known here: the"
                        " province works with another version of this software.",
                        part=asked[name],
                    )
                )

    # ------------------------------------------------------------
    # OUT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.env.company

    def _why_not_exportable(self):
        if not self.env.company.is_national_office:
            return self.env._(
                "Decisions are sent by the national organisation, in its own company"
                " (clause 3-2)."
            )
        if self.decided_on:
            return False
        return self.env._(
            "Nothing is decided on “%(request)s” that could be sent (clause 3-2).",
            request=self.display_name,
        )

    def _exchange_file(self):
        """The decisions that the province imports: all of them, in their order."""
        self._check_exportable()
        letter = self.with_context(bin_size=False).letter
        content = {
            "province": self.province_id.iso_code,
            "number": self.number,
            "request_sha256": self.digest,
            "decisions": self._decisions(),
            "document_name": self.letter_name or None,
        }
        name = f"{content['province']}-request-{self.number}-decision.zip"
        return name, signed_file.pack(
            content,
            base64.b64decode(letter or b""),
            *self._exchange_keys(),
            kind="decision",
        )

    def _decisions(self):
        first = {
            "step": "refuse" if self.state == "refused" else "grant",
            "decided_on": fields.Date.to_string(self.decided_on),
            "decided_by": self.decided_by_id.name,
            "reason": self.decision,
            "number": self.decision_number or None,
        }
        if not self.taken_back_on:
            return [first]
        second = {
            "step": "take_back",
            "decided_on": fields.Date.to_string(self.taken_back_on),
            "decided_by": self.taken_back_by_id.name,
            "reason": self.taken_back_reason,
            "number": self.taken_back_number,
        }
        return [first, second]
