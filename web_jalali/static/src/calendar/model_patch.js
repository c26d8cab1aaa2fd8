import {patch} from "@web/core/utils/patch";
import {isJalali} from "@web_jalali/core/calendar_system";
import {endOf, hasJalali, startOf} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";
import {askHolidays} from "@web_jalali/picker/holidays";

const WEEKS = 6;

const jalaliModel = {
    computeRange() {
        const {scale, date, firstDayOfWeek} = this.meta;
        if (
            !isJalali("calendar") ||
            !["month", "year"].includes(scale) ||
            !hasJalali(date)
        ) {
            return super.computeRange();
        }
        let [start, end] = [startOf(date, scale), endOf(date, scale)];
        if (scale === "month" && this.monthOverflow) {
            start = start.minus({days: (start.weekday - firstDayOfWeek + 7) % 7});
            end = start.plus({weeks: WEEKS, days: -1});
        }
        return {start: start.startOf("day"), end: end.endOf("day")};
    },

    /** The holidays of the days that are shown come with their records. */
    async updateData(data) {
        const {start, end} = this.computeRange();
        const asked = [start, end].filter(
            (moment) => isJalali("calendar") && hasJalali(moment)
        );
        await Promise.all([super.updateData(data), ...asked.map(askHolidays)]);
    },
};

whenStarted(
    "@web/views/calendar/calendar_model",
    ["computeRange", "updateData"].map((name) => `CalendarModel.prototype.${name}`),
    ({CalendarModel}) => patch(CalendarModel.prototype, jalaliModel),
    "calendar"
);
