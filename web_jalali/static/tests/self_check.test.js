import {click, expect, test} from "@odoo/hoot";
import {mountWithCleanup, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {after} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {deserializeDate, formatDate, parseDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {calendarSystem, isJalali} from "@web_jalali/core/calendar_system";
import {attempt, awaited, whenStarted} from "@web_jalali/core/started";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

asPersianUser();

const NOTICE = "web_jalali.JalaliNotice";

function forget() {
    const components = registry.category("main_components");
    after(() => components.contains(NOTICE) && components.remove(NOTICE));
    patchWithCleanup(calendarSystem, {missing: [], off: new Set()});
    patchWithCleanup(console, {warn: (text) => expect.step(text)});
}

test("all that is changed in Odoo is there", () => {
    expect(calendarSystem.missing).toEqual([]);
    expect([...awaited.keys()]).toEqual([]);
});

test("a change is not made when a name is missing; all others are", async () => {
    forget();
    whenStarted("@web/core/l10n/dates", ["formatDate", "formatEra"], () =>
        expect.step("changed")
    );
    await mountWithCleanup(MainComponentsContainer, {noMainContainer: true});
    expect(".o_jalali_notice").toHaveCount(1);
    expect(".o_jalali_notice").toHaveText(/some places show Gregorian dates/);
    expect(".o_jalali_notice").toHaveAttribute(
        "title",
        "@web/core/l10n/dates formatEra"
    );
    expect(formatDate(deserializeDate("2026-11-23"))).toBe("۱۴۰۵/۰۹/۰۲");
    expect.verifySteps([
        "Some places are left to Odoo. Missing: @web/core/l10n/dates formatEra",
    ]);
    // it can be closed, and lies in the flow of the page
    expect(getComputedStyle(document.querySelector(".o_jalali_notice")).position).toBe(
        "relative"
    );
    await click(".o_jalali_notice .btn-close");
    await animationFrame();
    expect(".o_jalali_notice").toHaveCount(0);
});

test("a part of the screen is left to Odoo as a whole", () => {
    forget();
    attempt("FullCalendar", ["startOfEra"], () => expect.step("changed"), "calendar");
    expect(isJalali("calendar")).toBe(false);
    expect(isJalali("picker")).toBe(true);
    expect(isJalali()).toBe(true);
    expect(calendarSystem.missing).toEqual(["FullCalendar startOfEra"]);
});

test("a name of another module may be needed", () => {
    forget();
    whenStarted("@web/core/l10n/dates", ["@web/core/domain:Domain"], () =>
        expect.step("changed")
    );
    whenStarted("@web/core/l10n/dates", ["@web/core/domain:Era"], () =>
        expect.step("changed wrongly")
    );
    expect.verifySteps(["changed"]);
    expect(calendarSystem.missing).toEqual([
        "@web/core/l10n/dates @web/core/domain:Era",
    ]);
});

test("a change that fails is one that is missing", () => {
    forget();
    patchWithCleanup(console, {error: () => expect.step("error")});
    whenStarted("@web/core/l10n/dates", [], () => {
        throw new Error("no such thing");
    });
    expect(calendarSystem.missing).toEqual(["@web/core/l10n/dates (no such thing)"]);
    expect.verifySteps(["error"]);
});

test("a module that never starts is awaited", () => {
    whenStarted("@web/core/l10n/eras", [], () => {}, "eras");
    expect([...awaited]).toEqual([["@web/core/l10n/eras", "eras"]]);
    awaited.delete("@web/core/l10n/eras");
});

test("a misread year is refused whatever calendar the user has", () => {
    forget();
    patchWithCleanup(calendarSystem, {current: "gregorian", guards: true});
    for (const text of ["1405/09/15", "1405-09-15", "1699/12/31"]) {
        expect(() => parseDate(text)).toThrow(/The Gregorian years begin with/);
    }
    expect(parseDate("2026/11/23").year).toBe(2026);
    patchWithCleanup(calendarSystem, {guards: false});
    expect(parseDate("1405/09/15").year).toBe(1405);
});
