// Luxon DateTimes, Gregorian as ever, seen as Jalali days.

import {
    FIRST_ORDINAL,
    LAST_ORDINAL,
    addMonths,
    endOf as endOfDays,
    format,
    gregorianToOrdinal,
    isCovered,
    localDigits,
    ordinalToGregorian,
    startOf as startOfDays,
    toGregorian,
    toJalali,
    weekNumber as weekNumberOfDay,
} from "@web_jalali/core/jalali";

const UNITS = {quarter: "season", quarters: "season", months: "month", years: "year"};
const PERIODS = ["month", "season", "half_year", "year"];

/** Whether the moment lies in the years 1200 to 1500. */
export function hasJalali(moment) {
    return moment.isValid && isCovered(gregorianToOrdinal(moment));
}

export function jalaliOf(moment) {
    return toJalali(moment);
}

/** The moment, at the same time of another day. */
export function onDay(moment, jalali) {
    return moment.set(toGregorian(jalali));
}

/**
 * @param {luxon.DateTime} moment
 * @param {{years?: Number, months?: Number}} duration Jalali ones
 * @returns {luxon.DateTime}
 */
export function plus(moment, {years = 0, months = 0}) {
    return onDay(moment, addMonths(jalaliOf(moment), years * 12 + months));
}

/**
 * @param {luxon.DateTime} moment
 * @param {String} unit month, season or quarter, half_year, year; others are Luxon's
 * @returns {luxon.DateTime}
 */
export function startOf(moment, unit) {
    const period = UNITS[unit] || unit;
    if (!PERIODS.includes(period)) {
        return moment.startOf(unit);
    }
    return onDay(moment, startOfDays(jalaliOf(moment), period)).startOf("day");
}

export function endOf(moment, unit) {
    const period = UNITS[unit] || unit;
    if (!PERIODS.includes(period)) {
        return moment.endOf(unit);
    }
    return onDay(moment, endOfDays(jalaliOf(moment), period)).endOf("day");
}

export function weekNumber(moment) {
    return weekNumberOfDay(jalaliOf(moment));
}

/** The nearest moment that lies in the years 1200 to 1500. */
export function clampToJalali(moment) {
    const ordinal = gregorianToOrdinal(moment);
    const nearest = Math.min(Math.max(ordinal, FIRST_ORDINAL), LAST_ORDINAL);
    return nearest === ordinal ? moment : moment.set(ordinalToGregorian(nearest));
}

export function sameJalaliMonth(one, other) {
    const [a, b] = [jalaliOf(one), jalaliOf(other)];
    return a.year === b.year && a.month === b.month;
}

// ------------------------------------------------------------
// TEXT
// ------------------------------------------------------------

const MACROS = {
    D: "yyyy/MM/dd",
    DD: "d MMM yyyy",
    DDD: "d MMMM yyyy",
    DDDD: "EEEE d MMMM yyyy",
    f: "yyyy/MM/dd, HH:mm",
    ff: "d MMM yyyy, HH:mm",
    fff: "d MMMM yyyy, HH:mm",
    ffff: "EEEE d MMMM yyyy, HH:mm",
    F: "yyyy/MM/dd, HH:mm:ss",
    FF: "d MMM yyyy, HH:mm:ss",
    FFF: "d MMMM yyyy, HH:mm:ss",
    FFFF: "EEEE d MMMM yyyy, HH:mm:ss",
};
// Luxon's tokens that are parts of a date, as fields of LDML
const FIELD = /^(?:y|yy|y{4,6}|M{1,5}|L{1,5}|d{1,2}|E{3,5}|G{1,5})$/;
const OTHER_FIELDS = {
    c: (moment) => String(moment.weekday),
    ccc: "EEE",
    cccc: "EEEE",
    ccccc: "EEEEE",
    q: "Q",
    qq: "QQ",
    o: "D",
    ooo: "DDD",
    W: "w",
    WW: "ww",
    n: "w",
    nn: "ww",
    kkkk: "yyyy",
    kk: "yy",
};
const PARTS = /'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g;

/**
 * A moment as text in Persian digits, after a format of Luxon.
 *
 * @param {luxon.DateTime} moment
 * @param {String} luxonFormat
 * @param {(moment: luxon.DateTime, token: String) => String} formatOther what is no date
 * @returns {String}
 */
export function toText(moment, luxonFormat, formatOther) {
    const jalali = jalaliOf(moment);
    const expanded = luxonFormat.replace(PARTS, (part) => MACROS[part] || part);
    return expanded.replace(PARTS, (part, letter) => {
        if (!letter) {
            return part[0] === "'" ? part.slice(1, -1) : part;
        }
        const field = FIELD.test(part) ? part : OTHER_FIELDS[part];
        if (typeof field === "string") {
            return format(jalali, field);
        }
        return localDigits(field ? field(moment) : formatOther(moment, part));
    });
}
