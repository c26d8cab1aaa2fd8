import {_t} from "@web/core/l10n/translation";
import {Component} from "@odoo/owl";

import {dayOrNull, dayText, digits, hourNow, hourText, momentOf} from "./room_text";

const PRESENCES = ["present", "represented", "excused", "absent"];
const CAME = ["present", "represented"];

/** Who came: a tap, or a digit, for each seat. */
export class RoomPresence extends Component {
    static template = "cluster_committee_room.RoomPresence";
    static props = {room: Object, editable: Boolean};

    get room() {
        return this.props.room;
    }

    get rows() {
        return this.room.view.attendance;
    }

    get choices() {
        return PRESENCES.map((value) => [value, this.room.words.presence[value]]);
    }

    digits(text) {
        return digits(text || "");
    }

    came(row) {
        return CAME.includes(row.presence);
    }

    // ------------------------------------------------------------
    // WHAT IS TAPPED AND TYPED
    // ------------------------------------------------------------

    write(row, values) {
        this.room.queue.write("attendance", row.ref, values, row);
    }

    mark(row, presence) {
        if (!this.props.editable || row.waits) {
            return;
        }
        // tapped again it is taken back
        this.write(row, {presence: row.presence === presence ? false : presence});
    }

    hour(row, name) {
        return this.room.drafts[`${name}:${row.ref}`] ?? hourText(row[name]);
    }

    stamp(row, name) {
        this.room.draft(`${name}:${row.ref}`, undefined);
        const moment = momentOf(hourNow(), this.room.view.meeting.day);
        this.write(row, {[name]: row[name] ? false : moment});
    }

    /** What is being typed outlives the drawing of what came from the server. */
    typing(row, name, text) {
        this.room.draft(`${name}:${row.ref}`, text);
    }

    typeHour(row, name, text) {
        this._typed(row, name, text, momentOf(text, this.room.view.meeting.day));
    }

    dayText(row) {
        return (
            this.room.drafts[`introduction_date:${row.ref}`] ??
            dayText(row.introduction_date)
        );
    }

    typeDay(row, text) {
        this._typed(row, "introduction_date", text, dayOrNull(text));
    }

    /** What cannot be read yet stays where it was typed, and is kept there. */
    _typed(row, name, text, value) {
        const key = `${name}:${row.ref}`;
        const read = text.trim() === "" || value;
        this.room.draft(key, read ? undefined : text);
        if (read) {
            this.write(row, {[name]: (text.trim() && value) || false});
        }
    }

    isUnread(row, name) {
        const text = this.room.drafts[`${name}:${row.ref}`];
        if (!text?.trim()) {
            return false;
        }
        return !(name === "introduction_date"
            ? dayOrNull(text)
            : momentOf(text, this.room.view.meeting.day));
    }

    addGuest(ev) {
        const name = ev.target.value.trim();
        if (ev.key === "Enter" && name) {
            this.room.queue.add("guest", "guest", {name});
            this.room.draft("guest", undefined);
        }
    }

    // ------------------------------------------------------------
    // KEYS
    // ------------------------------------------------------------

    onKey(row, ev) {
        if (ev.target !== ev.currentTarget || ev.ctrlKey || ev.altKey) {
            return; // an input in the row has its own
        }
        const [, digit] = ev.code.match(/^(?:Digit|Numpad)([1-6])$/) || [];
        if (digit <= 4) {
            this.mark(row, PRESENCES[digit - 1]);
        } else if (digit && this.props.editable && this.came(row)) {
            this.stamp(row, digit === "5" ? "arrived_at" : "left_at");
        } else if (ev.key === "ArrowDown") {
            ev.currentTarget.nextElementSibling?.focus();
        } else if (ev.key === "ArrowUp") {
            ev.currentTarget.previousElementSibling?.focus();
        } else {
            return;
        }
        ev.preventDefault();
    }

    get labels() {
        return {arrived_at: _t("Came late"), left_at: _t("Left early")};
    }
}
