import {onPatched, useRef, useState} from "@odoo/owl";
import {isInRange, today} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";
import {patch} from "@web/core/utils/patch";
import {isJalali} from "@web_jalali/core/calendar_system";
import {format} from "@web_jalali/core/jalali";
import {clampToJalali, jalaliOf, plus, startOf} from "@web_jalali/core/moments";
import {whenStarted} from "@web_jalali/core/started";
import {askHolidays, holidays} from "@web_jalali/picker/holidays";
import {itemsToGo} from "@web_jalali/picker/keyboard";
import {LEVELS} from "@web_jalali/picker/levels";

const STEPS = {
    days: (moment, count) => moment.plus({days: count}),
    months: (moment, count) => plus(moment, {months: count}),
    years: (moment, count) => plus(moment, {years: count}),
    decades: (moment, count) => plus(moment, {years: count * 10}),
};

const jalaliPicker = {
    setup() {
        super.setup();
        if (isJalali()) {
            this.holidays = useState(holidays);
            /** the day, or the first day of the month or year, that has the keyboard focus */
            this.cursor = useState({day: null});
            this.shouldFocusCursor = false;
            this.picker = useRef("jalaliPicker");
            onPatched(() => this.focusCursor());
        }
    },

    get activePrecisionLevel() {
        if (!isJalali()) {
            return super.activePrecisionLevel;
        }
        const level = LEVELS[this.state.precision];
        return {
            ...level,
            getItems: (moment, params) =>
                level.getItems(moment, {...params, holidays: this.holidays}),
        };
    },

    onWillRender() {
        if (isJalali()) {
            askHolidays(this.state.focusDate);
        }
        super.onWillRender();
    },

    clamp(moment) {
        const clamped = super.clamp(moment);
        return isJalali() ? clampToJalali(clamped) : clamped;
    },

    adjustFocus(values, index) {
        const isAdjusted = this.shouldAdjustFocusDate || !this.state.focusDate;
        super.adjustFocus(values, index);
        if (isJalali() && isAdjusted) {
            const day = values[index] || values[index === 1 ? 0 : 1] || today();
            this.show(day);
        }
    },

    /** Turns to the month of a day. */
    show(day) {
        const covered = this.clamp(clampToJalali(day));
        this.state.focusDate = startOf(covered, "month");
    },

    next(ev) {
        return isJalali() ? this.turn(ev, 1) : super.next(ev);
    },

    previous(ev) {
        return isJalali() ? this.turn(ev, -1) : super.previous(ev);
    },

    turn(ev, direction) {
        ev.preventDefault();
        this.cursor.day = null;
        this.show(
            this.stepped(
                this.state.focusDate,
                direction,
                LEVELS[this.state.precision].step
            )
        );
    },

    /** Within the years 1200 to 1500, at their ends at most. */
    stepped(day, direction, {months = 0, years = 0}) {
        try {
            return plus(day, {months: direction * months, years: direction * years});
        } catch {
            return clampToJalali(day.plus({years: direction * 400}));
        }
    },

    // ------------------------------------------------------------
    // BUTTONS
    // ------------------------------------------------------------

    get monthTitle() {
        return format(jalaliOf(this.state.focusDate), "MMMM");
    },

    get yearTitle() {
        return format(jalaliOf(this.state.focusDate), "y");
    },

    canJumpTo(precision) {
        return this.allowedPrecisionLevels.includes(precision);
    },

    jumpTo(precision) {
        this.cursor.day = null;
        this.state.precision = precision;
    },

    get isTodayValid() {
        const day = today();
        const {isDateValid} = this.props;
        return (
            this.allowedPrecisionLevels[0] === "days" &&
            isInRange([day, day.endOf("day")], [this.minDate, this.maxDate]) &&
            (!isDateValid || Boolean(isDateValid(day)))
        );
    },

    selectToday() {
        this.state.precision = "days";
        this.cursor.day = null;
        this.show(today());
        this.validateAndSelect(today(), this.props.focusedDateIndex, "date");
    },

    // ------------------------------------------------------------
    // KEYS
    // ------------------------------------------------------------

    get cells() {
        const [first] = this.items;
        return first?.weeks ? first.weeks.flatMap((week) => week.days) : this.items;
    },

    /** The one item that the Tab key reaches, where the picker is part of the page. A
     * popover would take the focus from the input, in which people type. */
    get cursorItem() {
        const cells = this.cells;
        const inside = cells.filter((cell) => !cell.isOutOfRange);
        const on = (day) => inside.find((cell) => day && isInRange(day, cell.range));
        return (
            on(this.cursor.day) ||
            on(this.values[this.props.focusedDateIndex]) ||
            inside.find((cell) => cell.includesToday) ||
            inside[0]
        );
    },

    isAtCursor(item) {
        return item.id === this.cursorItem?.id;
    },

    tabIndexOf(item) {
        return this.isAtCursor(item) && !this.props.slots?.buttons ? "0" : "-1";
    },

    onGridKeydown(ev) {
        const item = this.cursorItem;
        // the hours have keys of their own
        const isInGrid = ev.target.closest("[role=gridcell]");
        if (!isInGrid || !item || ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (ev.key === "Enter" || ev.key === " ") {
            this.shouldFocusCursor = true;
            this.zoomOrSelect(item);
        } else if (!this.moveCursor(ev, item.range[0])) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    },

    moveCursor({key, shiftKey}, day) {
        const {columns, step} = LEVELS[this.state.precision];
        const items = itemsToGo(key, localization.direction === "rtl", columns);
        if (items) {
            this.goTo(this.attempt(() => STEPS[this.state.precision](day, items), day));
        } else if (key === "PageDown" || key === "PageUp") {
            const direction = key === "PageDown" ? 1 : -1;
            const isYear = shiftKey && this.state.precision === "days";
            this.goTo(this.stepped(day, direction, isYear ? {years: 1} : step));
        } else if (key === "Home" || key === "End") {
            const inside = this.cells.filter((cell) => !cell.isOutOfRange);
            this.goTo(inside.at(key === "Home" ? 0 : -1).range[0]);
        } else {
            return false;
        }
        return true;
    },

    attempt(step, day) {
        try {
            return clampToJalali(step());
        } catch {
            return day;
        }
    },

    goTo(day) {
        this.cursor.day = this.clamp(day);
        this.shouldFocusCursor = true;
        this.show(this.cursor.day);
    },

    focusCursor() {
        if (this.shouldFocusCursor) {
            this.shouldFocusCursor = false;
            this.picker.el?.querySelector(".o_jalali_cursor")?.focus();
        }
    },
};

whenStarted(
    "@web/core/datetime/datetime_picker",
    [
        "DateTimePicker.template",
        "@web/core/l10n/dates:isInRange",
        "@web/core/l10n/dates:today",
        ...[
            "activePrecisionLevel",
            "adjustFocus",
            "clamp",
            "getActiveRangeInfo",
            "next",
            "onWillRender",
            "previous",
            "setup",
            "validateAndSelect",
            "zoomOrSelect",
        ].map((name) => `DateTimePicker.prototype.${name}`),
    ],
    ({DateTimePicker}) => {
        patch(DateTimePicker.prototype, jalaliPicker);
        patch(DateTimePicker, {
            get template() {
                return isJalali() ? "web_jalali.DateTimePicker" : super.template;
            },
        });
    }
);
