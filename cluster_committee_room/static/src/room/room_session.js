// One open room: the data of the server merged with the waiting changes.

import {session} from "@web/session";
import {user} from "@web/core/user";
import {ConnectionLostError} from "@web/core/network/rpc";

import {RoomQueue} from "./room_queue";
import {RoomStore, scopeOf} from "./room_store";
import {rowOf, viewOf} from "./room_view";

const SOON = 1000; // ms from a change to its sending
const AGAIN = 3000; // after a failure
const LOOK = 10000; // for what others wrote
const PATIENCE = 20000; // with a server that does not answer
// lines that are kept as typed until they are a day, an hour or somebody's part
const TYPED =
    /^(introduction_date|arrived_at|left_at|line):|^(actual_start|actual_end|next_meeting_on)$/;

export class RoomSession {
    /**
     * @param {Object} orm
     * @param {Number} meetingId
     * @param {() => void} changed called whenever something is to be shown again
     */
    constructor(orm, meetingId, changed) {
        this.orm = orm.silent;
        this.meetingId = meetingId;
        this.changed = changed;
        this.scope = scopeOf(session.db, user.userId, meetingId);
        this.store = new RoomStore(this.scope);
        this.queue = new RoomQueue({
            store: this.store,
            send: (changes) => this._send(changes),
            changed: () => this._refresh(),
            made: (name, record) => this._rename(name, record),
            current: (part, ref) => this.view && rowOf(this.view, part, ref),
        });
        this.room = null;
        this.words = null;
        this.view = null;
        this.drafts = {};
        this.connection = "there"; // or lost, signed_out, failing
        this.failure = "";
        this.elsewhere = false;
    }

    async start() {
        await this._takeHold();
        await this.queue.restore();
        try {
            this.drafts = await this.store.drafts();
        } catch {
            this.queue.broken = true;
        }
        [this.words, this.room] = await Promise.all([
            this._call("room_words"),
            this._call("room_state"),
        ]);
        this._refresh();
        this._plan(0);
        this.looking = setInterval(() => this._look(), LOOK);
        this.backOnline = () => this._plan(0);
        window.addEventListener("online", this.backOnline);
    }

    /** Only one window of a browser writes a meeting, where it has locks. */
    async _takeHold() {
        if (!navigator.locks) {
            return; // not on a page without TLS; the server keeps each change once
        }
        await new Promise((resolve) => {
            navigator.locks.request(
                `cluster_committee_room|${this.scope}`,
                {ifAvailable: true},
                (lock) => {
                    this.elsewhere = !lock;
                    resolve();
                    return lock && new Promise((release) => (this.letGo = release));
                }
            );
        });
    }

    async stop() {
        clearInterval(this.looking);
        clearTimeout(this.timer);
        window.removeEventListener("online", this.backOnline);
        this.stopped = true;
        if (!this.elsewhere && this.queue.pending.length) {
            await this.flush().catch(() => {});
        }
        this.letGo?.();
        await this.store.close().catch(() => {});
    }

    get editable() {
        return !this.elsewhere && this.room.meeting.editable;
    }

    _refresh() {
        if (this.room) {
            const laid = this.queue.changes;
            const bodies = this.words?.bodies;
            this.view = viewOf(this.room, laid, this.queue.records, bodies);
        }
        if (this.queue.pending.length && !this.queue.sending) {
            this._plan(this.connection === "there" ? SOON : AGAIN);
        }
        this.changed();
    }

    // ------------------------------------------------------------
    // THE SERVER
    // ------------------------------------------------------------

    _call(method, args = []) {
        const promise = this.orm.call("committee.meeting", method, [
            [this.meetingId],
            ...args,
        ]);
        const timer = setTimeout(() => promise.abort?.(true), PATIENCE);
        const done = () => clearTimeout(timer);
        promise.then(done, done);
        return promise;
    }

    async _send(changes) {
        const {answers, room} = await this._call("room_apply_changes", [changes]);
        this.room = room;
        this.connection = "there";
        return answers;
    }

    _plan(delay) {
        if (this.timer || this.stopped || this.elsewhere || !this.room) {
            return; // what waits first sets the time, so that typing on delays nothing
        }
        this.timer = setTimeout(async () => {
            this.timer = null;
            await this.flush();
        }, delay);
    }

    async flush() {
        try {
            await this.queue.flush();
        } catch (error) {
            this._fail(error);
        }
    }

    async _look() {
        if (this.queue.pending.length || this.queue.sending) {
            return;
        }
        try {
            const room = await this._call("room_state");
            if (!this.queue.sending) {
                this.room = room;
                this.connection = "there";
                this._refresh();
            }
        } catch (error) {
            this._fail(error);
        }
    }

    /** Show the reason and continue: waiting changes are kept and sent later. */
    _fail(error) {
        const name = error.exceptionName || "";
        if (name.endsWith("SessionExpiredException")) {
            this.connection = "signed_out";
        } else if (error instanceof ConnectionLostError || !name) {
            this.connection = "lost";
        } else {
            this.connection = "failing";
            this.failure = error.data?.message || error.message;
        }
        this._refresh();
    }

    /** @returns {String[] | null} the blockers, null while not all changes were sent */
    async finish() {
        await this.flush();
        if (this.queue.changes.length) {
            return null;
        }
        const {blockers} = await this._call("room_finish");
        return blockers;
    }

    // ------------------------------------------------------------
    // HALF-TYPED LINES
    // ------------------------------------------------------------

    /** The key of a line of some record, which outlives the name of its making. */
    keyOf(line, ref) {
        return `${line}:${this.queue.records[ref] || ref}`;
    }

    /** A record has its id now: its half-typed lines are kept under that. */
    _rename(name, record) {
        for (const [key, text] of Object.entries(this.drafts)) {
            const [line, ref] = key.split(":");
            if (ref === name && text) {
                this.draft(key, undefined);
                this.draft(`${line}:${record}`, text);
            }
        }
    }

    /** Whether something was typed that is no day, no hour or not entered yet. */
    get hasUnread() {
        return Object.entries(this.drafts).some(
            ([key, text]) => text?.trim() && TYPED.test(key)
        );
    }

    draft(key, text) {
        this.drafts[key] = text;
        this.store.putDraft(key, text).catch(() => (this.queue.broken = true));
        this.changed();
    }
}
