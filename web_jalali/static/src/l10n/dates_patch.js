// The functions by which the screens write and read dates.

import {isJalali} from "@web_jalali/core/calendar_system";
import {JalaliError} from "@web_jalali/core/jalali";
import {hasJalali, jalaliOf, toText, weekNumber} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";
import {readableDateFormat} from "@web_jalali/l10n/formats";
import {sentence} from "@web_jalali/l10n/sentences";
import {parseTyped} from "@web_jalali/l10n/typed";
import {localization} from "@web/core/l10n/localization";

// a moment with the letter or the zone of ISO 8601 comes from a program
const MACHINE = /^\d{4}-\d{2}-\d{2}(T|.*(Z|[+-]\d{2}:?\d{2})$)/;

// «م» (میلادی) marks a Gregorian date, both when read and when typed
const GREGORIAN = /\s*م$/;

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

function read(text, type, {tz}, {ConversionError}) {
    try {
        return parseTyped(text, {type, zone: tz || "default"});
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

whenStarted(
    "@web/core/l10n/dates",
    [
        "ConversionError",
        "formatDate",
        "formatDateTime",
        "getLocalYearAndWeek",
        "parseDate",
        "parseDateTime",
        "toLocaleDateString",
        "toLocaleDateTimeString",
        "today",
    ],
    (dates) => {
        const stock = {...dates};
        const isOurs = (moment) => moment && isJalali() && hasJalali(moment);
        const isTyped = (text) => text && isJalali() && !MACHINE.test(text);
        // a day that the calendar does not cover would be read back as another one
        const asOthers = (text, moment, {format}) =>
            text && moment && !format && isJalali() ? `${text} م` : text;
        const isOthers = (text) => isTyped(text) && GREGORIAN.test(text);

        dates.formatDate = (moment, options = {}) =>
            isOurs(moment)
                ? writeDate(moment, options)
                : asOthers(stock.formatDate(moment, options), moment, options);

        dates.formatDateTime = (moment, options = {}) =>
            isOurs(moment)
                ? writeDateTime(moment, options)
                : asOthers(stock.formatDateTime(moment, options), moment, options);

        dates.toLocaleDateString = (moment) =>
            isOurs(moment)
                ? writeLocaleDate(moment, stock.today())
                : stock.toLocaleDateString(moment);

        dates.toLocaleDateTimeString = (moment, options) => {
            if (!isOurs(moment)) {
                return stock.toLocaleDateTimeString(moment, options);
            }
            const {showDate, showTime, showSeconds, tz} = options || {};
            const local = moment.setZone(tz || "default");
            return [
                showDate !== false && writeLocaleDate(local, stock.today()),
                showTime !== false && writeClock(local, showSeconds),
            ]
                .filter(Boolean)
                .join("، ");
        };

        dates.parseDate = (text, options = {}) =>
            isOthers(text)
                ? stock.parseDate(text.replace(GREGORIAN, ""), options)
                : isTyped(text)
                  ? read(text, "date", options, stock).startOf("day")
                  : stock.parseDate(text, options);

        dates.parseDateTime = (text, options = {}) =>
            isOthers(text)
                ? stock.parseDateTime(text.replace(GREGORIAN, ""), options)
                : isTyped(text)
                  ? read(text, "datetime", options, stock)
                  : stock.parseDateTime(text, options);

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
    }
);
