import {_t} from "@web/core/l10n/translation";
import {Component, useEffect, useRef} from "@odoo/owl";

import {isRead, readLine} from "./room_line";
import {expanded, inserted, phrasesFor} from "./room_phrases";
import {dayText, digits} from "./room_text";

const OUTCOMES = ["discussed", "decided", "deferred", "dropped"];
const FATES = ["adopted", "adopted_changed", "rejected", "sent_back", "deferred"];
const RESOLUTION_TEXT = ".o_room_resolution_text";
const WITH_REASON = ["deferred", "dropped", "rejected", "sent_back"];

/** An item of the agenda: discussion, outcome and resolutions. */
export class RoomItem extends Component {
    static template = "cluster_committee_room.RoomItem";
    static props = {
        room: Object,
        item: Object,
        resolutions: Array,
        isOpen: Boolean,
        editable: Boolean,
        onOpen: Function,
    };

    setup() {
        this.root = useRef("root");
        // the height of the field follows its text
        useEffect(() => {
            for (const area of this.root.el?.querySelectorAll("textarea") || []) {
                area.style.height = "auto";
                area.style.height = `${area.scrollHeight + 4}px`;
            }
            this._goOn(); // in the same breath, or a letter goes astray
        });
    }

    get room() {
        return this.props.room;
    }

    get words() {
        return this.room.words;
    }

    /** Whether the minutes of the item are open, as the guards of the server have it. */
    get isWritable() {
        const {item, editable} = this.props;
        const held = this.room.view.meeting.state === "held";
        return editable && held && (item.state === "approved" || !item.late);
    }

    get canResolve() {
        const {state, with_resolutions} = this.room.view.meeting;
        return this.props.editable && state === "held" && with_resolutions;
    }

    get outcomes() {
        return OUTCOMES.map((value) => [value, this.words.outcome[value]]);
    }

    get fates() {
        return FATES.map((value) => [value, this.words.fate[value]]);
    }

    get asksReason() {
        const {fate, outcome} = this.props.item;
        return WITH_REASON.includes(fate || outcome);
    }

    digits(value) {
        return digits(value ?? "");
    }

    until(day) {
        return _t("until %s", dayText(day));
    }

    unknown(part) {
        return _t("No body is called “%s”.", digits(part.text));
    }

    phrases(use) {
        return phrasesFor(this.words.phrases, use);
    }

    tasksOf(resolution) {
        return this.room.view.tasks.filter(
            ({resolution_id}) => resolution_id === resolution.ref
        );
    }

    // ------------------------------------------------------------
    // TYPING
    // ------------------------------------------------------------

    write(values) {
        this.room.queue.write("item", this.props.item.ref, values, this.props.item);
    }

    choose(name, value) {
        const before = this.props.item[name];
        const none = name === "fate" ? false : "pending";
        this.write({[name]: before === value ? none : value});
    }

    say(text) {
        this.write({discussion: text});
    }

    resolve(resolution, text) {
        // a resolution without a text is none yet: the stored text is kept
        this.room.draft(
            this.room.keyOf("text", resolution.ref),
            text.trim() ? undefined : " "
        );
        if (text.trim()) {
            this.room.queue.write(
                "resolution",
                resolution.ref,
                {name: text},
                resolution
            );
        }
    }

    resolutionText(resolution) {
        return this.room.drafts[this.room.keyOf("text", resolution.ref)]
            ? ""
            : resolution.name;
    }

    /** Tab after a sign writes its phrase. */
    onTextKey(use, keep, ev) {
        if (ev.key !== "Tab" || ev.shiftKey) {
            return;
        }
        const area = ev.target;
        const found = expanded(area.value, area.selectionStart, this.phrases(use));
        if (found) {
            ev.preventDefault();
            this._put(area, found, keep);
        }
    }

    insert(ev, selector, phrase, keep) {
        const area = ev.target.closest(".o_room_typed").querySelector(selector);
        const {selectionStart: from, selectionEnd: to, value} = area;
        this._put(area, inserted(value, from, to, phrase.name), keep);
    }

    _put(area, {text, caret}, keep) {
        area.value = text;
        area.focus();
        area.setSelectionRange(caret, caret);
        keep(text);
    }

    // ------------------------------------------------------------
    // RESOLUTIONS
    // ------------------------------------------------------------

    get newKey() {
        return this.room.keyOf("new", this.props.item.ref);
    }

    /** An empty one waits for its first letter, and is no resolution before. */
    add() {
        this.created = null;
        this.room.draft(this.newKey, " ");
        setTimeout(() => this.root.el?.querySelector(".o_room_new")?.focus());
    }

    typeNew(ev) {
        const text = ev.target.value;
        if (this.created) {
            // typed before the screen was rendered again
            const shown = this.props.resolutions.find(({ref}) => ref === this.created);
            const before = shown || {name: false};
            this.room.queue.write("resolution", this.created, {name: text}, before);
            return;
        }
        if (!text.trim()) {
            return;
        }
        this.created = this.room.queue.add("create", "resolution", {
            name: text,
            item_id: this.props.item.ref,
        });
        this.room.draft(this.newKey, undefined);
        this.typed = ev.target;
    }

    /** From the empty place into the resolution that came of it, with the caret. */
    _goOn() {
        if (!this.typed || this.typed.isConnected) {
            return;
        }
        const {selectionStart} = this.typed;
        this.typed = null;
        const area = [...this.root.el.querySelectorAll(RESOLUTION_TEXT)].pop();
        area?.focus();
        area?.setSelectionRange(selectionStart, selectionStart);
    }

    onNewKey(ev) {
        this.onTextKey("resolution", () => this.typeNew({target: ev.target}), ev);
        if (ev.key === "Escape") {
            this.room.draft(this.newKey, undefined);
        }
    }

    remove(resolution) {
        this.room.queue.remove("resolution", resolution.ref, {name: resolution.name});
    }

    removeTask(task) {
        this.room.queue.remove("task", task.ref, {deadline: task.deadline});
    }

    // ------------------------------------------------------------
    // WHO AND UNTIL WHEN
    // ------------------------------------------------------------

    lineKey(resolution) {
        return this.room.keyOf("line", resolution.ref);
    }

    line(resolution) {
        return this.room.drafts[this.lineKey(resolution)] || "";
    }

    /** What the line means, shown before it is kept. */
    reading(resolution) {
        const text = this.line(resolution);
        if (!text.trim()) {
            return null;
        }
        const {bodies, workdays} = this.words;
        const {day} = this.room.view.meeting;
        const read = readLine(text, {bodies, day, workdays});
        return {...read, whole: isRead(read)};
    }

    typeLine(resolution, text) {
        this.room.draft(this.lineKey(resolution), text);
    }

    /** One of several bodies that a word may mean. */
    pick(resolution, part, body) {
        const text = this.line(resolution);
        const key = part.text;
        this.typeLine(
            resolution,
            text.includes(key) ? text.replace(key, body.name) : `${body.name} ${text}`
        );
    }

    onLineKey(resolution, ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.keepLine(resolution);
        }
    }

    /** Leaving the line enters it, where it is complete. */
    leaveLine(resolution) {
        if (this.reading(resolution)?.deadline) {
            this.keepLine(resolution);
        }
    }

    keepLine(resolution) {
        const read = this.reading(resolution);
        if (!read?.whole) {
            return;
        }
        const tasks = this.tasksOf(resolution);
        if (!read.parts.length) {
            for (const task of tasks) {
                const values = {deadline: read.deadline};
                this.room.queue.write("task", task.ref, values, task);
            }
        }
        for (const {body, role} of read.parts) {
            const task = tasks.find(({partner_id}) => partner_id === body.id);
            if (task) {
                const values = {role, deadline: read.deadline || task.deadline};
                this.room.queue.write("task", task.ref, values, task);
            } else {
                this.room.queue.add("create", "task", {
                    resolution_id: resolution.ref,
                    partner_id: body.id,
                    role,
                    deadline: read.deadline || false,
                });
            }
        }
        this.room.draft(this.lineKey(resolution), undefined);
    }

    approve() {
        this.room.queue.add("approve", "item", {}, {ref: this.props.item.ref});
    }
}
