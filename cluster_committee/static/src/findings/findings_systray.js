import {Component, onMounted, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {debounce} from "@web/core/utils/timing";
import {digits} from "@web_jalali/persian/format";
import {registry} from "@web/core/registry";
import {useBus, useService} from "@web/core/utils/hooks";

const WAIT = 400;

/** The number of open alarms of the user; fetched again when the action changes. */
export class FindingsSystray extends Component {
    static template = "cluster_committee.FindingsSystray";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({count: false, reminds: false});
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
            Object.assign(
                this.state,
                await this.orm.silent.call("committee.finding", "alarms", [])
            );
        } catch {
            // A counter does not disturb the work of its user
            this.state.count = false;
        }
        this.asks = this.state.count !== false;
    }

    get countText() {
        return digits(this.state.count);
    }

    get title() {
        const {count, reminds} = this.state;
        if (!count) {
            return _t("No finding awaits you");
        }
        return reminds
            ? _t("%s reminders for you", this.countText)
            : _t("%s findings await you", this.countText);
    }

    open() {
        const inbox = this.state.reminds
            ? "cluster_committee.committee_finding_action_own"
            : "cluster_committee.committee_finding_action";
        return this.action.doAction(inbox, {
            additionalContext: {search_default_mine: 1},
            clearBreadcrumbs: true,
        });
    }
}

registry
    .category("systray")
    .add("cluster_committee.findings", {Component: FindingsSystray}, {sequence: 24});
