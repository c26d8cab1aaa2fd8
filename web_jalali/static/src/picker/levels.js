// What the picker shows when it is zoomed to days, months, years or decades; the Jalali
// counterpart of PRECISION_LEVELS in Odoo's picker.

import {isInRange, today} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";
import {_t} from "@web/core/l10n/translation";
import {
    FIRST_YEAR,
    LAST_YEAR,
    format,
    localDigits,
    words,
} from "@web_jalali/core/jalali";
import {
    endOf,
    hasJalali,
    jalaliOf,
    onDay,
    startOf,
    weekNumber,
} from "@web_jalali/core/moments";

const WEEKS = 6;
const FRIDAY = 5;
const GRID = [...Array(12).keys()];

const yearOf = (moment) => jalaliOf(moment).year;
const range = (start, unit) => [start, endOf(start, unit)];
const floorTo = (number, step) => Math.floor(number / step) * step;
const span = (from, to) => `${localDigits(from)} – ${localDigits(to)}`;
// luxon counts from Monday, 1; the names from Saturday
const weekdayName = (moment) => words().weekdays[(moment.weekday + 1) % 7];

function toItem({
    period,
    label,
    limits,
    isOutOfRange = false,
    isValid = true,
    ...more
}) {
    return {
        id: period[0].toISODate(),
        includesToday: isInRange(today(), period),
        isOutOfRange,
        isValid: isInRange(period, limits) && isValid,
        label,
        range: period,
        extraClass: "",
        ariaLabel: label,
        title: "",
        ...more,
    };
}

// ------------------------------------------------------------
// DAYS
// ------------------------------------------------------------

function toDay(moment, month, {minDate, maxDate, isDateValid, dayCellClass, holidays}) {
    const period = [moment, moment.endOf("day")];
    const limits = [minDate, maxDate];
    if (!hasJalali(moment)) {
        return toItem({period, limits, label: "", isOutOfRange: true, isValid: false});
    }
    const jalali = jalaliOf(moment);
    const holiday = holidays[moment.toISODate()];
    const gregorian = gregorianText(moment);
    const spoken = [format(jalali, "EEEE d MMMM y"), holiday].filter(Boolean);
    return toItem({
        period,
        limits,
        label: localDigits(jalali.day),
        isOutOfRange: !isInRange(moment, month),
        isValid: !isDateValid || Boolean(isDateValid(moment)),
        extraClass: [
            dayCellClass?.(moment),
            moment.weekday === FRIDAY && "o_jalali_friday",
            holiday && "o_jalali_holiday",
        ]
            .filter(Boolean)
            .join(" "),
        ariaLabel: spoken.join("، "),
        title: [gregorian, holiday].filter(Boolean).join("\n"),
    });
}

function gregorianText(moment) {
    const parts = {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"};
    const day = Date.UTC(moment.year, moment.month - 1, moment.day);
    return new Intl.DateTimeFormat("en-GB", parts).format(day);
}

function getDays(moment, params) {
    const month = range(startOf(moment, "month"), "month");
    const offset = (month[0].weekday - localization.weekStart + 7) % 7;
    const first = month[0].minus({days: offset});
    const weeks = [...Array(WEEKS).keys()].map((week) => {
        const days = [...Array(7).keys()].map((day) =>
            toDay(first.plus({days: week * 7 + day}), month, params)
        );
        const known = days.find((day) => day.label);
        const number = known ? localDigits(weekNumber(known.range[0])) : "";
        return {id: days[0].id, number, days};
    });
    const daysOfWeek = weeks[0].days.map(({range: [day]}) => {
        const name = weekdayName(day);
        return [name, name, name[0]];
    });
    if (params.showWeekNumbers) {
        daysOfWeek.unshift(["", _t("Week numbers"), ""]);
    }
    const number = jalaliOf(month[0]).month;
    return [{id: "__month__0", number, daysOfWeek, weeks}];
}

// ------------------------------------------------------------
// MONTHS, YEARS, DECADES
// ------------------------------------------------------------

function getMonths(moment, {minDate, maxDate}) {
    return words().months.map((label, index) => {
        const jalali = {year: yearOf(moment), month: index + 1, day: 1};
        const start = onDay(moment, jalali).startOf("day");
        const period = range(start, "month");
        const ariaLabel = `${label} ${localDigits(jalali.year)}`;
        return toItem({period, label, ariaLabel, limits: [minDate, maxDate]});
    });
}

/** Ten periods of `step` years, and one more on either side. */
function getYears(moment, step, {minDate, maxDate}) {
    const first = floorTo(yearOf(moment), step * 10) - step;
    const years = GRID.map((index) => first + index * step).filter(
        (year) => year + step > FIRST_YEAR && year <= LAST_YEAR
    );
    return years.map((year) => {
        const from = {year: Math.max(year, FIRST_YEAR), month: 1, day: 1};
        const to = {year: Math.min(year + step - 1, LAST_YEAR), month: 12, day: 1};
        return toItem({
            period: [
                onDay(moment, from).startOf("day"),
                endOf(onDay(moment, to), "month"),
            ],
            label: localDigits(year),
            limits: [minDate, maxDate],
            isOutOfRange: year === first || year === first + 11 * step,
        });
    });
}

const yearsTitle = (moment, step) => {
    const first = floorTo(yearOf(moment), step * 10);
    return span(first, first + step * 10 - 1);
};

// ------------------------------------------------------------

/** `step` is in Jalali years and months; `columns` is the width of the grid */
export const LEVELS = {
    days: {
        mainTitle: _t("Select month"),
        nextTitle: _t("Next month"),
        prevTitle: _t("Previous month"),
        step: {months: 1},
        columns: 7,
        getTitle: (moment) => format(jalaliOf(moment), "MMMM y"),
        getItems: getDays,
    },
    months: {
        mainTitle: _t("Select year"),
        nextTitle: _t("Next year"),
        prevTitle: _t("Previous year"),
        step: {years: 1},
        columns: 4,
        getTitle: (moment) => localDigits(yearOf(moment)),
        getItems: getMonths,
    },
    years: {
        mainTitle: _t("Select decade"),
        nextTitle: _t("Next decade"),
        prevTitle: _t("Previous decade"),
        step: {years: 10},
        columns: 4,
        getTitle: (moment) => yearsTitle(moment, 1),
        getItems: (moment, params) => getYears(moment, 1, params),
    },
    decades: {
        mainTitle: _t("Select century"),
        nextTitle: _t("Next century"),
        prevTitle: _t("Previous century"),
        step: {years: 100},
        columns: 4,
        getTitle: (moment) => yearsTitle(moment, 10),
        getItems: (moment, params) => getYears(moment, 10, params),
    },
};
