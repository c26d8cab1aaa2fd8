import {stepUtils} from "@web_tour/tour_utils";
import {
    addTour,
    closeNotification,
    day,
    isShown,
    onAzar2,
    openId,
    stored,
    type,
} from "@web_jalali/../tests/tours/tour_steps";

const save = stepUtils.saveForm();

// ------------------------------------------------------------
// TYPED: what is read and stored, and what is refused
// ------------------------------------------------------------

const RATE = "res.currency.rate";
const FIELD = ".o_field_widget[name=name]";

const READ = [
    ["1405/09/03", "2026-11-24"],
    ["1405/9/4", "2026-11-25"],
    ["۱۴۰۵/۰۹/۰۵", "2026-11-26"],
    ["٠٦/٠٩/١٤٠٥", "2026-11-27"],
    ["1405-09-07", "2026-11-28"],
    ["1405.9.8", "2026-11-29"],
    ["1405 9 9", "2026-11-30"],
    ["05/09/10", "2026-12-01"],
    ["14050911", "2026-12-02"],
    ["۱۴۰۵۰۹۱۲", "2026-12-03"],
    ["۱۳ آذر ۱۴۰۵", "2026-12-04"],
    ["14 اذر 1405", "2026-12-05"],
    ["۱۵ آذرماه ۱۴۰۵", "2026-12-06"],
    ["دوشنبه ۱۶ آذر ۱۴۰۵", "2026-12-07"],
    [" \u200f۱۴۰۵/۹/۱۷\u200f ", "2026-12-08"],
    ["2026-12-09", "2026-12-09"],
    ["2026/12/10", "2026-12-10"],
    ["۱۴۰۳/۱۲/۳۰", "2025-03-20"],
    ["امروز", "2026-11-23"],
    ["+1m", "2026-12-23"],
    ["=1d", "2026-11-22"],
];
const REFUSED = [
    "1404/12/30",
    "1405/13/01",
    "1405/07/31",
    "100/1/1",
    "9/2",
    "abc",
    "1501/01/01",
    "1405/09/02 10:3",
    "سه‌شنبه ۲ آذر ۱۴۰۵",
];

const typeDay = (text) => [
    {trigger: `${FIELD} button[data-field=name]`, run: "click"},
    type(`${FIELD} input`, text),
    {trigger: "body:not(:has(.o_datetime_picker))"},
];

addTour("typed", [
    onAzar2,
    READ.map(([text, expected]) => [
        typeDay(text),
        save,
        stored(RATE, openId, {name: expected}),
    ]),
    REFUSED.map((text) => [
        typeDay(text),
        isShown(".o_notification", text),
        closeNotification,
        isShown(`${FIELD} button`, "۱ آذر"),
        stored(RATE, openId, {name: "2026-11-22"}),
    ]),
]);

// ------------------------------------------------------------
// PICKED: a range, hours, today
// ------------------------------------------------------------

const EVENT = "calendar.event";
const START = ".o_field_widget[name=start]";

addTour("picked", [
    onAzar2,
    {trigger: `${START} .o_daterange_start`, run: "click"},
    isShown(".o_jalali_month", "آذر"),
    {trigger: day("۳۰"), run: "click"},
    {trigger: ".o_jalali_picker .o_next", run: "click"},
    isShown(".o_jalali_month", "دی"),
    {trigger: day("۵"), run: "click"},
    {trigger: ".o_datetime_buttons .btn-primary", run: "click"},
    save,
    stored(EVENT, openId, {start: "2026-12-21 06:30:00", stop: "2026-12-26 08:30:00"}),
    {trigger: `${START} .o_daterange_start`, run: "click"},
    type(".o_time_picker_input:eq(0)", "۹:۴۵"),
    {trigger: ".o_datetime_buttons .btn-primary", run: "click"},
    save,
    stored(EVENT, openId, {start: "2026-12-21 06:15:00"}),
    {trigger: `${START} .o_daterange_start`, run: "click"},
    type(`${START} input[data-field=start]`, "۱۴۰۵/۰۹/۲۸ ۱۱:۰۰"),
    save,
    stored(EVENT, openId, {start: "2026-12-19 07:30:00"}),
    {trigger: `${START} .o_daterange_start`, run: "click"},
    {trigger: ".o_jalali_today", run: "click"},
    {trigger: ".o_datetime_buttons .btn-primary", run: "click"},
    save,
    stored(EVENT, openId, {start: "2026-11-23 07:30:00"}),
]);

// ------------------------------------------------------------
// BY KEYS ALONE
// ------------------------------------------------------------

addTour("keys", [
    onAzar2,
    {trigger: `${FIELD} button[data-field=name]`, run: "click"},
    {
        trigger: ".o_jalali_picker .o_jalali_cursor[aria-label='دوشنبه ۲ آذر ۱۴۰۵']",
        run: "press ArrowDown",
    },
    {
        content: "Three days on is to the left, and a page is a month",
        trigger: ".o_jalali_cursor:focus",
        async run({press}) {
            for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "PageDown"]) {
                await press(key);
                await new Promise(requestAnimationFrame);
            }
        },
    },
    {
        trigger: ".o_jalali_cursor[aria-label='شنبه ۵ دی ۱۴۰۵']:focus",
        run: "press Enter",
    },
    save,
    stored("res.currency.rate", openId, {name: "2026-12-26"}),
]);
