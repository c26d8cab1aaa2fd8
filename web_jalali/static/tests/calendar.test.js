import {beforeEach, expect, test} from "@odoo/hoot";
import {queryAll, queryAllTexts, queryText} from "@odoo/hoot-dom";
import {animationFrame, mockDate} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {
    changeScale,
    clickDate,
    expandCalendarView,
    moveEventToDate,
    navigate,
} from "@web/../tests/views/calendar/calendar_test_helpers";
import {getFormattedDateSpan} from "@web/views/calendar/utils";
import {deserializeDate} from "@web/core/l10n/dates";
import {calendarSystem} from "@web_jalali/core/calendar_system";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

class Meeting extends models.Model {
    _name = "meeting";

    name = fields.Char();
    day = fields.Date();
    start = fields.Datetime();
    stop = fields.Datetime();

    _records = [
        {
            id: 1,
            name: "جلسهٔ آذر",
            day: "2026-11-23",
            start: "2026-11-23 06:30:00",
            stop: "2026-11-23 08:30:00",
        },
        {
            id: 2,
            name: "جلسهٔ اسفند",
            day: "2027-03-18",
            start: "2027-03-18 06:30:00",
            stop: "2027-03-18 08:30:00",
        },
    ];

    has_access() {
        return true;
    }
}

const ARCH = `<calendar date_start="start" date_stop="stop" mode="month" quick_create="0" event_open_popup="1"><field name="name"/></calendar>`;

defineModels([Meeting]);
preloadBundle("web.fullcalendar_lib");
asPersianUser();

beforeEach(() => {
    onRpc("has_group", () => true);
});

const heading = () => queryText(".o_calendar_header h5");
const numbers = () =>
    queryAllTexts(".fc-daygrid-day:not(.fc-day-other) .fc-daygrid-day-number");

async function openCalendar(arch = ARCH) {
    await mountView({type: "calendar", resModel: "meeting", arch});
    await animationFrame();
}

test("a month has the days of the Jalali month", async () => {
    await openCalendar();
    expect(heading()).toBe("آذر ۱۴۰۵");
    expect(numbers().length).toBe(30);
    expect(numbers()[0]).toBe("۱ آذر");
    expect(numbers().at(-1)).toBe("۳۰");
    expect(queryAll(".fc-daygrid-day")[0].dataset.date).toBe("2026-11-21");
    expect(queryAllTexts(".o_cw_day_name")[0]).toMatch(/شنبه|ش/);
    expect(".fc-event").toHaveCount(1);
});

test("the server is asked for the days that are shown", async () => {
    onRpc("meeting", "search_read", ({kwargs}) => {
        expect.step(kwargs.domain);
    });
    await openCalendar();
    expect.verifySteps([
        [
            ["start", "<=", "2027-01-01 20:29:59"],
            ["stop", ">=", "2026-11-20 20:30:00"],
        ],
    ]);
});

test("from Azar to Farvardin and back", async () => {
    await openCalendar();
    const seen = [];
    for (const direction of ["next", "next", "next", "next", "prev"]) {
        await navigate(direction);
        seen.push([heading(), numbers().length]);
    }
    expect(seen).toEqual([
        ["دی ۱۴۰۵", 30],
        ["بهمن ۱۴۰۵", 30],
        ["اسفند ۱۴۰۵", 29],
        ["فروردین ۱۴۰۶", 31],
        ["اسفند ۱۴۰۵", 29],
    ]);
    await contains(".o_calendar_button_today").click();
    expect(heading()).toBe("آذر ۱۴۰۵");
});

test("an event is dragged from Esfand into Farvardin", async () => {
    mockDate("2027-03-15T07:00:00", "Asia/Tehran");
    onRpc("meeting", "write", ({args}) => {
        expect.step(args);
    });
    await openCalendar();
    expect(heading()).toBe("اسفند ۱۴۰۵");
    expandCalendarView();
    await animationFrame();
    // 27 Esfand to 5 Farvardin, shown in the last week
    await moveEventToDate(2, "2027-03-25");
    expect.verifySteps([
        [[2], {start: "2027-03-25 06:30:00", stop: "2027-03-25 08:30:00"}],
    ]);
});

test("a click makes an event on that day", async () => {
    onRpc("meeting", "onchange", ({kwargs}) => {
        expect.step(kwargs.context.default_start);
    });
    await openCalendar();
    expandCalendarView();
    await animationFrame();
    await clickDate("2026-12-06");
    await animationFrame();
    expect(".modal").toHaveCount(1);
    expect.verifySteps(["2026-12-06 03:30:00"]);
});

test("week", async () => {
    await openCalendar();
    await changeScale("week");
    expect(heading()).toMatch(/^آبان – آذر ۱۴۰۵/);
    expect(queryText(".o_current_week")).toMatch(/۳۶/);
    expect(queryAllTexts(".o_cw_day_number")).toEqual([
        "۳۰",
        "۱",
        "۲",
        "۳",
        "۴",
        "۵",
        "۶",
    ]);
    await navigate("next");
    expect(heading()).toMatch(/^آذر ۱۴۰۵/);
});

test("the week across Nowruz", async () => {
    mockDate("2027-03-20T07:00:00", "Asia/Tehran");
    await openCalendar();
    await changeScale("week");
    expect(heading()).toMatch(/^اسفند ۱۴۰۵ – فروردین ۱۴۰۶/);
});

test("day", async () => {
    await openCalendar();
    await changeScale("day");
    expect(heading()).toBe("دوشنبه ۲ آذر ۱۴۰۵");
    await navigate("next");
    expect(heading()).toBe("سه‌شنبه ۳ آذر ۱۴۰۵");
});

test("year", async () => {
    await openCalendar();
    await changeScale("year");
    expect(heading()).toBe("۱۴۰۵");
    expect(queryAllTexts(".fc-toolbar-title")).toEqual(
        [
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ].map((name) => `${name} ۱۴۰۵`)
    );
    expect(numbers().filter(Boolean).length).toBe(365);
    // Saturday first
    expect(queryAllTexts(".fc-col-header-cell").slice(0, 7).join("")).toBe("شیدسچپج");
    await navigate("next");
    expect(heading()).toBe("۱۴۰۶");
});

test("the small picker beside it goes with the month", async () => {
    await openCalendar();
    expect(".o_calendar_sidebar .o_jalali_picker").toHaveCount(1);
    expect(queryAllTexts(".o_calendar_sidebar .o_header_part")).toEqual([
        "آذر",
        "۱۴۰۵",
    ]);
    await navigate("next");
    expect(queryAllTexts(".o_calendar_sidebar .o_header_part")).toEqual(["دی", "۱۴۰۵"]);
    await contains(
        ".o_calendar_sidebar .o_date_item_cell:contains(/^۲۰$/):eq(0)"
    ).click();
    expect(heading()).toMatch(/^دی ۱۴۰۵/);
});

test("spans of days", () => {
    const span = (start, end) =>
        getFormattedDateSpan(deserializeDate(start), deserializeDate(end));
    expect(span("2026-11-23", "2026-11-23")).toBe("۲ آذر ۱۴۰۵");
    expect(span("2026-11-23", "2026-11-26")).toBe("۲ – ۵ آذر ۱۴۰۵");
    // one Gregorian month, two Jalali ones
    expect(span("2026-11-20", "2026-11-23")).toBe("۲۹ آبان ۱۴۰۵ – ۲ آذر ۱۴۰۵");
});

test("a user of the Gregorian calendar has Odoo's months", async () => {
    patchWithCleanup(calendarSystem, {current: "gregorian"});
    await openCalendar();
    expect(queryAll(".fc-daygrid-day:not(.fc-day-other)").length).toBe(30);
    expect(queryAll(".fc-daygrid-day:not(.fc-day-other)")[0].dataset.date).toBe(
        "2026-11-01"
    );
    expect(".o_calendar_sidebar .o_jalali_picker").toHaveCount(0);
});
