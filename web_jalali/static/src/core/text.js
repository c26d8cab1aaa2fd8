// Days as Persian text, written; the same as tools/_text.py on the server.

import {calendarSystem} from "@web_jalali/core/calendar_system";
import {
    JalaliError,
    dayOfYear,
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
export const MONTHS_LATIN = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
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
const PERSIAN_WORDS = {months: MONTHS, seasons: SEASONS, weekdays: WEEKDAYS, era: ERA};
const LATIN_WORDS = {
    months: MONTHS_LATIN,
    seasons: ["Spring", "Summer", "Autumn", "Winter"],
    weekdays: [
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ],
    era: "AP",
};

/**
 * What months, seasons, weekdays and the era are called in the letters of the reader.
 *
 * @returns {{months: String[], seasons: String[], weekdays: String[], era: String}}
 */
export function words() {
    return calendarSystem.persian ? PERSIAN_WORDS : LATIN_WORDS;
}

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

/** A text or number in the digits of the reader. */
export function localDigits(text) {
    return calendarSystem.persian ? toPersianDigits(text) : toLatinDigits(text);
}

// ------------------------------------------------------------
// WRITING
// ------------------------------------------------------------

const padded = (number, width) => String(number).padStart(width, "0");

const monthName = ({month}, width) => {
    if (width <= 2) {
        return padded(month, width);
    }
    const name = words().months[month - 1];
    return width === 5 ? name[0] : name;
};

const FIELDS = {
    y: ({year}, width) => padded(width === 2 ? year % 100 : year, width),
    M: monthName,
    L: monthName,
    d: ({day}, width) => padded(day, width),
    E: (jalali, width) => {
        const name = words().weekdays[weekday(toOrdinal(jalali))];
        return width === 5 ? name[0] : name;
    },
    Q: (jalali, width) =>
        width <= 2
            ? padded(season(jalali), width)
            : words().seasons[season(jalali) - 1],
    w: (jalali, width) => padded(weekNumber(jalali), width),
    D: (jalali, width) => padded(dayOfYear(jalali), width),
    G: () => words().era,
};

/**
 * A day as text, after an LDML pattern such as "EEEE d MMMM y". Fields: y year, M or L
 * month, d day, E weekday, Q season, w week, D day of the year, G era; text in 'quotes'
 * stays.
 *
 * @param {{year: Number, month: Number, day: Number}} jalali
 * @param {String} [pattern]
 * @param {"persian" | "latin"} [digits] default: those of the reader
 * @returns {String}
 */
export function format(jalali, pattern = "yyyy/MM/dd", digits = null) {
    const inDigits =
        {persian: toPersianDigits, latin: toLatinDigits}[digits] || localDigits;
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
