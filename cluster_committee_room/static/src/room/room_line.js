// One line with the bodies that carry out a resolution, and the deadline:
// «بانک صادرات ۳۰ روز», «ده روز کاری», «همه ۱۴۰۵/۱۰/۱۵», «با همکاری اداره صمت».

import {JalaliError, addMonths, clean, parse} from "@web_jalali/core/jalali";
import {toGregorian} from "@web_jalali/core/days";
import {jalaliOf} from "@web_jalali/core/moments";
import {NUMBER, numberOf} from "./room_numbers";
import {YEARLESS, keyOf} from "./room_text";

const {DateTime} = luxon;

const UNITS = {
    "روز کاری": "workingDays",
    "روزِ کاری": "workingDays",
    روزکاری: "workingDays",
    "روز اداری": "workingDays",
    "working day": "workingDays",
    "working days": "workingDays",
    روز: "days",
    روزه: "days",
    day: "days",
    days: "days",
    هفته: "weeks",
    "هفته ای": "weeks",
    هفتهای: "weeks",
    week: "weeks",
    weeks: "weeks",
    ماه: "months",
    ماهه: "months",
    month: "months",
    months: "months",
    سال: "years",
    ساله: "years",
    year: "years",
    years: "years",
};
const UNIT = Object.keys(UNITS)
    .sort((a, b) => b.length - a.length)
    .join("|");
const BEFORE = "(?:(?:تا تاریخ|تا|ظرف مدت|ظرف|مهلت|until|within|in) ?:? ?)?";
// a number in words is one of its own, never the end of a name
const SPAN = new RegExp(
    `${BEFORE}(?:([0-9]{1,4}) ?|(?<![^\\s،؛,;])(${NUMBER}) ?)(${UNIT})(?: دیگر)?$`
);
const DAY =
    "[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2} ?[^0-9\\s،؛,;]+(?: ماه)? ?[0-9]{2,4}";
const DATED = new RegExp(`${BEFORE}(?:(${DAY})|(?<![^\\s،؛,;])(${YEARLESS}))$`);
const WITH = /^(?:با همکاری|همکار|with) ?:? ?/;
const ALL = new Set(
    ["همه", "همهاعضا", "همهدستگاههایعضو", "all", "allmembers"].map(keyOf)
);

/**
 * What a line means, to be shown before it is kept.
 *
 * @param {String} text as typed
 * @param {Object} options
 * @param {{id: Number, name: String, seated: Boolean}[]} options.bodies
 * @param {String} options.day of the meeting, from which a span counts (yyyy-MM-dd)
 * @param {{from: String, until: String, off: String[]}} [options.workdays] of which days
 *     it is known whether anybody works
 * @returns {{parts: Object[], deadline: String | null, problem: String | null}} each
 *     part has its text, its role, and the body or the candidates it may mean; `problem`
 *     is what cannot be read of the day
 */
export function readLine(text, {bodies, day, workdays}) {
    const cleaned = clean(text);
    const {rest, deadline, problem} = readDeadline(cleaned, day, workdays);
    const parts = [];
    let role = "lead";
    for (const piece of rest.split(/[،؛,;]/)) {
        let name = piece.trim();
        if (WITH.test(name)) {
            role = "collaborator"; // for the ones that follow as well
            name = name.replace(WITH, "");
        }
        if (name) {
            parts.push(...readBody(name, bodies).map((part) => ({...part, role})));
        }
    }
    return {parts, deadline, problem};
}

/** Whether all of it is understood, so that it can be kept. */
export function isRead({parts, deadline, problem}) {
    return (
        !problem &&
        (parts.length > 0 || Boolean(deadline)) &&
        parts.every(({body}) => body)
    );
}

// ------------------------------------------------------------
// UNTIL WHEN
// ------------------------------------------------------------

function readDeadline(cleaned, day, workdays) {
    const span = cleaned.match(SPAN);
    if (span) {
        const number = span[1] ? Number(span[1]) : numberOf(span[2]);
        const unit = UNITS[span[3]];
        const deadline =
            unit === "workingDays"
                ? afterWorking(day, number, workdays)
                : after(day, number, unit);
        const problem = deadline ? null : "unreadable";
        return {rest: cleaned.slice(0, span.index), deadline, problem};
    }
    const dated = cleaned.match(DATED);
    if (!dated) {
        return {rest: cleaned, deadline: null, problem: null};
    }
    const rest = cleaned.slice(0, dated.index);
    const today = jalaliOf(DateTime.fromISO(day));
    try {
        const deadline = dated[1]
            ? dayOf(dated[1], today)
            : nextOf(dated[2], today, day);
        return {rest, deadline, problem: deadline < day ? "past" : null};
    } catch (error) {
        if (!(error instanceof JalaliError)) {
            throw error;
        }
        return {rest, deadline: null, problem: "unreadable"};
    }
}

function dayOf(text, today) {
    const found = DateTime.fromObject(toGregorian(parse(text, today)));
    return found.toFormat("yyyy-MM-dd", {numberingSystem: "latn"});
}

/** Of a day without a year, the first that comes. */
function nextOf(text, today, day) {
    const found = dayOf(`${text} ${today.year}`, today);
    return found < day ? dayOf(`${text} ${today.year + 1}`, today) : found;
}

/** So many days, weeks, Jalali months or years after a day. */
function after(day, number, unit) {
    let moment = DateTime.fromISO(day);
    if (unit === "months" || unit === "years") {
        const months = unit === "years" ? number * 12 : number;
        moment = DateTime.fromObject(toGregorian(addMonths(jalaliOf(moment), months)));
    } else {
        moment = moment.plus({[unit]: number});
    }
    return moment.toFormat("yyyy-MM-dd", {numberingSystem: "latn"});
}

/** The so manieth working day after a day, null where the calendar does not reach. */
function afterWorking(day, number, workdays) {
    if (!workdays || day < workdays.from) {
        return null;
    }
    const off = new Set(workdays.off);
    let [moment, found] = [DateTime.fromISO(day), day];
    for (let left = number; left > 0; ) {
        moment = moment.plus({days: 1});
        found = moment.toFormat("yyyy-MM-dd", {numberingSystem: "latn"});
        if (found > workdays.until) {
            return null;
        }
        left -= off.has(found) ? 0 : 1;
    }
    return found;
}

// ------------------------------------------------------------
// WHO
// ------------------------------------------------------------

function readBody(name, bodies) {
    if (ALL.has(keyOf(name))) {
        const seated = bodies.filter((body) => body.seated);
        return seated.map((body) => ({text: body.name, body, candidates: []}));
    }
    const found = matching(name, bodies);
    const seated = found.filter((body) => body.seated);
    const best = seated.length === 1 ? seated : found;
    return [
        {
            text: name,
            body: best.length === 1 ? best[0] : null,
            candidates: best.length > 1 ? best.slice(0, 6) : [],
        },
    ];
}

/** The bodies that answer best: of that name, beginning so, with that, or its words. */
function matching(name, bodies) {
    const key = keyOf(name);
    const words = clean(name).split(" ").map(keyOf).filter(Boolean);
    const tests = [
        (other) => other === key,
        (other) => other.startsWith(key),
        (other) => other.includes(key),
        (other) => words.every((word) => other.includes(word)),
    ];
    for (const test of tests) {
        const found = bodies.filter((body) => test(keyOf(body.name)));
        if (found.length) {
            return found;
        }
    }
    return [];
}
