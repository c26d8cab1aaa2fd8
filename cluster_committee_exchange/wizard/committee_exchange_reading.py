import base64
import binascii

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

from ..lib import file_schema, signed_file

# {kind of file: who may have signed it}
SIGNERS = {
    "edition": ("office",),
    "minutes": ("province",),
    "receipt": ("office",),
    "acknowledgement": ("province",),
    "meetings": ("province",),
    "request": ("province",),
    "decision": ("office",),
}


class CommitteeExchangeImport(models.TransientModel):
    """How a file is read: its signature, its key, its content, each before the next."""

    _inherit = "committee.exchange.import"

    def _read_signed(self):
        """:return: (kind, content, paper, key) of the file, whose signature was checked

        :raises UserError: where the signature is wrong or the key unknown
        """
        try:
            raw = base64.b64decode(self.with_context(bin_size=False).file or b"")
            file = signed_file.read(raw)
        except (signed_file.SignedFileError, binascii.Error) as error:
            reason = getattr(error, "reason", "unreadable")
            raise UserError(self._why_not_taken(reason)) from error
        keys = self.env["committee.exchange.key"]
        key = keys._trusted(self.env.company, SIGNERS[file.kind], file.key)[:1]
        if not key:
            raise UserError(
                self.env._(
                    "The file is signed with a key that %(company)s does not trust."
                    " Enter the public key of its sender under Exchange Keys, and"
                    " compare the words with him, before the file is imported.",
                    company=self.env.company.name,
                )
            )
        try:
            content, paper = signed_file.check(file, key.public_key)
        except signed_file.SignedFileError as error:
            raise UserError(self._why_not_taken(error.reason)) from error
        self._check_content(file.kind, content)
        return file.kind, content, paper, key

    def _check_content(self, kind, content):
        """Check what the file says before anything of it is read.

        :raises UserError: where a part of it is not what it has to be
        """
        try:
            file_schema.check(kind, content, self._file_parts(), jalali.today())
        except file_schema.ContentError as error:
            raise UserError(
                self.env._(
                    "The file was signed by its sender, but “%(part)s” in it is not as"
                    " it has to be: %(problem)s Nothing was imported; ask the sender"
                    " for another file.",
                    part=error.path or self.env._("the file"),
                    problem=self._problem_text(error.problem),
                )
            ) from error

    def _file_parts(self):
        """:return: `Parts`, the types of what minutes and editions consist of"""

        def types(model, names=None):
            fields = self.env[model]._fields
            names = names or self._content_names(self.env[model])
            return tuple((name, fields[name].type) for name in names)

        editions = self.env["committee.procedure.edition"]
        return file_schema.Parts(
            meeting=types("committee.meeting"),
            agenda=types("committee.agenda.item"),
            attendance=types("committee.attendance"),
            resolution=types("committee.resolution"),
            task=types("committee.resolution.task"),
            letter=types("committee.letter"),
            recipient=types("committee.letter.recipient"),
            committee=types("committee.committee"),
            policy=types(editions._name, editions._policy_names()),
        )

    def _problem_text(self, problem):
        return {
            file_schema.TYPE: self.env._("another kind of value belongs there."),
            file_schema.LENGTH: self.env._("it is longer than what is kept."),
            file_schema.TEXT: self.env._("it has a character that no text has."),
            file_schema.DAY: self.env._("it is no day or moment of the calendar."),
            file_schema.FUTURE: self.env._("the day lies in the future."),
            file_schema.MISSING: self.env._("a part of it is missing."),
            file_schema.UNKNOWN: self.env._(
                "it has a part that is not known here; a newer version of this software"
                " may have written it."
            ),
        }.get(problem) or self.env._("such a value cannot be.")

    def _why_not_taken(self, reason):
        if reason == "too_large":
            return self.env._(
                "The file is too large: at most %(size)s megabytes are read.",
                size=self._digits(signed_file.MAX_PAPER // 1_000_000),
            )
        if reason == "newer":
            return self.env._(
                "The file was written by a newer version of this software. Upgrade"
                " this installation, then import it again."
            )
        if reason == "manipulated":
            return self.env._(
                "The file was changed after it was signed, or damaged on its way: its"
                " signature does not fit. Nothing was imported; ask the sender for the"
                " file again."
            )
        return self.env._(
            "This is no signed file of this software: choose the file of an edition,"
            " a package of minutes, a list of meetings, a receipt, an acknowledgement,"
            " a request or a decision, as it was downloaded."
        )
