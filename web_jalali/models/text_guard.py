from odoo import models
from odoo.exceptions import ValidationError

from ..tools import jalali, persian

# what a text may have, in bytes of UTF-8
MOST_BYTES = 200 * 1024

TEXTS = frozenset({"char", "text", "html"})


class TextGuard(models.AbstractModel):
    """Texts that can be shown, printed and exported: without control characters, which
    no paper and no file of Office takes, and of a size that a paper can hold.

    A model that inherits this one drops the former and refuses a longer text, whether
    they come from a screen, a file or a program.
    """

    _name = "web_jalali.text.guard"
    _description = "Guard of Texts"

    # the texts that are guarded; empty: all. Merged along `_inherit`
    _guarded_texts = frozenset()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _prepare_create_values(self, vals_list):
        # rather than create(): only here are the defaults in, which a client may send
        vals_list = super()._prepare_create_values(vals_list)
        return [self._with_clean_texts(vals) for vals in vals_list]

    def write(self, vals):
        return super().write(self._with_clean_texts(vals))

    def _update_field_translations(self, field_name, translations, *args, **kwargs):
        if self._is_guarded_text(field_name):
            translations = {
                lang: self._clean_text(field_name, value)
                for lang, value in translations.items()
            }
        return super()._update_field_translations(
            field_name, translations, *args, **kwargs
        )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _with_clean_texts(self, vals):
        """:return: `vals`, with clean texts; the same object where they are clean"""
        cleaned = {
            name: text
            for name, value in vals.items()
            if isinstance(value, str) and self._is_guarded_text(name)
            if (text := self._clean_text(name, value)) != value
        }
        return {**vals, **cleaned} if cleaned else vals

    def _is_guarded_text(self, name):
        field = self._fields.get(name)
        if field is None or field.type not in TEXTS:
            return False
        only = frozenset().union(
            *(vars(klass).get("_guarded_texts", ()) for klass in type(self).__mro__)
        )
        return not only or name in only

    def _clean_text(self, name, value):
        """:raises ValidationError: where the text is too long"""
        if not isinstance(value, str):
            return value
        text = persian.printable(value)
        if len(text) > MOST_BYTES // 4 and len(text.encode()) > MOST_BYTES:
            numbers = {"size": len(text.encode()) // 1024, "most": MOST_BYTES // 1024}
            numbers = {key: str(number) for key, number in numbers.items()}
            if persian.is_persian(self.env):
                numbers = {
                    key: jalali.to_persian_digits(text) for key, text in numbers.items()
                }
            field = self._fields[name].get_description(self.env, ["string"])
            raise ValidationError(
                self.env._(
                    "The text of “%(field)s” is too long: it has %(size)s KB, and may"
                    " have %(most)s. Shorten it, and attach what belongs to it as a"
                    " file.",
                    field=field["string"],
                    **numbers,
                )
            )
        return text


class ResCompany(models.Model):
    """A company's name is printed, and what else an addon declares of it."""

    _name = "res.company"
    _inherit = ["res.company", "web_jalali.text.guard"]

    _guarded_texts = frozenset({"name"})


class ResCountryState(models.Model):
    """The name of a province is printed, and what else an addon declares of it."""

    _name = "res.country.state"
    _inherit = ["res.country.state", "web_jalali.text.guard"]

    _guarded_texts = frozenset({"name"})
