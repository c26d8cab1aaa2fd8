// Days and moments that people and programs wrote, read; strictly, never guessed. The
// same as tools/_reading.py on the server: tests/data/dates.json holds the texts on which
// both must agree.

import {
    JalaliError,
    fromOrdinal,
    gregorianToOrdinal,
    ordinalToGregorian,
    toGregorian,
    toJalali,
    toOrdinal,
    weekday,
} from "@web_jalali/core/days";
import {
    FIRST_GREGORIAN_YEAR,
    MONTHS,
    MONTHS_LATIN,
    WEEKDAYS,
    toLatinDigits,
} from "@web_jalali/core/text";

// Two digits for a year are read when the day lies within these years of today
const NEAR = 50;

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u0640]/g;
// Written out: what is a space differs between Python and the browser
const SPACES = /[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const LETTERS = {ي: "ی", ى: "ی", ك: "ک", آ: "ا", أ: "ا"};

/**
 * The text with Latin digits, one spelling of each letter, and no marks.
 *
 * @param {String} text
 * @returns {String}
 */
export function clean(text) {
    return toLatinDigits(String(text).normalize("NFKC"))
        .replace(/[يىكآأ]/g, (letter) => LETTERS[letter])
        .replace(INVISIBLE, "")
        .replace(SPACES, " ")
        .replace(/^ | $/g, "");
}

/** The text of a day or a moment, cleaned: a raised or circled figure is no digit. */
export function cleanWritten(text) {
    if (/\p{No}/u.test(text)) {
        throw new JalaliError("figure");
    }
    return clean(text);
}

const MONTH_NUMBERS = {
    ...Object.fromEntries(MONTHS.map((name, index) => [clean(name), index + 1])),
    ...Object.fromEntries(
        MONTHS_LATIN.map((name, index) => [name.toLowerCase(), index + 1])
    ),
    امرداد: 5,
};
const MONTH_NAMES = Object.keys(MONTH_NUMBERS).join("|");

const WEEKDAY = /^((?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه) ?[,،]? ?(?=[0-9])/;
const NUMBERS = /^([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})$/;
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const TEXTUAL = new RegExp(
    `^([0-9]{1,2}) ?(${MONTH_NAMES})(?: ?ماه)? ?[,،]? ?([0-9]{4}|[0-9]{2})$`,
    "i"
);
const MORNING = "am|a\\.m\\.|ق\\.? ?ظ\\.?|قبل ?از ?ظهر|صبح";
const AFTERNOON = "pm|p\\.m\\.|ب\\.? ?ظ\\.?|بعد ?از ?ظهر|عصر";
const TIME = new RegExp(
    "^(?<written>.+?)(?: ?[,،] ?| |T)(?:ساعت )?" +
        "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})" +
        "(?::(?<second>[0-9]{2})(?:\\.[0-9]{1,6})?)?" +
        `(?: ?(?:(?<morning>${MORNING})|(?<afternoon>${AFTERNOON})))?` +
        "(?: ?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2}))?$",
    "i"
);
// «م» (میلادی) marks a Gregorian day, outside of the years we cover
const GREGORIAN_MARK = / م$/;

/**
 * The moment that a person or a program wrote, its day a Gregorian one. Read are
 * year/month/day and day/month/year with / - . or spaces, 14050902, and «دوشنبه ۲ آذر
 * ۱۴۰۵», with the digits of all three sets, and a time behind it: 9:30, 09:30:15,
 * «ساعت ۹:۳۰», 9:30 pm. A year from 1700 on, written first, is Gregorian. A time with a zone
 * follows a Gregorian day only; `offset` are then its minutes before UTC.
 *
 * A year of two digits stands first and is the one from 79 years before to 20 years after
 * `today`. It is refused when the day lies more than 50 years away, or when the same
 * numbers, day first, name a nearer day.
 *
 * @param {String} text
 * @param {{year: Number, month: Number, day: Number}} today Jalali
 * @returns {{day: {year: Number, month: Number, day: Number}, time: {hour: Number,
 *  minute: Number, second: Number}, offset: Number | null}}
 */
export function readMoment(text, today) {
    const cleaned = cleanWritten(text);
    const isMarked = GREGORIAN_MARK.test(cleaned);
    const bare = cleaned.replace(GREGORIAN_MARK, "");
    const parts = bare.match(TIME)?.groups;
    const written = parts ? parts.written : bare;
    const day = isMarked ? readMarked(written) : toGregorian(readDay(written, today));
    return {
        day,
        time: parts ? readTime(parts) : {hour: 0, minute: 0, second: 0},
        offset: parts?.zone ? readZone(parts) : null,
    };
}

/**
 * The day that a person wrote, as `readMoment` reads it; a time behind it is left out.
 *
 * @param {String} text
 * @param {{year: Number, month: Number, day: Number}} today Jalali
 * @returns {{year: Number, month: Number, day: Number}} Jalali
 */
export function parse(text, today) {
    return toJalali(readMoment(text, today).day);
}

function readTime({hour, minute, second, morning, afternoon}) {
    const time = {
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second || 0),
    };
    if (morning || afternoon) {
        if (time.hour < 1 || time.hour > 12) {
            throw new JalaliError("half");
        }
        time.hour = (time.hour % 12) + (afternoon ? 12 : 0);
    }
    if (time.hour > 23 || time.minute > 59 || time.second > 59) {
        throw new JalaliError("time");
    }
    return time;
}

/** Only programs write a zone, with Gregorian days. */
function readZone({written, zone}) {
    if (!/^(?:1[7-9]|[2-9][0-9])[0-9]{2}[^0-9]/.test(written)) {
        throw new JalaliError("zone");
    }
    if (/z/i.test(zone)) {
        return 0;
    }
    const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
    if (hours > 23 || minutes > 59) {
        throw new JalaliError("zone");
    }
    return (hours * 60 + minutes) * (zone[0] === "-" ? -1 : 1);
}

function readDay(text, today) {
    const [prefix, name] = text.match(WEEKDAY) || [""];
    const jalali = readWritten(text.slice(prefix.length), today);
    if (name) {
        checkWeekday(jalali, name.replace(" ", ""));
    }
    return jalali;
}

/** The Gregorian day of 2150/01/31 م, as days outside of ours are shown. */
function readMarked(text) {
    const [, year, , month, day] = text.match(NUMBERS) || [];
    if (year?.length !== 4 || day.length > 2) {
        throw new JalaliError("order");
    }
    if (Number(year) < FIRST_GREGORIAN_YEAR) {
        throw new JalaliError("common_era", {year: FIRST_GREGORIAN_YEAR});
    }
    return ordinalToGregorian(gregorianDay(year, month, day));
}

/** The ordinal of a Gregorian day that exists. */
function gregorianDay(...parts) {
    const [year, month, day] = parts.map(Number);
    const ordinal = gregorianToOrdinal({year, month, day});
    const found = ordinalToGregorian(ordinal);
    if (found.month !== month || found.day !== day) {
        throw new JalaliError("gregorian", {day: {year, month, day}});
    }
    return ordinal;
}

function readWritten(text, today) {
    let match = text.match(COMPACT);
    if (match) {
        return fromYearFirst(match[1], match[2], match[3]);
    }
    match = text.match(TEXTUAL);
    if (match) {
        const month = MONTH_NUMBERS[match[2].toLowerCase()];
        return fromJalali(match[3], month, match[1], today);
    }
    match = text.match(NUMBERS);
    if (match) {
        const [, first, , month, last] = match;
        if (last.length <= 2 && first.length === 4) {
            return fromYearFirst(first, month, last);
        }
        if (last.length <= 2 && first.length === 2) {
            return fromShort(first, month, last, today);
        }
        if (first.length <= 2 && last.length === 4) {
            return fromJalali(last, month, first, today);
        }
    }
    throw new JalaliError("unreadable");
}

function fromYearFirst(year, month, day) {
    return Number(year) < FIRST_GREGORIAN_YEAR
        ? existing(year, month, day)
        : fromOrdinal(gregorianDay(year, month, day));
}

function fromJalali(year, month, day, today) {
    if (Number(year) >= FIRST_GREGORIAN_YEAR) {
        throw new JalaliError("order");
    }
    return year.length === 2
        ? nearDay(year, month, day, today)
        : existing(year, month, day);
}

/** The day of 05/09/02, unless 02/09/05 was more likely meant. */
function fromShort(first, month, last, today) {
    const parsed = nearDay(first, month, last, today);
    let other = null;
    try {
        other = nearDay(last.padStart(2, "0"), month, first, today);
    } catch (error) {
        if (error instanceof JalaliError) {
            return parsed;
        }
        throw error;
    }
    const away = (jalali) => Math.abs(toOrdinal(jalali) - toOrdinal(today));
    if (away(other) < away(parsed)) {
        throw new JalaliError("ambiguous");
    }
    return parsed;
}

function nearDay(short, month, day, today) {
    const earliest = today.year - 79;
    const year = earliest + ((short - (earliest % 100) + 100) % 100);
    const parsed = existing(year, month, day);
    const isPast = toOrdinal(parsed) <= toOrdinal(today);
    const [early, late] = isPast ? [parsed, today] : [today, parsed];
    const years = late.year - early.year;
    const passed = late.month * 100 + late.day - (early.month * 100 + early.day);
    if (years > NEAR || (years === NEAR && passed > 0)) {
        throw new JalaliError("far", {year, years: NEAR});
    }
    return parsed;
}

function existing(...parts) {
    const [year, month, day] = parts.map(Number);
    return toJalali(toGregorian({year, month, day}));
}

function checkWeekday(jalali, name) {
    const actual = WEEKDAYS[weekday(toOrdinal(jalali))];
    if (clean(actual) !== name) {
        throw new JalaliError("weekday", {actual});
    }
}
