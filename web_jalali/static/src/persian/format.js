// Days and numbers as the user of this page reads them.

import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {toPersianDigits} from "@web_jalali/core/jalali";
import {user} from "@web/core/user";

export function isPersian() {
    return (user.context.lang || "").startsWith("fa");
}

/**
 * @param {Number | String} number
 * @returns {String} in the digits of the user's language
 */
export function digits(number) {
    return isPersian() ? toPersianDigits(String(number)) : String(number);
}

/**
 * @param {String | false} iso a day as the server sends it
 * @returns {String} in the user's calendar, or nothing without one
 */
export function day(iso) {
    return iso ? formatDate(deserializeDate(iso)) : "";
}
