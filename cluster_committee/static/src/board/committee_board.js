import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {day, digits} from "@web_jalali/persian/format";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

/** The standing of a committee with every clause: one line for each obligation. */
export class CommitteeBoard extends Component {
    static template = "cluster_committee.CommitteeBoard";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.day = day;
        this.digits = digits;
        this.state = useState({board: null, expanded: {}, text: {}, only: null});
        onWillStart(() => this.load(this.props.record.resId));
        onWillUpdateProps(({record}) => this.load(record.resId));
    }

    async load(committee) {
        this.state.board = committee
            ? await this.orm.call("committee.finding", "board", [committee])
            : null;
    }

    get clauses() {
        const {board, only} = this.state;
        if (!only) {
            return board.clauses;
        }
        return board.clauses
            .map((clause) => ({
                ...clause,
                lines: clause.lines.filter((line) =>
                    line.entries.some((entry) =>
                        only === "settled" ? entry.settled : entry.standing === only
                    )
                ),
            }))
            .filter((clause) => clause.lines.length);
    }

    toggleOnly(standing) {
        this.state.only = this.state.only === standing ? null : standing;
    }

    /** The class of a badge in the tone that the server chose for its reader. */
    badge(tone) {
        return tone ? `text-bg-${tone}` : "text-bg-light";
    }

    kindLabel(kind) {
        const labels = {
            exception: _t("Exception"),
            text: _t("Text of the Procedure"),
            policy: _t("Policy"),
            reminder: _t("Reminder"),
        };
        return labels[kind];
    }

    kindTone(kind) {
        const tones = {
            exception: "text-danger border-danger",
            policy: "text-info border-info",
            reminder: "text-info border-info",
        };
        return tones[kind] || "text-muted";
    }

    /** The text beside the name of an obligation while its line is closed. */
    summary(line) {
        if (line.sum) {
            return line.sum;
        }
        const [entry] = line.entries;
        return [entry.subject, entry.period].filter(Boolean).join(" · ");
    }

    isExpandable(line) {
        return line.entries.length + line.more > 1 || this.hasDetail(line.entries[0]);
    }

    hasDetail(entry) {
        return Boolean(entry.reason || entry.answer);
    }

    hasSettled(line) {
        return line.entries.some((entry) => entry.settled);
    }

    /** The one piece of evidence that the closed line leads to. */
    evidenceOf(line) {
        return line.entries.find((entry) => entry.evidence);
    }

    isAlarm(standing) {
        return this.state.board.alarms.includes(standing);
    }

    toggle(rule) {
        this.state.expanded[rule] = !this.state.expanded[rule];
    }

    toggleText(code) {
        this.state.text[code] = !this.state.text[code];
    }

    async openEvidence(entry) {
        const action = await this.orm.call(
            "committee.finding",
            "action_open_evidence",
            [entry.id]
        );
        return action && this.action.doAction(action);
    }

    openFinding(entry) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "committee.finding",
            res_id: entry.id,
            views: [[false, "form"]],
        });
    }

    openAll(line) {
        const {resId, data} = this.props.record;
        const company = data.company_id && data.company_id.id;
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: line.label,
            res_model: "committee.finding",
            domain: [
                ["rule", "=", line.rule],
                ["company_id", "=", company],
                ["committee_id", "in", [resId, false]],
            ],
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }
}

registry.category("view_widgets").add("committee_board", {
    component: CommitteeBoard,
    fieldDependencies: [{name: "company_id", type: "many2one"}],
});
