"""Two windows on one record: what another has changed meanwhile is not overwritten."""

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali, persian

# what the client sends with a save: {field: the value that it had loaded}; of lines,
# {field: {id of the line: {field: value}}}
LOADED = "workflow_loaded"
# of these the client has no value that could be compared
NOT_COMPARED = ("properties", "properties_definition", "json")
LONGEST = 60  # letters of a value, in the message


class WorkflowRecordMixin(models.AbstractModel):
    _inherit = "workflow.record.mixin"

    def web_save(self, vals, specification, next_id=None):
        """Save, unless somebody else has changed one of these fields since the form was
        loaded; the other fields of the record are saved.

        :raises UserError: with what was changed and who saved it; nothing is written
        """
        loaded = self.env.context.get(LOADED)
        if loaded is not None:
            context = {k: v for k, v in self.env.context.items() if k != LOADED}
            # the loaded values are of this one save, which keywords cannot remove
            self = self.with_context(context)  # pylint: disable=context-overridden
            if len(self) == 1 and isinstance(loaded, dict):
                self._check_unchanged(vals, loaded)
        return super().web_save(vals, specification, next_id=next_id)

    def _check_unchanged(self, vals, loaded):
        self.check_access("read")  # the sentences disclose content
        sentences = list(self._changed_since(vals, loaded))
        if sentences:
            sentences.append(
                self.env._(
                    "Nothing was saved. Copy what you have typed, discard your changes"
                    " to see what is there now, and enter it again where it still"
                    " applies."
                )
            )
            raise UserError("\n".join(sentences))

    def _changed_since(self, vals, loaded):
        """:return: a sentence for each field of `vals` that has neither the value that
        was loaded nor the one that is saved"""
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None or name not in loaded or field.type in NOT_COMPARED:
                continue
            if field.type in ("one2many", "many2many"):
                yield from self._changed_lines(field, value, loaded[name])
            elif self._has_field_access(field, "read"):
                now = self._as_loaded(field)
                if now not in (_plain(loaded[name]), _plain(value)):
                    yield self._changed_sentence(field)

    def _changed_lines(self, field, commands, loaded):
        if not isinstance(commands, list | tuple) or not isinstance(loaded, dict):
            return
        updated = {
            command[1]: command[2]
            for command in commands
            if len(command) == 3 and command[0] == fields.Command.UPDATE
        }
        lines = self[field.name].filtered(lambda line: line.id in updated)
        for line in lines:
            before = loaded.get(str(line.id), loaded.get(line.id))
            if isinstance(before, dict) and hasattr(line, "_changed_since"):
                yield from line._changed_since(updated[line.id], before)

    def _as_loaded(self, field):
        """:return: the value of the field now, as the client loads it"""
        record = self.with_context(bin_size=True)
        value = field.convert_to_read(
            record[field.name], record, use_display_name=False
        )
        if field.type in ("date", "datetime"):
            value = field.to_string(value)
        if isinstance(value, bytes):
            value = value.decode()
        return _plain(value)

    def _changed_sentence(self, field):
        # who changed this very field is not kept: the last one who saved the record is
        # sudo: read who wrote the record last, and when, to tell the user
        writer = self.sudo().write_uid
        words = {
            "field": field._description_string(self.env),
            "record": self.display_name,
            "user": writer.display_name,
            "time": self._clock_text(self.write_date),
            "now": self._shown_value(field),
        }
        if writer == self.env.user:
            return self.env._(
                "“%(field)s” of %(record)s was changed after this window loaded it: it"
                " is “%(now)s” now. You saved the record last, in another window, at"
                " %(time)s.",
                **words,
            )
        return self.env._(
            "“%(field)s” of %(record)s was changed after you loaded it: it is"
            " “%(now)s” now. %(user)s saved the record last, at %(time)s.",
            **words,
        )

    def _shown_value(self, field):
        """:return: the value of the field as text, for a message"""
        value = self[field.name]
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return labels.get(value, value or "")
        if field.relational or field.type == "reference":
            return value.display_name if value else ""
        if field.type == "date" and value and persian.is_persian(self.env):
            return jalali.format_date(value)
        if field.type == "datetime" and value:
            return self._clock_text(value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        shown = self._as_loaded(field)
        text = "" if shown is False else str(shown)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

    def _clock_text(self, moment):
        """:return: day and time in the zone of the user, as text"""
        local = fields.Datetime.context_timestamp(self, moment)
        clock = local.strftime("%H:%M")
        if not persian.is_persian(self.env):
            return f"{local.date().isoformat()} {clock}"
        return f"{jalali.format_date(local.date())} {jalali.to_persian_digits(clock)}"


def _plain(value):
    """:return: the value, where one that is empty equals every other empty one"""
    return value if value or (value == 0 and value is not False) else False
