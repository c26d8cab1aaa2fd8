// The heading above the calendar, and its way to the next and the previous period.

import {patch} from "@web/core/utils/patch";
import {isJalali} from "@web_jalali/core/calendar_system";
import {format, localDigits} from "@web_jalali/core/jalali";
import {
    hasJalali,
    jalaliOf,
    plus,
    sameJalaliMonth,
    weekNumber,
} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";

const {DateTime} = luxon;

const write = (moment, pattern) => format(jalaliOf(moment), pattern);

/** The months of a week: "آذر ۱۴۰۵", "آذر – دی ۱۴۰۵", "اسفند ۱۴۰۵ – فروردین ۱۴۰۶" */
function writeMonths(start, end) {
    const last = write(end, "MMMM y");
    if (sameJalaliMonth(start, end)) {
        return last;
    }
    const isOneYear = jalaliOf(start).year === jalaliOf(end).year;
    return `${write(start, isOneYear ? "MMMM" : "MMMM y")} – ${last}`;
}

const jalaliController = {
    get showsJalali() {
        return isJalali("calendar") && hasJalali(this.date);
    },

    get today() {
        return this.showsJalali ? write(DateTime.now(), "d") : super.today;
    },

    get currentYear() {
        return this.showsJalali ? write(this.date, "y") : super.currentYear;
    },

    get currentMonth() {
        return this.showsJalali ? write(this.date, "MMMM y") : super.currentMonth;
    },

    get dayHeader() {
        return this.showsJalali ? write(this.date, "EEEE d MMMM y") : super.dayHeader;
    },

    get weekHeader() {
        const {rangeStart, rangeEnd} = this.model;
        return this.showsJalali ? writeMonths(rangeStart, rangeEnd) : super.weekHeader;
    },

    get currentWeek() {
        return this.showsJalali
            ? localDigits(weekNumber(this.model.rangeStart))
            : super.currentWeek;
    },

    /** On a small screen, beside the scale. */
    get currentDate() {
        const {scale} = this.model.meta;
        if (
            !this.showsJalali ||
            !this.env.isSmall ||
            !["week", "month"].includes(scale)
        ) {
            return super.currentDate;
        }
        return ` - ${scale === "week" ? this.weekHeader : this.currentMonth}`;
    },

    async setDate(move) {
        const {scale, date} = this.model;
        const direction = {next: 1, previous: -1}[move];
        if (!direction || !this.showsJalali || !["month", "year"].includes(scale)) {
            return super.setDate(move);
        }
        await this.model.load({date: plus(date, {[`${scale}s`]: direction})});
    },
};

whenStarted(
    "@web/views/calendar/calendar_controller",
    [
        "currentDate",
        "currentMonth",
        "currentWeek",
        "currentYear",
        "date",
        "dayHeader",
        "setDate",
        "today",
        "weekHeader",
    ].map((name) => `CalendarController.prototype.${name}`),
    ({CalendarController}) => patch(CalendarController.prototype, jalaliController),
    "calendar"
);
