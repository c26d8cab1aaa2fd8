// At the start of a page: is all there that this addon changes in Odoo? If not, dates
// are left to Odoo as a whole, rather than shown in one calendar here and in another
// there, and a banner says so.

import {Component, xml} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {calendarSystem, isJalali, leaveToOdoo} from "@web_jalali/core/calendar_system";
import {awaited} from "@web_jalali/core/started";

export class JalaliBanner extends Component {
    static template = xml`
        <div class="o_jalali_banner position-fixed top-0 start-0 end-0 z-1 alert alert-danger m-0 rounded-0 text-center" role="alert" t-att-title="props.missing">
            <t t-esc="sentence"/>
        </div>`;
    static props = {missing: String};

    get sentence() {
        return _t(
            "Jalali dates are switched off: this version of Odoo differs from the one they were made for. Dates are shown and read in the Gregorian calendar; tell your administrator."
        );
    }
}

/**
 * Leaves all dates of the page to Odoo.
 *
 * @param {String[]} missing what Odoo lacks
 */
export function switchOff(missing) {
    leaveToOdoo();
    console.warn(`Jalali dates are switched off. Missing: ${missing.join(", ")}`);
    registry
        .category("main_components")
        .add(
            "web_jalali.JalaliBanner",
            {Component: JalaliBanner, props: {missing: missing.join("\n")}},
            {force: true}
        );
}

export const jalaliSelfCheck = {
    start() {
        const missing = [...calendarSystem.missing, ...awaited];
        if (missing.length && isJalali()) {
            switchOff(missing);
        }
    },
};

registry.category("services").add("jalali_self_check", jalaliSelfCheck);
