// Dates as Persian text, written and read; the same as tools/_text.py on the server.

import {
    JalaliError,
    dayOfYear,
    fromOrdinal,
    gregorianToOrdinal,
    ordinalToGregorian,
    season,
    toOrdinal,
    weekNumber,
    weekday,
} from "@web_jalali/core/days";

// A written year from here on is a Gregorian one; no Jalali date reaches it.
export const FIRST_GREGORIAN_YEAR = 1700;

export const MONTHS = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];
export const SEASONS = ["بهار", "تابستان", "پاییز", "زمستان"];
// The week begins on Saturday.
export const WEEKDAYS = [
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سه‌شنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
];
const ERA = "ه‍.ش.";

const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";

// ------------------------------------------------------------
// DIGITS
// ------------------------------------------------------------

export function toPersianDigits(text) {
    return toLatinDigits(text).replace(/[0-9]/g, (digit) => PERSIAN[digit]);
}

export function toLatinDigits(text) {
    return String(text)
        .replace(/[۰-۹]/g, (digit) => PERSIAN.indexOf(digit))
        .replace(/[٠-٩]/g, (digit) => ARABIC.indexOf(digit));
}

// ------------------------------------------------------------
// WRITING
// ------------------------------------------------------------

const padded = (number, width) => String(number).padStart(width, "0");

const monthName = ({month}, width) => {
    if (width <= 2) {
        return padded(month, width);
    }
    return width === 5 ? MONTHS[month - 1][0] : MONTHS[month - 1];
};

const FIELDS = {
    y: ({year}, width) => padded(width === 2 ? year % 100 : year, width),
    M: monthName,
    L: monthName,
    d: ({day}, width) => padded(day, width),
    E: (jalali, width) => {
        const name = WEEKDAYS[weekday(toOrdinal(jalali))];
        return width === 5 ? name[0] : name;
    },
    Q: (jalali, width) =>
        width <= 2 ? padded(season(jalali), width) : SEASONS[season(jalali) - 1],
    w: (jalali, width) => padded(weekNumber(jalali), width),
    D: (jalali, width) => padded(dayOfYear(jalali), width),
    G: () => ERA,
};

/**
 * A day as text, after an LDML pattern such as "EEEE d MMMM y". Fields: y year, M or L
 * month, d day, E weekday, Q season, w week, D day of the year, G era; text in 'quotes'
 * stays.
 *
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @param {String} [pattern]
 * @param {"persian" | "latin"} [digits]
 * @returns {String}
 */
export function format(jalali, pattern = "yyyy/MM/dd", digits = "persian") {
    const inDigits = digits === "latin" ? toLatinDigits : toPersianDigits;
    return pattern.replace(
        /'((?:[^']|'')*)'|([A-Za-z])\2*|'/g,
        (part, quoted, letter) => {
            if (letter) {
                if (!Object.hasOwn(FIELDS, letter)) {
                    throw new JalaliError("pattern", {pattern});
                }
                return inDigits(FIELDS[letter](jalali, part.length));
            }
            if (quoted === undefined) {
                throw new JalaliError("pattern", {pattern});
            }
            return quoted.replaceAll("''", "'") || "'";
        }
    );
}

// ------------------------------------------------------------
// READING
// ------------------------------------------------------------

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u0640]/g;
const LETTERS = {ي: "ی", ى: "ی", ك: "ک", آ: "ا", أ: "ا"};

/** The text with Latin digits, one spelling of each letter, and no marks. */
export function clean(text) {
    return toLatinDigits(String(text).normalize("NFKC"))
        .replace(/[يىكآأ]/g, (letter) => LETTERS[letter])
        .replace(INVISIBLE, "")
        .replace(/\s+/g, " ")
        .trim();
}

const MONTH_NUMBERS = {
    ...Object.fromEntries(MONTHS.map((name, index) => [clean(name), index + 1])),
    امرداد: 5,
};
const MONTH_NAMES = Object.keys(MONTH_NUMBERS).join("|");

const WEEKDAY = /^((?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه) ?[,،]? ?(?=[0-9])/;
const NUMBERS = /^([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})$/;
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const TEXTUAL = new RegExp(
    `^([0-9]{1,2}) ?(${MONTH_NAMES})(?: ?ماه)? ?[,،]? ?([0-9]{4}|[0-9]{2})$`
);

/**
 * The day that a person wrote; never a guess. Read are year/month/day and day/month/year
 * with / - . or spaces, 14050902, and «دوشنبه ۲ آذر ۱۴۰۵», with the digits of all three
 * sets. A year of two digits is the one from 79 years before to 20 years after `today`.
 * A year from 1700 on, written first, is Gregorian.
 *
 * @param {String} text
 * @param {{year: Number, month: Number, day: Number}} today Jalali
 * @returns {{year: Number, month: Number, day: Number}} Jalali
 */
export function parse(text, today) {
    const cleaned = clean(text);
    const [prefix, name] = cleaned.match(WEEKDAY) || [""];
    const jalali = parseDay(cleaned.slice(prefix.length), today);
    if (name) {
        checkWeekday(jalali, name.replace(" ", ""));
    }
    return jalali;
}

function parseDay(text, today) {
    let match = text.match(COMPACT);
    if (match) {
        return fromYearFirst(match[1], match[2], match[3], today);
    }
    match = text.match(TEXTUAL);
    if (match) {
        return fromJalali(match[3], MONTH_NUMBERS[match[2]], match[1], today);
    }
    match = text.match(NUMBERS);
    if (match) {
        const [, first, , month, last] = match;
        if ([2, 4].includes(first.length) && last.length <= 2) {
            return fromYearFirst(first, month, last, today);
        }
        if (first.length <= 2 && last.length === 4) {
            return fromJalali(last, month, first, today);
        }
    }
    throw new JalaliError("unreadable");
}

function fromYearFirst(year, month, day, today) {
    if (Number(year) < FIRST_GREGORIAN_YEAR) {
        return fromJalali(year, month, day, today);
    }
    const gregorian = {year: Number(year), month: Number(month), day: Number(day)};
    const ordinal = gregorianToOrdinal(gregorian);
    const found = ordinalToGregorian(ordinal);
    if (found.month !== gregorian.month || found.day !== gregorian.day) {
        throw new JalaliError("gregorian", {day: gregorian});
    }
    return fromOrdinal(ordinal);
}

function fromJalali(year, month, day, today) {
    if (Number(year) >= FIRST_GREGORIAN_YEAR) {
        throw new JalaliError("order");
    }
    const full = year.length === 2 ? fullYear(Number(year), today) : Number(year);
    const jalali = {year: full, month: Number(month), day: Number(day)};
    toOrdinal(jalali);
    return jalali;
}

function fullYear(short, today) {
    const earliest = today.year - 79;
    return earliest + ((short - (earliest % 100) + 100) % 100);
}

function checkWeekday(jalali, name) {
    const actual = WEEKDAYS[weekday(toOrdinal(jalali))];
    if (clean(actual) !== name) {
        throw new JalaliError("weekday", {actual});
    }
}
