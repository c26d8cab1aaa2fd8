import {Component, onMounted, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {debounce} from "@web/core/utils/timing";
import {digits} from "../core/said";
import {registry} from "@web/core/registry";
import {useBus, useService} from "@web/core/utils/hooks";

const WAIT = 400;

/** How many open alarms await the user; asked anew when he has moved on. */
export class FindingsSystray extends Component {
    static template = "cluster_committee.FindingsSystray";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({count: false});
        this.asks = true;
        const ask = debounce(() => this.ask(), WAIT);
        useBus(this.env.bus, "ACTION_MANAGER:UI-UPDATED", ask);
        onMounted(() => this.ask());
    }

    async ask() {
        if (!this.asks) {
            return;
        }
        try {
            this.state.count = await this.orm.silent.call(
                "committee.finding",
                "alarm_count",
                []
            );
        } catch {
            // A counter does not disturb the work of its user
            this.state.count = false;
        }
        this.asks = this.state.count !== false;
    }

    get said() {
        return digits(this.state.count);
    }

    get title() {
        return this.state.count
            ? _t("%s findings await you", this.said)
            : _t("No finding awaits you");
    }

    open() {
        return this.action.doAction("cluster_committee.committee_finding_action", {
            additionalContext: {search_default_mine: 1},
            clearBreadcrumbs: true,
        });
    }
}

registry
    .category("systray")
    .add("cluster_committee.findings", {Component: FindingsSystray}, {sequence: 24});
