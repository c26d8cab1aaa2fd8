import {Component} from "@odoo/owl";

import {dayOrNull, dayText, hourNow, hourText, momentOf} from "./room_text";

/** The end of a meeting: its hours, what belongs to no item, the next one, the minutes. */
export class RoomClosing extends Component {
    static template = "cluster_committee_room.RoomClosing";
    static props = {
        room: Object,
        editable: Boolean,
        blockers: Array,
        onFinish: Function,
    };

    get room() {
        return this.props.room;
    }

    get meeting() {
        return this.room.view.meeting;
    }

    get isHeld() {
        return this.meeting.state === "held";
    }

    write(values) {
        const {queue, meetingId} = this.room;
        queue.write("meeting", meetingId, values, this.meeting);
    }

    hour(name) {
        return this.room.drafts[name] ?? hourText(this.meeting[name]);
    }

    /** What is being typed outlives the drawing of what came from the server. */
    typing(name, text) {
        this.room.draft(name, text);
    }

    typeHour(name, text) {
        this._typed(name, text, momentOf(text, this.meeting.day));
    }

    stamp(name) {
        this.typeHour(name, hourNow());
    }

    get nextDay() {
        return (
            this.room.drafts.next_meeting_on ?? dayText(this.meeting.next_meeting_on)
        );
    }

    typeNextDay(text) {
        this._typed("next_meeting_on", text, dayOrNull(text));
    }

    _typed(name, text, value) {
        const read = text.trim() === "" || value;
        this.room.draft(name, read ? undefined : text);
        if (read) {
            this.write({[name]: (text.trim() && value) || false});
        }
    }

    isUnread(name) {
        const text = this.room.drafts[name];
        if (!text?.trim()) {
            return false;
        }
        return !(name === "next_meeting_on"
            ? dayOrNull(text)
            : momentOf(text, this.meeting.day));
    }
}
