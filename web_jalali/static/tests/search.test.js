import {expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {mockDate} from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    getFacetTexts,
    models,
    mountWithSearch,
    patchWithCleanup,
    toggleMenuItem,
    toggleMenuItemOption,
    toggleSearchBarMenu,
} from "@web/../tests/web_test_helpers";
import {Component, xml} from "@odoo/owl";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {SearchBarMenu} from "@web/search/search_bar_menu/search_bar_menu";
import {calendarSystem} from "@web_jalali/core/calendar_system";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

class Meeting extends models.Model {
    _name = "meeting";

    day = fields.Date();
    start = fields.Datetime();

    _views = {
        search: `
            <search>
                <filter name="day" date="day" string="Day"/>
                <filter name="start" date="start" string="Start"/>
                <filter name="wide" date="day" string="Wide" start_month="-1" end_month="1" start_year="0" end_year="1" domain="[('id', '>', 0)]">
                    <filter name="late" string="Late" domain="[('day', '&lt;', 'today')]"/>
                </filter>
            </search>`,
    };
}

class Screen extends Component {
    static template = xml`<SearchBar/><SearchBarMenu/>`;
    static components = {SearchBar, SearchBarMenu};
    static props = ["*"];
}

defineModels([Meeting]);
asPersianUser();

async function openFilter(name) {
    const screen = await mountWithSearch(Screen, {
        resModel: "meeting",
        searchViewId: false,
        searchMenuTypes: ["filter"],
    });
    await toggleSearchBarMenu();
    await toggleMenuItem(name);
    return {
        domain: () => screen.env.searchModel.domain,
        choose: (option) => toggleMenuItemOption(name, option),
    };
}

const options = () => queryAllTexts(".o_accordion_values .o_item_option");

test("months, seasons and years are Jalali", async () => {
    await openFilter("Day");
    expect(options()).toEqual([
        "آذر",
        "آبان",
        "مهر",
        "زمستان",
        "پاییز",
        "تابستان",
        "بهار",
        "۱۴۰۵",
        "۱۴۰۴",
        "۱۴۰۳",
    ]);
});

test("a month, a season and a year", async () => {
    const {choose, domain} = await openFilter("Day");
    await choose("آذر");
    expect(getFacetTexts()).toEqual(["Day: آذر ۱۴۰۵"]);
    expect(domain()).toEqual([
        "&",
        ["day", ">=", "2026-11-22"],
        ["day", "<=", "2026-12-21"],
    ]);
    await choose("آذر");
    await choose("زمستان");
    expect(getFacetTexts()).toEqual(["Day: زمستان ۱۴۰۵"]);
    expect(domain()).toEqual([
        "&",
        ["day", ">=", "2026-12-22"],
        ["day", "<=", "2027-03-20"],
    ]);
    await choose("زمستان");
    await choose("۱۴۰۳");
    await choose("۱۴۰۵");
    expect(getFacetTexts()).toEqual(["Day: ۱۴۰۳"]);
    expect(domain()).toEqual([
        "&",
        ["day", ">=", "2024-03-20"],
        ["day", "<=", "2025-03-20"],
    ]);
});

test("moments begin at midnight in Tehran", async () => {
    const {choose, domain} = await openFilter("Start");
    await choose("آبان");
    expect(domain()).toEqual([
        "&",
        ["start", ">=", "2026-10-22 20:30:00"],
        ["start", "<=", "2026-11-21 20:29:59"],
    ]);
});

test("two months of two years", async () => {
    const {choose, domain} = await openFilter("Day");
    await choose("مهر");
    await choose("آبان");
    await choose("۱۴۰۴");
    expect(getFacetTexts()).toEqual(["Day: مهر ۱۴۰۴/آبان ۱۴۰۴/مهر ۱۴۰۵/آبان ۱۴۰۵"]);
    expect(domain().filter((part) => Array.isArray(part)).length).toBe(8);
});

test("the last month of the year before, and the first of the next", async () => {
    mockDate("2027-03-25T10:00:00", "Asia/Tehran"); // 5 Farvardin 1406
    const {choose, domain} = await openFilter("Day");
    expect(options().slice(0, 3)).toEqual(["فروردین", "اسفند", "بهمن"]);
    await choose("اسفند");
    expect(getFacetTexts()).toEqual(["Day: اسفند ۱۴۰۵"]);
    expect(domain()).toEqual([
        "&",
        ["day", ">=", "2027-02-20"],
        ["day", "<=", "2027-03-20"],
    ]);
});

test("a filter's own months, years, options and domain", async () => {
    const {choose, domain} = await openFilter("Wide");
    expect(options()).toEqual([
        "دی",
        "آذر",
        "آبان",
        "زمستان",
        "پاییز",
        "تابستان",
        "بهار",
        "۱۴۰۶",
        "۱۴۰۵",
        "Late",
    ]);
    await choose("دی");
    expect(domain()).toEqual([
        "&",
        "&",
        ["day", ">=", "2026-12-22"],
        ["day", "<=", "2027-01-20"],
        ["id", ">", 0],
    ]);
    await choose("Late");
    expect(domain()).toEqual(["&", ["day", "<", "today"], ["id", ">", 0]]);
});

test("a user of the Gregorian calendar has Odoo's months", async () => {
    patchWithCleanup(calendarSystem, {current: "gregorian"});
    const {domain} = await openFilter("Day");
    expect(options().slice(-3).length).toBe(3);
    expect(options()).not.toInclude("۱۴۰۵");
    expect(domain()).toEqual([]);
});
