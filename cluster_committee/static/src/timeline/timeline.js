import {Component, onWillStart, useState} from "@odoo/owl";
import {Axis, ordinalOf} from "./axis";
import {day, digits} from "@web_jalali/persian/format";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {isJalali} from "@web_jalali/core/calendar_system";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const MOST_YEARS = 4;
const LEAST_YEARS = 2;
const LATE = ["overdue", "national"];

/** The meetings of all provinces against their due days: a row for each, years across. */
export class MeetingTimeline extends Component {
    static template = "cluster_committee.MeetingTimeline";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.digits = digits;
        this.state = useState({
            rows: [],
            reminds: false,
            lastYear: 0,
            years: 0,
        });
        onWillStart(() => this.load());
    }

    async load() {
        const {
            rows,
            reminds,
            day: today,
        } = await this.orm.call("committee.committee", "timeline", []);
        this.state.rows = rows;
        this.state.reminds = reminds;
        this.today = ordinalOf(today);
        this.todaySaid = day(today);
        const days = rows.flatMap((row) => [
            ...row.meetings.map((meeting) => meeting.on),
            ...row.dues.map((due) => due.on),
        ]);
        const years = [today, ...days].map((iso) => this.yearOf(iso));
        this.firstYear = Math.min(...years);
        // What is due or invited soon is seen, and not what lies years ahead
        const last = Math.min(Math.max(...years), this.yearOf(today) + 1);
        this.state.lastYear = last;
        this.state.years = Math.min(
            Math.max(last - this.firstYear + 1, LEAST_YEARS),
            MOST_YEARS
        );
    }

    yearOf(iso) {
        return Axis.yearOf(ordinalOf(iso), isJalali());
    }

    get axis() {
        return new Axis(this.state.lastYear, this.state.years, isJalali());
    }

    move(years) {
        this.state.lastYear += years;
    }

    // ------------------------------------------------------------
    // ROWS
    // ------------------------------------------------------------

    get rows() {
        const axis = this.axis;
        return this.state.rows.map((row, index) => ({
            ...row,
            key: row.committee_id || `none-${index}`,
            late: row.dues.map((due) => this.prepareLate(due, axis)).filter(Boolean),
            marks: [
                ...row.dues.map((due) => this.prepareDue(due, axis)),
                ...row.meetings.map((meeting) => this.prepareMeeting(meeting, axis)),
            ].filter(Boolean),
            formed: this.prepareFormed(row, axis),
            summary: this.summary(row),
            ...this.standing(row),
        }));
    }

    prepareLate(due, axis) {
        if (!due.late_until) {
            return null;
        }
        const stretch = axis.stretch(ordinalOf(due.on), ordinalOf(due.late_until));
        return (
            stretch && {
                ...stretch,
                title: this.lateText(due.on, due.days_late),
            }
        );
    }

    /** The chair is only reminded of what is late. */
    lateText(on, days) {
        return this.state.reminds
            ? _t("Was expected by %s", day(on))
            : _t("Due on %(day)s: %(count)s days late", {
                  day: day(on),
                  count: digits(days),
              });
    }

    prepareDue(due, axis) {
        const ordinal = ordinalOf(due.on);
        return (
            axis.holds(ordinal) && {
                kind: "due",
                key: `due-${due.on}`,
                start: axis.at(ordinal),
                title: _t("Meeting due on %s", day(due.on)),
            }
        );
    }

    prepareMeeting(meeting, axis) {
        const ordinal = ordinalOf(meeting.on);
        const values = {number: meeting.label, day: day(meeting.on)};
        const titles = {
            counted: _t("Meeting %(number)s, held on %(day)s: counts", values),
            uncounted: _t(
                "Meeting %(number)s, held on %(day)s: does not count",
                values
            ),
            invited: _t("Meeting %(number)s, invited for %(day)s", values),
        };
        return (
            axis.holds(ordinal) && {
                id: meeting.id,
                kind: meeting.kind,
                key: `meeting-${meeting.id}`,
                start: axis.at(ordinal),
                title: [
                    titles[meeting.kind],
                    meeting.awaits_proof && _t("awaits a document"),
                    meeting.late,
                ]
                    .filter(Boolean)
                    .join(" · "),
            }
        );
    }

    /** The time before the committee was formed, as something that is not there. */
    prepareFormed(row, axis) {
        const until = row.formed_on ? ordinalOf(row.formed_on) : axis.to;
        return axis.stretch(axis.from, until);
    }

    /** The row as a sentence, for screen readers. */
    summary(row) {
        const count = (kind) =>
            digits(row.meetings.filter((meeting) => meeting.kind === kind).length);
        return _t(
            "%(province)s: %(counted)s meetings count, %(uncounted)s do not, %(invited)s invited",
            {
                province: row.province,
                counted: count("counted"),
                uncounted: count("uncounted"),
                invited: count("invited"),
            }
        );
    }

    standing(row) {
        if (!row.formed_on) {
            return {text: _t("Not formed"), tone: "text-muted"};
        }
        if (row.suspended) {
            return {text: _t("Suspended"), tone: "text-muted"};
        }
        if (row.days_left === false) {
            return {text: "", tone: ""};
        }
        const days = digits(Math.abs(row.days_left));
        if (LATE.includes(row.standing)) {
            return this.state.reminds
                ? {text: _t("Reminder"), tone: "text-info fw-bold"}
                : {text: _t("%s days late", days), tone: "text-danger fw-bold"};
        }
        const soon = ["warning", "due"].includes(row.standing);
        return {
            text: row.days_left ? _t("%s days left", days) : _t("Due today"),
            tone: soon ? "text-warning-emphasis fw-bold" : "text-success",
        };
    }

    // ------------------------------------------------------------
    // AXIS
    // ------------------------------------------------------------

    get todayAt() {
        const axis = this.axis;
        return axis.holds(this.today) ? axis.at(this.today) : null;
    }

    halfLabel(part) {
        return part ? _t("Second half") : _t("First half");
    }

    // ------------------------------------------------------------
    // WHERE IT LEADS
    // ------------------------------------------------------------

    openMeeting(id) {
        return this.openForm("committee.meeting", id);
    }

    openCommittee(row) {
        return this.openForm("committee.committee", row.committee_id);
    }

    openFindings(row) {
        return this.action.doAction("cluster_committee.committee_finding_action", {
            additionalContext: {
                search_default_committee_id: row.committee_id,
                search_default_alarms: 1,
            },
        });
    }

    openForm(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("cluster_committee.timeline", MeetingTimeline);
