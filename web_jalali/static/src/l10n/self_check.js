// At the start of a page: is all there that this addon changes in Odoo, in the browser and
// on the server? What is not is left to Odoo, and a notice says so.

import {Component, useState, xml} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {calendarSystem, isJalali, leaveToOdoo} from "@web_jalali/core/calendar_system";
import {awaited} from "@web_jalali/core/started";

/** A line at the end of the page, in its flow: it covers nothing. */
export class JalaliNotice extends Component {
    static template = xml`
        <div t-if="state.isOpen" class="o_jalali_notice alert alert-warning alert-dismissible m-0 rounded-0 py-2" role="status" t-att-title="props.missing">
            <t t-esc="sentence"/>
            <button type="button" class="btn-close py-2" t-att-aria-label="closeLabel" t-on-click="() => this.state.isOpen = false"/>
        </div>`;
    static props = {missing: String};

    setup() {
        this.state = useState({isOpen: true});
    }

    get closeLabel() {
        return _t("Close");
    }

    get sentence() {
        return _t(
            "This version of Odoo differs from the one that Jalali dates were made for: some places show Gregorian dates. Dates are stored right; please tell your administrator."
        );
    }
}

/**
 * Says which changes were not made.
 *
 * @param {String[]} missing what Odoo lacks
 */
export function tell(missing) {
    console.warn(`Some places are left to Odoo. Missing: ${missing.join(", ")}`);
    registry
        .category("main_components")
        .add(
            "web_jalali.JalaliNotice",
            {Component: JalaliNotice, props: {missing: missing.join("\n")}},
            {force: true}
        );
}

export const jalaliSelfCheck = {
    start() {
        for (const [moduleName, surface] of awaited) {
            leaveToOdoo([moduleName], surface);
        }
        if (calendarSystem.missing.length && isJalali()) {
            tell(calendarSystem.missing);
        }
    },
};

registry.category("services").add("jalali_self_check", jalaliSelfCheck);
