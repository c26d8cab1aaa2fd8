import {describe, expect, test} from "@odoo/hoot";
import {click, press, queryAllTexts, queryFirst, queryOne} from "@odoo/hoot-dom";
import {animationFrame, mockDate} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    mountWithCleanup,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {DateTimePicker} from "@web/core/datetime/datetime_picker";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {calendarSystem} from "@web_jalali/core/calendar_system";
import {holidays} from "@web_jalali/picker/holidays";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

class Meeting extends models.Model {
    _name = "meeting";

    day = fields.Date();
    start = fields.Datetime();
    stop = fields.Datetime();

    _records = [
        {
            id: 1,
            day: "2026-11-23",
            start: "2026-11-23 06:30:00",
            stop: "2026-11-23 08:30:00",
        },
    ];
}

defineModels([Meeting]);
asPersianUser([{day: "2026-11-29", name: "روز نیروی دریایی"}]);

const IN_MONTH = ".o_date_item_cell:not(.o_out_of_range)";
const header = () => queryAllTexts(".o_header_part").join(" ");
const days = () => queryAllTexts(IN_MONTH);
const cell = (label) => `${IN_MONTH}:contains(/^${label}$/)`;
const focused = () => document.activeElement.getAttribute("aria-label");

const pickerOf = (day, props = {}) =>
    mountWithCleanup(DateTimePicker, {
        props: {value: deserializeDate(day), type: "date", ...props},
    });

async function openForm(arch, edits = () => {}) {
    patchWithCleanup(Meeting.prototype, {
        web_save(ids, values) {
            edits(values);
            return super.web_save(...arguments);
        },
    });
    await mountView({type: "form", resModel: "meeting", resId: 1, arch});
}

describe("grid", () => {
    test("the month of the value, from Saturday on", async () => {
        await pickerOf("2026-11-23");
        expect(header()).toBe("آذر ۱۴۰۵");
        expect(queryAllTexts(".o_day_of_week_cell")).toEqual(
            ["", ..."شیدسچپج"].map((letter) => letter)
        );
        expect(days().length).toBe(30);
        expect(days()[0]).toBe("۱");
        expect(days().at(-1)).toBe("۳۰");
        expect(queryAllTexts(".o_week_number_cell")[0]).toBe("۳۶");
        expect(cell("۲")).toHaveClass(["o_selected", "o_today"]);
    });

    test("each day says what it is", async () => {
        await pickerOf("2026-11-23");
        await animationFrame();
        expect(cell("۲")).toHaveAttribute("aria-label", "دوشنبه ۲ آذر ۱۴۰۵");
        expect(cell("۲")).toHaveAttribute("title", "23 November 2026");
        expect(cell("۲")).toHaveAttribute("aria-selected", "true");
        expect(cell("۲")).toHaveAttribute("aria-current", "date");
        expect(cell("۳")).not.toHaveAttribute("aria-current");
        expect(".o_date_picker").toHaveAttribute("aria-label", "آذر ۱۴۰۵");
        expect(".o_previous").toHaveAttribute("aria-label", "Previous month");
    });

    test("Fridays and holidays are marked", async () => {
        await pickerOf("2026-11-23");
        await animationFrame();
        expect(queryAllTexts(`${IN_MONTH}.o_jalali_friday`)).toEqual([
            "۶",
            "۱۳",
            "۲۰",
            "۲۷",
        ]);
        expect(queryAllTexts(".o_jalali_holiday")).toEqual(["۸"]);
        expect(cell("۸")).toHaveAttribute(
            "title",
            "29 November 2026\nروز نیروی دریایی"
        );
        expect(cell("۸")).toHaveAttribute(
            "aria-label",
            "یکشنبه ۸ آذر ۱۴۰۵، روز نیروی دریایی"
        );
        expect(holidays["2026-11-29"]).toBe("روز نیروی دریایی");
    });

    test("months of 29, 30 and 31 days follow each other", async () => {
        await pickerOf("2027-02-25");
        const seen = [];
        for (let turn = 0; turn < 3; turn++) {
            seen.push([header(), days().length]);
            await contains(".o_next").click();
        }
        expect(seen).toEqual([
            ["اسفند ۱۴۰۵", 29],
            ["فروردین ۱۴۰۶", 31],
            ["اردیبهشت ۱۴۰۶", 31],
        ]);
        await contains(".o_previous").click();
        expect(header()).toBe("اردیبهشت ۱۴۰۶");
        await pickerOf("2025-03-20");
    });

    test("the years end at 1200 and 1500", async () => {
        await pickerOf("2122-03-10");
        expect(header()).toBe("اسفند ۱۵۰۰");
        await contains(".o_next").click();
        expect(header()).toBe("اسفند ۱۵۰۰");
    });

    test("a value that was taken as Gregorian does not break the picker", async () => {
        await pickerOf("1405-09-02");
        expect(header()).toBe("فروردین ۱۲۰۰");
    });

    test("limits", async () => {
        await pickerOf("2026-11-23", {
            minDate: deserializeDate("2026-11-24"),
            maxDate: deserializeDate("2026-11-26"),
        });
        expect(queryAllTexts(`${IN_MONTH}:not([disabled])`)).toEqual(["۳", "۴", "۵"]);
        expect(".o_jalali_today").toHaveAttribute("disabled");
    });
});

describe("jumps", () => {
    test("to a month", async () => {
        await pickerOf("2026-11-23");
        await contains(".o_jalali_month").click();
        expect(header()).toBe("۱۴۰۵");
        expect(queryAllTexts(".o_date_item_cell")[0]).toBe("فروردین");
        await contains(".o_date_item_cell:contains(اسفند)").click();
        expect(header()).toBe("اسفند ۱۴۰۵");
    });

    test("to a year", async () => {
        await pickerOf("2026-11-23");
        await contains(".o_jalali_year").click();
        expect(header()).toBe("۱۴۰۰ – ۱۴۰۹");
        await contains(".o_date_item_cell:contains(۱۴۰۸)").click();
        await contains(".o_date_item_cell:contains(اسفند)").click();
        expect(header()).toBe("اسفند ۱۴۰۸");
        expect(days().length).toBe(30);
    });

    test("to a decade", async () => {
        await pickerOf("2026-11-23");
        await contains(".o_jalali_year").click();
        await contains(".o_zoom_out").click();
        expect(header()).toBe("۱۴۰۰ – ۱۴۹۹");
        await contains(".o_previous").click();
        expect(header()).toBe("۱۳۰۰ – ۱۳۹۹");
        await contains(".o_date_item_cell:contains(۱۳۶۰)").click();
        expect(header()).toBe("۱۳۶۰ – ۱۳۶۹");
    });

    test("to today", async () => {
        await pickerOf("2020-01-01", {
            onSelect: (day) => expect.step(serializeDate(day)),
        });
        await contains(".o_jalali_today").click();
        expect(header()).toBe("آذر ۱۴۰۵");
        expect.verifySteps(["2026-11-23"]);
    });
});

describe("keys", () => {
    test("walk as the eye does, from right to left", async () => {
        await pickerOf("2026-11-23");
        queryOne(cell("۲")).focus();
        for (const [keys, day] of [
            ["ArrowLeft", "سه‌شنبه ۳ آذر ۱۴۰۵"],
            ["ArrowRight", "دوشنبه ۲ آذر ۱۴۰۵"],
            ["ArrowDown", "دوشنبه ۹ آذر ۱۴۰۵"],
            ["ArrowUp", "دوشنبه ۲ آذر ۱۴۰۵"],
            ["End", "دوشنبه ۳۰ آذر ۱۴۰۵"],
            ["ArrowLeft", "سه‌شنبه ۱ دی ۱۴۰۵"],
            ["Home", "سه‌شنبه ۱ دی ۱۴۰۵"],
            ["PageDown", "پنجشنبه ۱ بهمن ۱۴۰۵"],
            ["PageUp", "سه‌شنبه ۱ دی ۱۴۰۵"],
            [["Shift", "PageUp"], "دوشنبه ۱ دی ۱۴۰۴"],
            [["Shift", "PageDown"], "سه‌شنبه ۱ دی ۱۴۰۵"],
        ]) {
            await press(keys);
            await animationFrame();
            expect(focused()).toBe(day, {message: String(keys)});
        }
        expect(".o_date_item_cell[tabindex='0']").toHaveCount(1);
    });

    test("a page is a Jalali month, clamped to its last day", async () => {
        await pickerOf("2026-09-22"); // 31 Shahrivar
        queryOne(cell("۳۱")).focus();
        await press("PageDown");
        await animationFrame();
        expect(focused()).toBe("پنجشنبه ۳۰ مهر ۱۴۰۵");
    });

    test("Enter chooses", async () => {
        await pickerOf("2026-11-23", {
            onSelect: (day) => expect.step(serializeDate(day)),
        });
        queryOne(cell("۲")).focus();
        await press("ArrowDown");
        await animationFrame();
        await press("Enter");
        await animationFrame();
        expect.verifySteps(["2026-11-30"]);
    });

    test("in months and years", async () => {
        await pickerOf("2026-11-23");
        await contains(".o_jalali_month").click();
        queryOne(".o_date_item_cell[tabindex='0']").focus();
        expect(focused()).toBe("آذر ۱۴۰۵");
        await press("ArrowLeft");
        await animationFrame();
        expect(focused()).toBe("دی ۱۴۰۵");
        await press("ArrowUp");
        await animationFrame();
        expect(focused()).toBe("شهریور ۱۴۰۵");
        await press("Enter");
        await animationFrame();
        expect(header()).toBe("شهریور ۱۴۰۵");
    });
});

describe("in a form", () => {
    test("a day is picked and the Gregorian one is sent", async () => {
        await openForm(`<form><field name="day"/></form>`, (values) =>
            expect.step(values)
        );
        await contains(".o_field_date button").click();
        await contains(cell("۲۹")).click();
        expect(".o_datetime_picker").toHaveCount(0);
        await contains(".o_form_button_save").click();
        expect.verifySteps([{day: "2026-12-20"}]);
        expect(".o_field_date").toHaveText("۲۹ آذر");
    });

    test("an hour is set", async () => {
        await openForm(`<form><field name="start"/></form>`, (values) =>
            expect.step(values)
        );
        await contains(".o_field_datetime button").click();
        await contains(cell("۱۵")).click();
        expect(".o_time_picker_input").toHaveValue("۱۰:۰۰");
        await contains(".o_time_picker_input").edit("۱۴:۴۵", {confirm: "Enter"});
        await contains(".o_form_button_save").click();
        expect.verifySteps([{start: "2026-12-06 11:15:00"}]);
    });

    test("a range across two months", async () => {
        await openForm(
            `<form><field name="start" widget="daterange" options="{'end_date_field': 'stop'}"/></form>`,
            (values) => expect.step(values)
        );
        await contains(".o_field_daterange button").click();
        await contains(cell("۳۰")).click();
        await contains(".o_next").click();
        await contains(cell("۵")).click();
        await contains(".o_form_button_save").click();
        expect.verifySteps([
            {start: "2026-12-21 06:30:00", stop: "2026-12-26 08:30:00"},
        ]);
    });

    test("the arrow down leads from the input into the grid", async () => {
        await openForm(`<form><field name="day"/></form>`, (values) =>
            expect.step(values)
        );
        await contains(".o_field_date button").click();
        await animationFrame();
        expect(".o_field_date input").toBeFocused();
        await press("ArrowDown");
        await animationFrame();
        expect(focused()).toBe("دوشنبه ۲ آذر ۱۴۰۵");
        await press("ArrowLeft");
        await animationFrame();
        await press("Enter");
        await animationFrame();
        expect(".o_datetime_picker").toHaveCount(0);
        await contains(".o_form_button_save").click();
        expect.verifySteps([{day: "2026-11-24"}]);
    });

    test("what is typed is read", async () => {
        await openForm(`<form><field name="day"/></form>`, (values) =>
            expect.step(values)
        );
        await contains(".o_field_date button").click();
        await contains(".o_field_date input").edit("۱۴۰۵/۱۲/۲۹", {confirm: "Enter"});
        expect(".o_field_date").toHaveText("۲۹ اسفند");
        await contains(".o_form_button_save").click();
        expect.verifySteps([{day: "2027-03-20"}]);
    });

    for (const confirm of ["Enter", "Tab", "blur"]) {
        test(`what is no date is refused with a sentence (${confirm})`, async () => {
            mockService("notification", {
                add: (message, {type}) => expect.step(`${type}: ${message}`),
            });
            await openForm(`<form><field name="day"/></form>`);
            await contains(".o_field_date button").click();
            await contains(".o_field_date input").edit("1404/12/30", {confirm});
            await animationFrame();
            expect.verifySteps([
                "warning: “1404/12/30” is not a date. اسفند ۱۴۰۴ has ۲۹ days. The earlier value is kept.",
            ]);
            await click(document.body);
            await animationFrame();
            expect.verifySteps([]);
            expect(".o_field_date").toHaveText("۲ آذر");
        });
    }
});

test("a user of the Gregorian calendar has Odoo's picker", async () => {
    patchWithCleanup(calendarSystem, {current: "gregorian"});
    await pickerOf("2026-11-23");
    expect(".o_jalali_picker, .o_jalali_today").toHaveCount(0);
    expect(days().length).toBe(30);
    expect(queryFirst(cell("23"))).toHaveClass("o_selected");
    await contains(".o_next").click();
    expect(days().length).toBe(31);
});

test("the day is the one of the clock on the wall", async () => {
    mockDate("2026-11-22T20:31:00Z", "Asia/Tehran");
    await pickerOf("2026-11-01", {value: false});
    expect(".o_today").toHaveText("۲");
});
