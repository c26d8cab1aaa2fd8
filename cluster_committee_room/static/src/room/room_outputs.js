import {Component} from "@odoo/owl";

import {digits} from "./room_text";

const PURPOSES = ["approval", "information"];

/** What an expert session hands over to the committee (note 1). */
export class RoomOutputs extends Component {
    static template = "cluster_committee_room.RoomOutputs";
    static props = {room: Object, editable: Boolean};

    get room() {
        return this.props.room;
    }

    get isWritable() {
        return this.props.editable && this.room.view.meeting.state === "held";
    }

    get purposes() {
        return PURPOSES.map((value) => [value, this.room.words.purpose[value]]);
    }

    digits(value) {
        return digits(value);
    }

    /** Typed and Enter: the next one is typed in the same place. */
    add(ev) {
        const name = ev.target.value.trim();
        if (ev.key === "Enter" && name) {
            ev.preventDefault();
            this.room.queue.add("create", "output", {name, purpose: "approval"});
            this.room.draft("output", "");
            ev.target.value = "";
        }
    }

    write(output, values) {
        this.room.queue.write("output", output.ref, values, output);
    }

    /** An output without a title is none: the last one is kept. */
    call(output, name) {
        if (name.trim()) {
            this.write(output, {name});
        }
    }

    remove(output) {
        const {name, purpose} = output;
        this.room.queue.remove("output", output.ref, {name, purpose});
    }
}
