// The functions by which the screens write and read dates.

import {isJalali, isPersianGregorian} from "@web_jalali/core/calendar_system";
import {JalaliError, toLatinDigits, toPersianDigits} from "@web_jalali/core/jalali";
import {hasJalali, jalaliOf, toText, weekNumber} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";
import {readableDateFormat} from "@web_jalali/l10n/formats";
import {sentence} from "@web_jalali/l10n/sentences";
import {parseTyped} from "@web_jalali/l10n/typed";
import {localization} from "@web/core/l10n/localization";

const {DateTime} = luxon;

const otherToken = (moment, token) => moment.toFormat(token);

function writeDate(moment, {format}) {
    const {dateFormat} = localization;
    const isDefault = !format || format === dateFormat;
    return toText(
        moment,
        isDefault ? readableDateFormat(dateFormat) : format,
        otherToken
    );
}

function writeDateTime(moment, {format, tz}) {
    const {dateFormat, dateTimeFormat, timeFormat} = localization;
    const isDefault = !format || format === dateTimeFormat;
    return toText(
        moment.setZone(tz || "default"),
        isDefault ? `${readableDateFormat(dateFormat)} ${timeFormat}` : format,
        otherToken
    );
}

function read(text, {tz}, {ConversionError}) {
    try {
        return parseTyped(text, {zone: tz || "default"});
    } catch (error) {
        if (error instanceof JalaliError) {
            throw new ConversionError(sentence(text, error), {cause: error});
        }
        throw error;
    }
}

function writeLocaleDate(moment, today) {
    const isThisYear = jalaliOf(moment).year === jalaliOf(today).year;
    return toText(moment, isThisYear ? "d MMMM" : "d MMMM yyyy", otherToken);
}

function writeClock(moment, showSeconds) {
    const {timeFormat} = localization;
    const hour = /H/.test(timeFormat) ? "H" : "h";
    const half = /a/.test(timeFormat) ? " a" : "";
    return moment.toFormat(`${hour}:mm${showSeconds ? ":ss" : ""}${half}`);
}

// who reads Persian and chose Gregorian reads and types Persian digits as well
const inDigits = (text) =>
    text && isPersianGregorian() ? toPersianDigits(text) : text;
const fromDigits = (text) =>
    text && isPersianGregorian() ? toLatinDigits(text) : text;
const isOurs = (moment) => moment && isJalali() && hasJalali(moment);

// a day that the calendar does not cover would be read back as another one
const asOthers = (text, moment, {format}) =>
    text && moment && !format && isJalali() ? `${text} م` : text;

whenStarted("@web/core/l10n/dates", ["formatDate", "formatDateTime"], (dates) => {
    const stock = {...dates};

    dates.formatDate = (moment, options = {}) =>
        isOurs(moment)
            ? writeDate(moment, options)
            : inDigits(asOthers(stock.formatDate(moment, options), moment, options));

    dates.formatDateTime = (moment, options = {}) =>
        isOurs(moment)
            ? writeDateTime(moment, options)
            : inDigits(
                  asOthers(stock.formatDateTime(moment, options), moment, options)
              );
});

whenStarted(
    "@web/core/l10n/dates",
    ["toLocaleDateString", "toLocaleDateTimeString"],
    (dates) => {
        const stock = {...dates};

        dates.toLocaleDateString = (moment) =>
            isOurs(moment)
                ? writeLocaleDate(moment, DateTime.local())
                : inDigits(stock.toLocaleDateString(moment));

        dates.toLocaleDateTimeString = (moment, options) => {
            if (!isOurs(moment)) {
                return inDigits(stock.toLocaleDateTimeString(moment, options));
            }
            const {showDate, showTime, showSeconds, tz} = options || {};
            const local = moment.setZone(tz || "default");
            return [
                showDate !== false && writeLocaleDate(local, DateTime.local()),
                showTime !== false && writeClock(local, showSeconds),
            ]
                .filter(Boolean)
                .join("، ");
        };
    }
);

whenStarted(
    "@web/core/l10n/dates",
    ["ConversionError", "parseDate", "parseDateTime"],
    (dates) => {
        const stock = {...dates};

        dates.parseDate = (text, options = {}) =>
            text && isJalali()
                ? read(text, options, stock).startOf("day")
                : stock.parseDate(fromDigits(text), options);

        dates.parseDateTime = (text, options = {}) =>
            text && isJalali()
                ? read(text, options, stock)
                : stock.parseDateTime(fromDigits(text), options);
    }
);

whenStarted("@web/core/l10n/dates", ["getLocalYearAndWeek"], (dates) => {
    const stock = {...dates};

    dates.getLocalYearAndWeek = (date) => {
        const found = stock.getLocalYearAndWeek(date);
        return isOurs(found.startDate)
            ? {
                  ...found,
                  year: jalaliOf(found.startDate).year,
                  week: weekNumber(found.startDate),
              }
            : found;
    };
});
