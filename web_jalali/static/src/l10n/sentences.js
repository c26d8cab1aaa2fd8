import {_t} from "@web/core/l10n/translation";
import {localDigits, words} from "@web_jalali/core/jalali";

const REASONS = {
    day: ({year, month, length}) =>
        _t("%(month)s %(year)s has %(length)s days.", {
            month: words().months[month - 1],
            year: localDigits(year),
            length: localDigits(length),
        }),
    month: () => _t("The months are 1 to 12."),
    year: () => _t("Only the Jalali years 1200 to 1500 are covered."),
    range: () => _t("Only the Jalali years 1200 to 1500 are covered."),
    gregorian: () => _t("The Gregorian calendar has no such day."),
    order: () => _t("Write a Gregorian date as year-month-day."),
    weekday: ({actual}) => _t("That day is a %(weekday)s.", {weekday: actual}),
    ambiguous: () =>
        _t("Is the year first or the day? Write the year with four digits."),
    common_era: ({year}) =>
        _t("The Gregorian years begin with %(year)s.", {year: localDigits(year)}),
    far: ({year, years}) =>
        _t(
            "The year %(year)s lies more than %(years)s years away; write four digits.",
            {
                year: localDigits(year),
                years: localDigits(years),
            }
        ),
    figure: () => _t("A raised or circled figure is no digit."),
    half: () => _t("With morning or afternoon, the hours are 1 to 12."),
    zone: () => _t("A time with a zone needs a Gregorian day."),
    time: () => _t("The hours are 0 to 23, the minutes 0 to 59."),
    unreadable: () => _t("Write year, month and day, for example 1405/09/02."),
};

/**
 * Why a text is no date, as a sentence for people.
 *
 * @param {String} text
 * @param {import("@web_jalali/core/jalali").JalaliError} error
 * @returns {String}
 */
export function sentence(text, {code, values}) {
    const reason = (REASONS[code] || REASONS.unreadable)(values);
    return _t("“%(text)s” is not a date. %(reason)s", {text: text.trim(), reason});
}
