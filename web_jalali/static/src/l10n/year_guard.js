// A typed year before 1700 is a Jalali one that was taken for a Gregorian one. It is
// refused here whatever else could not be changed, and whichever calendar the user has:
// the server refuses it as well.

import {calendarSystem} from "@web_jalali/core/calendar_system";
import {FIRST_GREGORIAN_YEAR, JalaliError} from "@web_jalali/core/jalali";
import {whenStarted} from "@web_jalali/core/started";
import {sentence} from "@web_jalali/l10n/sentences";

/** Odoo keeps the earlier value of a field whose text raises an error of this name. */
export class MisreadError extends Error {
    name = "ConversionError";
}

function guarded(parse) {
    return (text, options) => {
        const moment = parse(text, options);
        if (calendarSystem.guards && moment && moment.year < FIRST_GREGORIAN_YEAR) {
            const error = new JalaliError("common_era", {year: FIRST_GREGORIAN_YEAR});
            throw new MisreadError(sentence(text, error));
        }
        return moment;
    };
}

whenStarted("@web/core/l10n/dates", [], (dates) => {
    for (const name of ["parseDate", "parseDateTime"]) {
        if (dates[name]) {
            dates[name] = guarded(dates[name]);
        }
    }
});
