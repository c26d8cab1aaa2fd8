// Luxon's texts for people. Its machine formats ("yyyy-MM-dd") stay as they are: only
// formats that name the month, that Luxon itself localizes, or that are a clock.

import {
    calendarSystem,
    isJalali,
    isPersianGregorian,
} from "@web_jalali/core/calendar_system";
import {localDigits, words} from "@web_jalali/core/jalali";
import {hasJalali, jalaliOf, plus, toText} from "@web_jalali/core/moments";
import {attempt} from "@web_jalali/core/started";

const {DateTime, Settings} = luxon;

const NAMES_MONTH = /(^|[^A-Za-z'])(M{3,}|L{3,})(?![A-Za-z])/;
const LOCALIZED = /^(D{1,4}|f{1,4}|F{1,4})$/;
const CLOCK = /^(HH?|hh?):mm(:ss)?( ?a)?$/;
const ORIGINALS = Symbol.for("web_jalali.originals");

/**
 * Replaces a method or getter of Luxon, which all pages of a browser share: the tests
 * load this file many times over.
 *
 * @param {String} name
 * @param {(original: Function) => Function} wrap
 */
function replace(name, wrap) {
    const originals = (DateTime.prototype[ORIGINALS] ||= Object.create(null));
    originals[name] ||= Object.getOwnPropertyDescriptor(DateTime.prototype, name);
    attempt("luxon DateTime", originals[name] ? [] : [name], () => {
        const kind = originals[name].get ? "get" : "value";
        Object.defineProperty(DateTime.prototype, name, {
            ...originals[name],
            [kind]: wrap(originals[name][kind]),
        });
    });
}

if (isPersianGregorian()) {
    // without it, Intl gives Gregorian months the names of Persian ones
    Settings.defaultOutputCalendar = "gregory";
}

const digits = () => (calendarSystem.persian ? "arabext" : "latn");
const isLocal = ({locale = Settings.defaultLocale}) =>
    locale === Settings.defaultLocale;
const isOurs = (moment) => isJalali() && hasJalali(moment);

replace(
    "toFormat",
    (toFormat) =>
        function (format, options = {}) {
            const isForPeople = !options.locale && options.numberingSystem !== "latn";
            const isText = NAMES_MONTH.test(format) || LOCALIZED.test(format);
            if (isForPeople && isText && isOurs(this)) {
                return toText(this, format, (moment, token) =>
                    toFormat.call(moment, token)
                );
            }
            const text = toFormat.call(this, format, options);
            const isRead = CLOCK.test(format) || (isText && isPersianGregorian());
            return isForPeople && isRead && (isOurs(this) || isPersianGregorian())
                ? localDigits(text)
                : text;
        }
);

for (const name of ["monthLong", "monthShort"]) {
    replace(
        name,
        (getName) =>
            function () {
                return isOurs(this)
                    ? words().months[jalaliOf(this).month - 1]
                    : getName.call(this);
            }
    );
}

replace(
    "toLocaleString",
    (toLocaleString) =>
        function (format, options = {}) {
            if (isOurs(this) && isLocal(options)) {
                const ours = {outputCalendar: "persian", numberingSystem: digits()};
                return toLocaleString.call(this, format, {...ours, ...options});
            }
            const texts =
                isPersianGregorian() && isLocal(options)
                    ? {numberingSystem: digits(), ...options}
                    : options;
            return toLocaleString.call(this, format, texts);
        }
);

replace(
    "toRelative",
    (toRelative) =>
        function (options = {}) {
            const isDressed = isJalali() || isPersianGregorian();
            const ours = isDressed ? {numberingSystem: digits()} : {};
            const {unit, base = DateTime.now().setZone(this.zone)} = options;
            if (unit || !isOurs(this) || !isOurs(base)) {
                return toRelative.call(this, {...ours, ...options});
            }
            const months = wholeMonths(base, this);
            if (!months) {
                const smaller = {unit: ["days", "hours", "minutes", "seconds"]};
                return toRelative.call(this, {...ours, ...smaller, ...options});
            }
            const years = Math.trunc(months / 12);
            const locale = options.locale || this.locale;
            const texts = {numeric: "always", style: options.style, ...ours};
            return new Intl.RelativeTimeFormat(locale, texts).format(
                years || months,
                years ? "year" : "month"
            );
        }
);

replace(
    "toRelativeCalendar",
    (toRelativeCalendar) =>
        function (options = {}) {
            const base = options.base || DateTime.now().setZone(this.zone);
            if (options.unit || !isOurs(this) || !isOurs(base)) {
                return toRelativeCalendar.call(this, options);
            }
            const [count, unit] = distance(this, base);
            const locale = options.locale || this.locale;
            const texts = {numeric: "auto", numberingSystem: digits()};
            return new Intl.RelativeTimeFormat(locale, texts).format(count, unit);
        }
);

/** The Jalali months from one moment to another that are over, negative backward. */
function wholeMonths(start, end) {
    const [from, to] = [jalaliOf(start), jalaliOf(end)];
    const months = (to.year - from.year) * 12 + to.month - from.month;
    if (!months) {
        return 0;
    }
    const reached = plus(start, {months});
    const isOver = months > 0 ? reached <= end : reached >= end;
    return isOver ? months : months - Math.sign(months);
}

/** Days up to a month, then Jalali months, then years. */
function distance(moment, base) {
    const days = moment.startOf("day").diff(base.startOf("day"), "days").days;
    const [then, now] = [jalaliOf(moment), jalaliOf(base)];
    const years = then.year - now.year;
    const months = years * 12 + then.month - now.month;
    if (Math.abs(days) < 31 || !months) {
        return [Math.round(days), "day"];
    }
    return Math.abs(months) < 12 ? [months, "month"] : [years, "year"];
}
