import {expect, test} from "@odoo/hoot";
import {mountWithCleanup, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {after} from "@odoo/hoot";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {calendarSystem} from "@web_jalali/core/calendar_system";
import {awaited, whenStarted} from "@web_jalali/core/started";
import {asPersianUser} from "@web_jalali/../tests/jalali_test_helpers";

asPersianUser();

const BANNER = "web_jalali.JalaliBanner";

function forgetBanner() {
    const components = registry.category("main_components");
    after(() => components.contains(BANNER) && components.remove(BANNER));
}

test("all that is changed in Odoo is there", () => {
    expect(calendarSystem.missing).toEqual([]);
    expect([...awaited]).toEqual([]);
});

test("dates are left to Odoo, and a banner says so, when something is not", async () => {
    forgetBanner();
    patchWithCleanup(calendarSystem, {missing: []});
    patchWithCleanup(console, {warn: (text) => expect.step(text)});
    whenStarted("@web/core/l10n/dates", ["formatDate", "formatEra"], () =>
        expect.step("changed")
    );
    await mountWithCleanup(MainComponentsContainer, {noMainContainer: true});
    expect(".o_jalali_banner").toHaveCount(1);
    expect(".o_jalali_banner").toHaveText(/Jalali dates are switched off/);
    expect(".o_jalali_banner").toHaveAttribute(
        "title",
        "@web/core/l10n/dates formatEra"
    );
    expect(formatDate(deserializeDate("2026-11-23"))).toBe("2026/11/23");
    expect.verifySteps([
        "Jalali dates are switched off. Missing: @web/core/l10n/dates formatEra",
    ]);
});

test("a change that fails is one that is missing", () => {
    patchWithCleanup(calendarSystem, {missing: []});
    patchWithCleanup(console, {error: () => expect.step("error")});
    whenStarted("@web/core/l10n/dates", [], () => {
        throw new Error("no such thing");
    });
    expect(calendarSystem.missing).toEqual(["@web/core/l10n/dates (no such thing)"]);
    expect.verifySteps(["error"]);
});

test("a module that never starts is awaited", () => {
    whenStarted("@web/core/l10n/eras", [], () => {});
    expect([...awaited]).toEqual(["@web/core/l10n/eras"]);
    awaited.delete("@web/core/l10n/eras");
});
