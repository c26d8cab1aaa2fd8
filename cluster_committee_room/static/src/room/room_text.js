// Texts of the room: names, digits, days and hours as people write them.

import {MONTHS, clean, parse, toPersianDigits} from "@web_jalali/core/jalali";
import {jalaliOf} from "@web_jalali/core/moments";
import {toGregorian} from "@web_jalali/core/days";
import {deserializeDate, deserializeDateTime, formatDate} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";

const {DateTime} = luxon;

// where the committees sit
export const ZONE = "Asia/Tehran";

const DROPPED = /[\p{Mn}\p{Cc}\p{Cf}\p{Z}ءـ]/gu;
const SAME = {ي: "ی", ى: "ی", ك: "ک", ة: "ه", ۀ: "ه", ٱ: "ا", ھ: "ه", ہ: "ه"};

/** The key under which two spellings of a name are one; as lib/persian.py has it. */
export function keyOf(text) {
    return clean(
        String(text)
            .normalize("NFKD")
            .toLowerCase()
            .replace(DROPPED, "")
            .replace(/[يىكةۀٱھہ]/g, (letter) => SAME[letter])
    ).replace(/ /g, "");
}

/** A name for a change; also where a page has no secure context. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A number or a text in the digits of the user's language. */
export function digits(value) {
    const text = String(value);
    return localization.code.startsWith("fa") ? toPersianDigits(text) : text;
}

// ------------------------------------------------------------
// DAYS AND HOURS
// ------------------------------------------------------------

export const YEARLESS = `[0-9]{1,2} ?(?:${MONTHS.map(clean).join("|")})(?: ماه)?`;
const OF_THIS_YEAR = new RegExp(`^${YEARLESS}$`);

export function dayText(day) {
    return day ? formatDate(deserializeDate(day)) : "";
}

/**
 * @param {String} text a day as people write it, Jalali or year-first Gregorian; as on
 *     the screen, one without a year is of this year
 * @returns {String} as the server has it, or "" where there is none
 * @throws {JalaliError} where it is no day
 */
export function dayOf(text) {
    if (!text.trim()) {
        return "";
    }
    const today = jalaliOf(DateTime.local().setZone(ZONE));
    const whole = OF_THIS_YEAR.test(clean(text)) ? `${text} ${today.year}` : text;
    const jalali = parse(whole, today);
    return DateTime.fromObject(toGregorian(jalali)).toFormat("yyyy-MM-dd");
}

/** The same, null where it is no day (yet). */
export function dayOrNull(text) {
    try {
        return dayOf(text);
    } catch {
        return null;
    }
}

export function hourText(moment) {
    return moment
        ? digits(
              deserializeDateTime(moment, {tz: ZONE}).toFormat("HH:mm", {locale: "en"})
          )
        : "";
}

/**
 * @param {String} text an hour: 10:45, 1045, ۱۰
 * @param {String} day of the meeting, as the server has it
 * @returns {String | null} the moment as the server has it, null where it is no hour
 */
export function momentOf(text, day) {
    const [, hour, , minute] = clean(text).match(/^(\d{1,2})([:.]?(\d{2}))?$/) || [];
    if (!hour || Number(hour) > 23 || Number(minute || 0) > 59) {
        return null;
    }
    const [year, month, date] = day.split("-").map(Number);
    return DateTime.fromObject(
        {year, month, day: date, hour: Number(hour), minute: Number(minute || 0)},
        {zone: ZONE}
    )
        .toUTC()
        .toFormat("yyyy-MM-dd HH:mm:ss", {locale: "en", numberingSystem: "latn"});
}

export function dayNow() {
    return DateTime.local()
        .setZone(ZONE)
        .toFormat("yyyy-MM-dd", {locale: "en", numberingSystem: "latn"});
}

export function hourNow() {
    return DateTime.local().setZone(ZONE).toFormat("HH:mm", {locale: "en"});
}
