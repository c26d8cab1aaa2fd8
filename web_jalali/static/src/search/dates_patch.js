// The date filters of the search bar: Jalali months, seasons and years.

import {_t} from "@web/core/l10n/translation";
import {isJalali} from "@web_jalali/core/calendar_system";
import {localDigits, words} from "@web_jalali/core/jalali";
import {endOf, jalaliOf, onDay, plus, startOf} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";

const between = (number, from, to) => Math.max(from, Math.min(number, to));
const countUp = (from, to) => [...Array(to - from + 1).keys()].map((i) => from + i);

// ------------------------------------------------------------
// OPTIONS
// ------------------------------------------------------------

// `jalali` is the first month of the period, or the year, of an option.

function monthOptions(reference, {startMonth, endMonth, startYear, endYear}, {toId}) {
    const now = jalaliOf(reference);
    const years = between(0, startYear, endYear);
    return countUp(startMonth, endMonth).map((months) => {
        const {year, month} = jalaliOf(plus(reference, {months, years}));
        const offset = between(year - now.year, startYear, endYear);
        return {
            id: toId("month", months),
            defaultYearId: toId("year", offset),
            description: words().months[month - 1],
            granularity: "month",
            groupNumber: 1,
            plusParam: {months},
            jalali: {month},
        };
    });
}

function seasonOptions({startYear, endYear}, {toId, stockSeasons}) {
    const defaultYearId = toId("year", between(0, startYear, endYear));
    return Object.values(stockSeasons).map((option) => {
        const season = option.setParam.quarter;
        return {
            ...option,
            defaultYearId,
            description: words().seasons[season - 1],
            jalali: {month: season * 3 - 2},
        };
    });
}

function yearOptions(reference, {startYear, endYear}, {toId}) {
    const now = jalaliOf(reference);
    return countUp(startYear, endYear).map((years) => ({
        id: toId("year", years),
        description: localDigits(now.year + years),
        granularity: "year",
        groupNumber: 2,
        plusParam: {years},
        jalali: {year: now.year + years},
    }));
}

function ownOptions({customOptions}) {
    return customOptions.map(({id, description, domain}) => ({
        id,
        description,
        domain,
        granularity: "withDomain",
        groupNumber: 3,
    }));
}

// ------------------------------------------------------------
// DOMAINS
// ------------------------------------------------------------

const byStart = (one, other) =>
    one.granularity.localeCompare(other.granularity) ||
    (one.jalali.year || one.jalali.month) - (other.jalali.year || other.jalali.month);

/** Every chosen month or season of every chosen year, or the whole years. */
function chosenPeriods(options) {
    const isYear = ({granularity}) => granularity === "year";
    const years = options.filter(isYear).sort(byStart);
    const parts = options.filter((option) => !isYear(option)).sort(byStart);
    const whole = [{granularity: "year", jalali: {month: 1}, description: ""}];
    return years.flatMap((year) =>
        (parts.length ? parts : whole).map((part) => ({
            unit: part.granularity,
            day: {year: year.jalali.year, month: part.jalali.month, day: 1},
            description: `${part.description} ${year.description}`.trim(),
        }))
    );
}

whenStarted(
    "@web/search/utils/dates",
    [
        "INTERVAL_OPTIONS",
        "QUARTER_OPTIONS",
        "constructDateDomain",
        "getPeriodOptions",
        "toGeneratorId",
        "@web/core/domain:Domain",
        "@web/core/l10n/dates:serializeDate",
        "@web/core/l10n/dates:serializeDateTime",
    ],
    (searchDates) => {
        const stock = {...searchDates};
        const {Domain} = odoo.loader.modules.get("@web/core/domain");
        const {serializeDate, serializeDateTime} =
            odoo.loader.modules.get("@web/core/l10n/dates");
        const known = {
            toId: stock.toGeneratorId,
            stockSeasons: stock.QUARTER_OPTIONS,
        };

        function getPeriodOptions(reference, params) {
            return [
                ...monthOptions(reference, params, known).reverse(),
                ...seasonOptions(params, known),
                ...yearOptions(reference, params, known).reverse(),
                ...ownOptions(params),
            ];
        }

        function constructDateDomain(reference, item, chosenIds) {
            const options = getPeriodOptions(reference, item.optionsParams).filter(
                ({id}) => chosenIds.includes(id)
            );
            const own = options.find(({granularity}) => granularity === "withDomain");
            if (own) {
                const domain = Domain.and([own.domain, item.domain]);
                return {description: own.description, domain};
            }
            const serialize =
                item.fieldType === "date" ? serializeDate : serializeDateTime;
            const periods = chosenPeriods(options);
            const domains = periods.map(({day, unit}) => {
                const moment = onDay(reference, day);
                return [
                    "&",
                    [item.fieldName, ">=", serialize(startOf(moment, unit))],
                    [item.fieldName, "<=", serialize(endOf(moment, unit))],
                ];
            });
            return {
                description: periods.map(({description}) => description).join("/"),
                domain: Domain.and([Domain.combine(domains, "OR"), item.domain]),
            };
        }

        // a quarter of the Jalali year is a season, as its filters are
        const {quarter} = searchDates.INTERVAL_OPTIONS;
        const {description} = quarter;
        Object.defineProperty(quarter, "description", {
            configurable: true,
            enumerable: true,
            get: () => (isJalali() ? _t("Season") : description),
        });
        searchDates.getPeriodOptions = (...args) =>
            isJalali() ? getPeriodOptions(...args) : stock.getPeriodOptions(...args);
        searchDates.constructDateDomain = (...args) =>
            isJalali()
                ? constructDateDomain(...args)
                : stock.constructDateDomain(...args);
    }
);
