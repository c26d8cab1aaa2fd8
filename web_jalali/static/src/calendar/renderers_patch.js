import {onWillStart} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {patch} from "@web/core/utils/patch";
import {teachJalali} from "@web_jalali/calendar/full_calendar";
import {calendarSystem, isJalali, leaveToOdoo} from "@web_jalali/core/calendar_system";
import {format, localDigits} from "@web_jalali/core/jalali";
import {hasJalali, jalaliOf, onDay} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";
import {holidays} from "@web_jalali/picker/holidays";
import {tell} from "@web_jalali/l10n/self_check";

const {DateTime} = luxon;

/** Before the component makes its FullCalendar. */
function useJalaliFullCalendar() {
    onWillStart(async () => {
        await loadBundle("web.fullcalendar_lib");
        const missing = teachJalali(window.FullCalendar);
        if (missing.length) {
            leaveToOdoo(missing, "calendar");
            tell(calendarSystem.missing);
        }
    });
}

// what FullCalendar gives a function that formats: the month counts from 0
const write = ({year, month, day}, pattern) =>
    format({year, month: month + 1, day}, pattern);

function writeDay(date, isMonth) {
    const moment = DateTime.fromJSDate(date);
    if (!hasJalali(moment)) {
        return localDigits(moment.day);
    }
    const jalali = jalaliOf(moment);
    return format(jalali, isMonth && jalali.day === 1 ? "d MMMM" : "d");
}

const nameHoliday = (date) => holidays[DateTime.fromJSDate(date).toISODate()] || "";

function markHoliday(date) {
    return nameHoliday(date) ? ["o_jalali_holiday"] : [];
}

// FullCalendar's formats of strings would read Jalali numbers as Gregorian ones; objects
// and functions do not.
const jalaliCommonRenderer = {
    setup() {
        super.setup();
        if (isJalali("calendar")) {
            useJalaliFullCalendar();
        }
    },

    get options() {
        if (!isJalali("calendar")) {
            return super.options;
        }
        const isMonth = this.props.model.scale === "month";
        return {
            ...super.options,
            dayCellClassNames: (info) => [
                ...this.getDayCellClassNames(info),
                ...markHoliday(info.date),
            ],
            dayCellDidMount: ({date, el}) => {
                el.title = nameHoliday(date);
            },
            dayCellContent: ({date}) => (isMonth ? writeDay(date, true) : ""),
            dayHeaderFormat: {weekday: "long"},
            dayPopoverFormat: ({date}) => write(date, "EEEE d MMMM y"),
        };
    },

    headerTemplateProps(date) {
        const props = super.headerTemplateProps(date);
        if (!isJalali("calendar")) {
            return props;
        }
        const zone = this.props.model.scale === "month" ? {zone: "UTC"} : {};
        const moment = DateTime.fromJSDate(date, zone);
        return hasJalali(moment)
            ? {...props, day: format(jalaliOf(moment), "d")}
            : props;
    },
};

const jalaliYearRenderer = {
    setup() {
        super.setup();
        if (isJalali("calendar")) {
            useJalaliFullCalendar();
        }
    },

    get options() {
        if (!isJalali("calendar")) {
            return super.options;
        }
        return {
            ...super.options,
            dayCellClassNames: (info) => [
                ...this.getDayCellClassNames(info),
                ...markHoliday(info.date),
            ],
            dayCellContent: ({date}) => writeDay(date, false),
            dayHeaderFormat: {weekday: "narrow"},
            titleFormat: ({date}) => write(date, "MMMM y"),
        };
    },

    getDateWithMonth(month) {
        const {date} = this.props.model;
        if (!isJalali("calendar") || !hasJalali(date)) {
            return super.getDateWithMonth(month);
        }
        const number = this.months.indexOf(month) + 1;
        // a day in the midst, safe from any zone
        return onDay(date, {year: jalaliOf(date).year, month: number, day: 10}).toISO();
    },
};

whenStarted(
    "@web/views/calendar/calendar_common/calendar_common_renderer",
    ["setup", "options", "headerTemplateProps", "getDayCellClassNames"].map(
        (name) => `CalendarCommonRenderer.prototype.${name}`
    ),
    ({CalendarCommonRenderer}) =>
        patch(CalendarCommonRenderer.prototype, jalaliCommonRenderer),
    "calendar"
);
whenStarted(
    "@web/views/calendar/calendar_year/calendar_year_renderer",
    ["setup", "options", "getDateWithMonth", "getDayCellClassNames"].map(
        (name) => `CalendarYearRenderer.prototype.${name}`
    ),
    ({CalendarYearRenderer}) =>
        patch(CalendarYearRenderer.prototype, jalaliYearRenderer),
    "calendar"
);
