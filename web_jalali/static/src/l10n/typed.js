// What a person types in an input for a date or a moment.

import {
    FIRST_GREGORIAN_YEAR,
    JalaliError,
    clampDay,
    cleanWritten,
    readMoment,
} from "@web_jalali/core/jalali";
import {hasJalali, jalaliOf, onDay, plus} from "@web_jalali/core/moments";
import {localization} from "@web/core/l10n/localization";

const {DateTime} = luxon;

const WORDS = {today: 0, امروز: 0, فردا: 1, دیروز: -1};
const WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const UNITS = {
    d: "days",
    w: "weeks",
    H: "hours",
    M: "minutes",
    S: "seconds",
};
const TERM = /^([+=-])(\d{1,5})([dmwyHMS])$/;
const NAMED_TERM = /^([+=-])([a-z]+|week_start)$/;
const LIMITS = {H: 23, M: 59, S: 59, d: 31};

/**
 * The moment that a person typed, or a JalaliError.
 *
 * @param {String} text
 * @param {Object} [options]
 * @param {String | luxon.Zone} [options.zone] of the person, and of the result
 * @returns {luxon.DateTime}
 */
export function parseTyped(text, {zone = "default"} = {}) {
    const now = DateTime.local().setZone(zone);
    const smart = parseSmart(cleanWritten(text), now);
    if (smart) {
        return smart;
    }
    const {day, time, offset} = readMoment(text, jalaliOf(now));
    if (offset === null) {
        return DateTime.fromObject({...day, ...time}, {zone: now.zone});
    }
    return DateTime.fromObject({...day, ...time}, {zone: "utc"})
        .minus({minutes: offset})
        .setZone(now.zone);
}

// ------------------------------------------------------------
// SHORTCUTS, AS "today +1m": months and years are Jalali
// ------------------------------------------------------------

function parseSmart(cleaned, now) {
    const terms = cleaned.split(" ");
    let moment = now.startOf("second");
    if (Object.hasOwn(WORDS, terms[0])) {
        moment = now.startOf("day").plus({days: WORDS[terms.shift()]});
    } else if (terms[0] === "now") {
        terms.shift();
    } else if (!/^[+=-]/.test(terms[0])) {
        return null;
    } else if (terms.length === 1 && /^[+=-]\d+$/.test(terms[0])) {
        terms[0] += "d";
    }
    for (const term of terms) {
        moment = applyTerm(moment, term);
        if (!moment?.isValid) {
            throw new JalaliError("unreadable");
        }
        if (!hasJalali(moment)) {
            throw new JalaliError("range");
        }
    }
    return moment;
}

function applyTerm(moment, term) {
    const named = term.match(NAMED_TERM);
    if (named) {
        return goToWeekday(moment, named[1], named[2]);
    }
    const [, operator, digits, unit] = term.match(TERM) || [];
    if (!operator) {
        return null;
    }
    const number = Number(digits);
    if (operator === "=") {
        return set(moment, unit, number);
    }
    const signed = operator === "-" ? -number : number;
    if (unit === "m" || unit === "y") {
        return plus(moment, {[unit === "m" ? "months" : "years"]: signed});
    }
    return moment.plus({[UNITS[unit]]: signed});
}

function set(moment, unit, number) {
    if (unit === "w" || number > LIMITS[unit]) {
        return null;
    }
    if ("HMS".includes(unit)) {
        return moment.startOf(UNITS[unit]).set({[UNITS[unit]]: number});
    }
    const start = moment.startOf("day");
    if (unit === "y" && number >= FIRST_GREGORIAN_YEAR) {
        return start.set({year: number});
    }
    const part = {d: "day", m: "month", y: "year"}[unit];
    const jalali = clampDay({...jalaliOf(start), [part]: number});
    return onDay(start, jalali);
}

function goToWeekday(moment, operator, name) {
    const {weekStart} = localization;
    const wanted = name === "week_start" ? weekStart : WEEKDAYS.indexOf(name) + 1;
    if (!wanted) {
        return null;
    }
    const inWeek = (weekday) => (weekday - weekStart + 7) % 7;
    let days = inWeek(wanted) - inWeek(moment.weekday);
    if (operator === "-" && days > 0) {
        days -= 7;
    } else if (operator === "+" && days < 0) {
        days += 7;
    }
    return (operator === "=" ? moment.startOf("day") : moment).plus({days});
}
