import {drag, hover} from "@odoo/hoot-dom";
import {
    addTour,
    closeNotification,
    day,
    fail,
    isShown,
    onAzar2,
    stored,
    type,
} from "@web_jalali/../tests/tours/tour_steps";

const EVENT = "calendar.event";

// ------------------------------------------------------------
// THE LIST: filtered by Azar, grouped by month
// ------------------------------------------------------------

addTour("filtered", [
    onAzar2,
    {trigger: ".o_searchview_dropdown_toggler", run: "click"},
    {
        trigger: ".o_filter_menu .o_accordion_toggle:contains(تاریخ)",
        run: "click",
    },
    {
        trigger: ".o_filter_menu .o_accordion_values .o_item_option:contains(آذر)",
        run: "click",
    },
    isShown(".o_searchview_facet", "آذر ۱۴۰۵"),
    {
        content: "Only the meetings of Azar are listed",
        trigger: ".o_list_view:not(:contains(یکم دی)) .o_data_row:contains(یکم آذر)",
        run() {
            const rows = [...document.querySelectorAll(".o_data_row [name=name]")];
            const names = rows.map((row) => row.textContent.trim()).sort();
            if (names.join() !== ["سی‌ام آذر", "یکم آذر"].sort().join()) {
                fail(`Listed are ${names}`);
            }
        },
    },
]);

// The counts are in the digits that other addons show them in.
addTour("grouped", [
    {trigger: ".o_group_name:contains(آذر ۱۴۰۵):contains(/2.$|۲.$/)", run: "click"},
    {trigger: ".o_data_row:contains(سی‌ام آذر)"},
    {trigger: ".o_group_name:contains(دی ۱۴۰۵):contains(/1.$|۱.$/)", run: "click"},
    {trigger: ".o_data_row:contains(یکم دی)"},
]);

// ------------------------------------------------------------
// THE CALENDAR: from Esfand into Farvardin, and the year
// ------------------------------------------------------------

const FARVARDIN_5 = ".fc-daygrid-day[data-date='2027-03-25']";

const movesEvent = (id) => [
    isShown(".o_calendar_header h5", "اسفند ۱۴۰۵"),
    isShown(".fc-daygrid-day[data-date='2027-03-21']", "۱ فروردین"),
    {
        content: "Drag it from 27 Esfand to 5 Farvardin",
        trigger: ".fc-daygrid-day[data-date='2027-03-18'] .fc-event",
        async run({anchor}) {
            const frame = () => new Promise(requestAnimationFrame);
            await hover(anchor);
            await frame();
            const {drop, moveTo} = await drag(anchor);
            await frame();
            await moveTo(FARVARDIN_5);
            await frame();
            await drop();
        },
    },
    {trigger: `${FARVARDIN_5} .fc-event`},
    stored(EVENT, id, {start: "2027-03-25 06:30:00", stop: "2027-03-25 08:30:00"}),
];

const moved = {};

const goToScale = (scale) => [
    {trigger: ".scale_button_selection", run: "click"},
    {trigger: `.o_scale_button_${scale}`, run: "click"},
];

addTour("calendar", [
    goToScale("month"),
    {
        content: "The event that will be moved",
        trigger: ".fc-event[data-event-id]",
        run({anchor}) {
            moved.id = Number(anchor.dataset.eventId);
        },
    },
    movesEvent(() => moved.id),
    {trigger: ".o_calendar_button_next", run: "click"},
    isShown(".o_calendar_header h5", "فروردین ۱۴۰۶"),
    isShown(".o_calendar_sidebar .o_jalali_month", "فروردین"),
    goToScale("year"),
    isShown(".o_calendar_header h5", "۱۴۰۶"),
    {
        content: "Twelve Jalali months",
        trigger: ".fc-toolbar-title:contains(اسفند ۱۴۰۶)",
        run() {
            const months = document.querySelectorAll(".fc-toolbar-title").length;
            const days = [
                ...document.querySelectorAll(
                    ".fc-daygrid-day:not(.fc-day-disabled) .fc-daygrid-day-number"
                ),
            ].filter(({textContent}) => textContent).length;
            if (months !== 12 || days !== 365) {
                fail(`The year has ${months} months and ${days} days`);
            }
        },
    },
]);

// ------------------------------------------------------------
// A PAGE OF THE PORTAL
// ------------------------------------------------------------

const INPUT = "input[name=jalali_day]";

const hasValue = (value) => ({
    content: `The input has ${value}`,
    trigger: `${INPUT}:value(${value})`,
});

addTour("portal", [
    onAzar2,
    {trigger: INPUT, run: "click"},
    {trigger: ".o_jalali_picker .o_jalali_year", run: "click"},
    {trigger: ".o_date_item_cell:contains(۱۴۰۸)", run: "click"},
    {trigger: ".o_date_item_cell:contains(اسفند)", run: "click"},
    {trigger: day("۳۰"), run: "click"},
    hasValue("۱۴۰۸/۱۲/۳۰"),
    {trigger: INPUT, run: "click"},
    type(INPUT, "2 آذر 1405"),
    hasValue("۱۴۰۵/۰۹/۰۲"),
    {trigger: INPUT, run: "click"},
    type(INPUT, "1404/12/30"),
    isShown(".o_notification", "1404/12/30"),
    closeNotification,
    hasValue("۱۴۰۵/۰۹/۰۲"),
]);
