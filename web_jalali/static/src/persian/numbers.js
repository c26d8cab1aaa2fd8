// A Persian reader sees numbers in Persian digits and types them in either. What is being
// typed stays in Latin digits, which is what Odoo's number fields read.

import {digits, isPersian} from "./format";
import {FloatField} from "@web/views/fields/float/float_field";
import {IntegerField} from "@web/views/fields/integer/integer_field";
import {ListRenderer} from "@web/views/list/list_renderer";
import {MonetaryField} from "@web/views/fields/monetary/monetary_field";
import {patch} from "@web/core/utils/patch";
import {registry} from "@web/core/registry";
import {toLatinDigits} from "@web_jalali/core/jalali";

const NUMBERS = [
    "float",
    "float_factor",
    "float_time",
    "integer",
    "many2one_reference",
    "monetary",
    "percentage",
];
const formatters = registry.category("formatters");
for (const name of NUMBERS) {
    const format = formatters.get(name);
    const inDigits = (...args) => {
        const text = format(...args);
        return isPersian() ? digits(text) : text; // others get it as Odoo makes it
    };
    formatters.add(name, Object.assign(inDigits, format), {force: true});
}

for (const {prototype} of [FloatField, IntegerField, MonetaryField]) {
    patch(prototype, {
        get formattedValue() {
            const value = super.formattedValue;
            return this.props.readonly ? digits(value) : value;
        },
    });
}

// A year has no thousands to be parted: its column is not formatted, only its digits are
patch(ListRenderer.prototype, {
    getFormattedValue(column, record) {
        const value = super.getFormattedValue(column, record);
        return typeof value === "number" ? digits(value) : value;
    },
});

const TYPED = [
    ".o_field_float",
    ".o_field_float_time",
    ".o_field_integer",
    ".o_field_monetary",
    ".o_field_percentage",
    ".o_field_progressbar",
]
    .map((field) => `${field} input`)
    .join(",");

/** Before the field reads it: numbers typed on a Persian keyboard. */
function inLatinDigits({target}) {
    if (!isPersian() || !(target instanceof HTMLElement) || !target.matches(TYPED)) {
        return;
    }
    const typed = target.value;
    const latin = toLatinDigits(typed).replaceAll("٫", ".").replaceAll("٬", ",");
    if (latin !== typed) {
        const caret = target.selectionStart;
        target.value = latin;
        if (caret !== null) {
            target.setSelectionRange(caret, caret);
        }
    }
}

for (const name of ["input", "change"]) {
    window.addEventListener(name, inLatinDigits, {capture: true});
}
