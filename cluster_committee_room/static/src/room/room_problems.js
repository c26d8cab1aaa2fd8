import {_t} from "@web/core/l10n/translation";
import {Component} from "@odoo/owl";

import {rowOf} from "./room_view";
import {dayText, digits, hourText} from "./room_text";

const DAYS = ["introduction_date", "deadline", "next_meeting_on"];
const HOURS = ["arrived_at", "left_at", "actual_start", "actual_end"];
const TEXTS = ["discussion", "name", "notes", "outcome_note", "note", "text"];

/** What was not kept: refused by the server, or written otherwise by another one. */
export class RoomProblems extends Component {
    static template = "cluster_committee_room.RoomProblems";
    static props = {room: Object};

    get room() {
        return this.props.room;
    }

    where({part, ref, values, act}) {
        const {view} = this.room;
        const row = ref && rowOf(view, part, ref);
        if (part === "resolution" || part === "task") {
            const name = row?.name || values.name || row?.partner || "";
            return name ? _t("Resolution “%s”", short(name)) : _t("A resolution");
        }
        if (act === "hold") {
            return _t("The beginning of the meeting");
        }
        return digits(row?.label || row?.name || values.name || view.meeting.name);
    }

    sentenceOf({problem}) {
        return _t(
            "Meanwhile %s wrote something else here. Nothing is overwritten; choose:",
            problem.by
        );
    }

    /** @returns {{name: String, mine: String, theirs: String}[]} */
    fields({values, problem}) {
        return Object.entries(values).map(([name, value]) => ({
            name,
            mine: this.text(name, value),
            theirs: this.text(name, problem.current?.[name]),
        }));
    }

    text(name, value) {
        if (!value) {
            return _t("(nothing)");
        }
        if (DAYS.includes(name)) {
            return dayText(value);
        }
        if (HOURS.includes(name)) {
            return hourText(value);
        }
        return this.room.words[name]?.[value] || digits(value);
    }

    isText({act, values}) {
        return (
            act === "write" && Object.keys(values).every((name) => TEXTS.includes(name))
        );
    }

    settle(change, choice) {
        this.room.queue.settle(change, choice);
    }

    retry(change) {
        this.room.queue.retry(change);
    }

    discard(change) {
        this.room.queue.drop([change]);
    }
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
