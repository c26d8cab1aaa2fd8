import {Component, onWillStart, useState} from "@odoo/owl";
import {day, digits} from "@web_jalali/persian/format";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const WHEN = ["overdue", "soon", "later"];
const TONES = {
    overdue: "text-bg-danger",
    soon: "text-bg-warning",
    later: "text-bg-secondary",
};

/** All that waits for the user today, each a click from done. */
export class WorkToday extends Component {
    static template = "cluster_committee.WorkToday";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.digits = digits;
        this.state = useState({
            rows: [],
            more: [],
            setup: [],
            day: "",
            hint: "",
            reminds: false,
            all: false,
        });
        onWillStart(() => this.load());
    }

    async load() {
        Object.assign(this.state, await this.orm.call("committee.work", "today", []));
    }

    // ------------------------------------------------------------
    // ROWS
    // ------------------------------------------------------------

    get heading() {
        return _t("What waits for you on %s", day(this.state.day));
    }

    get groups() {
        const {reminds} = this.state;
        const titles = {
            overdue: reminds ? _t("For Your Kind Attention") : _t("Overdue"),
            soon: _t("Today and the Next Seven Days"),
            later: _t("After That"),
        };
        return WHEN.map((when) => ({
            when,
            title: titles[when],
            tone: reminds ? "text-bg-info" : TONES[when],
            rows: this.shown(this.state.rows).filter((row) => row.when === when),
        })).filter((group) => group.rows.length);
    }

    /** The user's own work; on request that of his colleagues, too. */
    shown(list) {
        return list.filter((entry) => entry.own || this.state.all);
    }

    get more() {
        return this.shown(this.state.more);
    }

    get ofColleagues() {
        const rows = this.state.rows.filter((row) => !row.own).length;
        const more = this.state.more.filter((kind) => !kind.own);
        return more.reduce((count, kind) => count + kind.count, rows);
    }

    get colleaguesLabel() {
        return this.state.all
            ? _t("Hide what your colleagues can do")
            : _t("Also what your colleagues can do (%s)", digits(this.ofColleagues));
    }

    /** How late it is, or until when there is time, or since when it waits. */
    dueText(row) {
        if (!row.until) {
            return row.since ? _t("since %s", day(row.since)) : "";
        }
        if (!row.days) {
            return _t("Due today");
        }
        if (this.isReminded(row)) {
            return _t("Was expected by %s", day(row.until));
        }
        const days = digits(Math.abs(row.days));
        return row.days < 0 ? _t("%s days late", days) : _t("%s days left", days);
    }

    /** Whether it is late, and the user is the chair, who is only reminded of it. */
    isReminded(row) {
        return this.state.reminds && row.days < 0;
    }

    dates(row) {
        const since = row.since && row.since <= row.until;
        return [
            since && _t("since %s", day(row.since)),
            !this.isReminded(row) && _t("until %s", day(row.until)),
        ]
            .filter(Boolean)
            .join(" · ");
    }

    button(row) {
        if (row.on_paper && row.button) {
            return _t("Record Paper Act");
        }
        return row.button || _t("Open");
    }

    moreLabel(kind) {
        return _t("%(count)s more: %(label)s", {
            count: digits(kind.count),
            label: kind.label,
        });
    }

    // ------------------------------------------------------------
    // WHERE IT LEADS
    // ------------------------------------------------------------

    openSetup() {
        return this.action.doAction("cluster_committee.committee_setup_action");
    }

    open(row) {
        const [model, id] = row.opens;
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    async take(row) {
        if (row.way === "step") {
            return this.action.doAction("workflow_verb.workflow_step_action", {
                additionalContext: row.step,
                onClose: () => this.load(),
            });
        }
        if (row.way === "press") {
            await this.orm.call(row.model, `action_${row.verb}`, [[row.id]]);
            return this.load();
        }
        return this.open(row);
    }

    async openAll(kind) {
        const action = await this.orm.call("committee.work", "open_all", [kind.code]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("cluster_committee.work_today", WorkToday);
