// Days, months and years of the Jalali calendar. A day is `{year, month, day}` or an
// ordinal: the number of days since 1 January of the year 1, which is day 1, as in
// Python. Nothing here knows of hours or zones.

export const FIRST_YEAR = 1200;
export const LAST_YEAR = 1500;

/** A day that does not exist, or a text that is no day. `code` names the reason. */
export class JalaliError extends Error {
    name = "JalaliError";

    /**
     * @param {String} code
     * @param {Object} [values] what a sentence about it names
     */
    constructor(code, values = {}) {
        super(`${code} ${JSON.stringify(values)}`);
        this.code = code;
        this.values = values;
    }
}

// ------------------------------------------------------------
// CONVERSION
// ------------------------------------------------------------

const MILLISECONDS = 86400000;
const ORDINAL_OF_1970 = 719163;
const ORDINAL_OF_YEAR_1 = 226896;

/**
 * Ordinal of 1 Farvardin: leap years by the 33-year rule, which agrees with the
 * published tables from 1200 to 1500.
 *
 * @param {Number} year
 * @returns {Number}
 */
export function nowruz(year) {
    const leapDays = Math.floor((8 * year + 21) / 33);
    return ORDINAL_OF_YEAR_1 - 1 + 365 * (year - 1) + leapDays;
}

export const FIRST_ORDINAL = nowruz(FIRST_YEAR);
export const LAST_ORDINAL = nowruz(LAST_YEAR + 1) - 1;

function checkYear(year) {
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
        throw new JalaliError("year", {year});
    }
}

export function isCovered(ordinal) {
    return ordinal >= FIRST_ORDINAL && ordinal <= LAST_ORDINAL;
}

export function gregorianToOrdinal({year, month, day}) {
    return Math.floor(Date.UTC(year, month - 1, day) / MILLISECONDS) + ORDINAL_OF_1970;
}

export function ordinalToGregorian(ordinal) {
    const date = new Date((ordinal - ORDINAL_OF_1970) * MILLISECONDS);
    return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
    };
}

export function fromOrdinal(ordinal) {
    if (!isCovered(ordinal)) {
        throw new JalaliError("range", {day: ordinalToGregorian(ordinal)});
    }
    let year = Math.floor((ordinal - ORDINAL_OF_YEAR_1) / 365.2425) + 1;
    // the mean year is off by one day at most, near Nowruz
    while (nowruz(year) > ordinal) {
        year--;
    }
    while (nowruz(year + 1) <= ordinal) {
        year++;
    }
    const passed = ordinal - nowruz(year);
    const month =
        passed < 186
            ? Math.floor(passed / 31) + 1
            : Math.floor((passed - 186) / 30) + 7;
    return {year, month, day: passed - daysBefore(month) + 1};
}

export function toOrdinal({year, month, day}) {
    const length = monthLength(year, month);
    if (!(day >= 1 && day <= length)) {
        throw new JalaliError("day", {year, month, day, length});
    }
    return nowruz(year) + daysBefore(month) + day - 1;
}

function daysBefore(month) {
    return month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6;
}

/**
 * @param {{year: Number, month: Number, day: Number}} gregorian
 * @returns {{year: Number, month: Number, day: Number}}
 */
export function toJalali(gregorian) {
    return fromOrdinal(gregorianToOrdinal(gregorian));
}

/**
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @returns {{year: Number, month: Number, day: Number}}
 */
export function toGregorian(jalali) {
    return ordinalToGregorian(toOrdinal(jalali));
}

export function isLeap(year) {
    checkYear(year);
    return nowruz(year + 1) - nowruz(year) === 366;
}

export function monthLength(year, month) {
    checkYear(year);
    if (!(month >= 1 && month <= 12)) {
        throw new JalaliError("month", {month});
    }
    if (month <= 6) {
        return 31;
    }
    return month <= 11 || isLeap(year) ? 30 : 29;
}

export function yearLength(year) {
    return isLeap(year) ? 366 : 365;
}

// ------------------------------------------------------------
// PERIODS
// ------------------------------------------------------------

const MONTHS_IN = {month: 1, season: 3, half_year: 6, year: 12};

/** 1 (spring) to 4 (winter) */
export function season({month}) {
    return Math.ceil(month / 3);
}

/** 1 for Farvardin to Shahrivar, 2 for Mehr to Esfand */
export function halfYear({month}) {
    return Math.ceil(month / 6);
}

/**
 * @param {Number} ordinal
 * @returns {Number} 0 for Saturday to 6 for Friday
 */
export function weekday(ordinal) {
    return (ordinal + 1) % 7;
}

export function dayOfYear(jalali) {
    return toOrdinal(jalali) - nowruz(jalali.year) + 1;
}

/**
 * The week of the Jalali year; week 1 holds 1 Farvardin. A week across Nowruz is the
 * last one of the old year and the first of the new.
 *
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @returns {Number}
 */
export function weekNumber(jalali) {
    return Math.floor((dayOfYear(jalali) - 1 + weekday(nowruz(jalali.year))) / 7) + 1;
}

/**
 * The same day of the month, `months` later (or earlier); a day that the month does not
 * have becomes its last one. Count from the first date: steps of a month would drift.
 *
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @param {Number} months
 * @returns {{year: Number, month: Number, day: Number}}
 */
export function addMonths(jalali, months) {
    const counted = jalali.year * 12 + jalali.month - 1 + months;
    const year = Math.floor(counted / 12);
    return clampDay({year, month: counted - year * 12 + 1, day: jalali.day});
}

/** The day, or the last one of its month when the month is too short. */
export function clampDay({year, month, day}) {
    return {year, month, day: Math.min(day, monthLength(year, month))};
}

/**
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @param {"week" | "month" | "season" | "half_year" | "year"} unit
 * @returns {{year: Number, month: Number, day: Number}}
 */
export function startOf(jalali, unit) {
    if (unit === "week") {
        const ordinal = toOrdinal(jalali);
        return fromOrdinal(ordinal - weekday(ordinal));
    }
    const step = monthsIn(unit);
    const month = Math.floor((jalali.month - 1) / step) * step + 1;
    return {year: jalali.year, month, day: 1};
}

/**
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @param {"week" | "month" | "season" | "half_year" | "year"} unit
 * @returns {{year: Number, month: Number, day: Number}}
 */
export function endOf(jalali, unit) {
    const start = startOf(jalali, unit);
    if (unit === "week") {
        return fromOrdinal(toOrdinal(start) + 6);
    }
    const month = start.month + monthsIn(unit) - 1;
    return {year: start.year, month, day: monthLength(start.year, month)};
}

function monthsIn(unit) {
    if (!Object.hasOwn(MONTHS_IN, unit)) {
        throw new JalaliError("unit", {unit});
    }
    return MONTHS_IN[unit];
}
