// The queue of changes of one room: stored in the browser at once, sent to the server
// soon after, each with an id of its own, until the server confirms it.

import {newKey} from "./room_text";

const BATCH = 40;
const BARRIERS = new Set(["hold", "approve", "remove"]);

/**
 * A change: {seq, id, act, part, ref, values, base, sent, problem}. `ref` is the id of a
 * record, or the `id` of the change that creates it. What was sent never changes again;
 * `problem` is the server's answer where it did not apply the change.
 */
export class RoomQueue {
    /**
     * @param {Object} options
     * @param {Object} options.store that keeps changes: operations, put, remove
     * @param {(changes: Object[]) => Promise<Object[]>} options.send
     * @param {() => void} options.changed called after every change of state
     * @param {(name: String, record: Number) => void} [options.made] called with the
     *     record that a change has created
     * @param {(part: String, ref: Number | String) => Object} [options.current] what the
     *     room shows by now: a handler may have been made some letters ago
     */
    constructor({store, send, changed, made = () => {}, current = () => null}) {
        Object.assign(this, {store, send, changed, made, current});
        this.changes = [];
        this.records = {}; // the name of a creating change: the record that it made
        this.keeping = 0;
        this.broken = false; // the browser does not keep
        this.sending = null;
    }

    get pending() {
        return this.changes.filter(({problem}) => !problem);
    }

    get problems() {
        return this.changes.filter(({problem}) => problem);
    }

    /** Load what an earlier session left, sent or not. */
    async restore() {
        try {
            this.changes = await this.store.operations();
        } catch {
            this.broken = true;
        }
        // it may have been sent just before the end
        this.changes.forEach((change) => (change.sent = true));
        this.changed();
    }

    // ------------------------------------------------------------
    // CHANGING
    // ------------------------------------------------------------

    /**
     * @param {String} part
     * @param {Number | String} ref
     * @param {Object} values that the user gave
     * @param {Object} shown the values before
     */
    write(part, ref, values, shown) {
        const before = this.current(part, ref) || shown;
        for (const [name, value] of Object.entries(values)) {
            this._writeField(part, ref, name, value, before[name] ?? false);
        }
        this.changed();
    }

    _writeField(part, ref, name, value, before) {
        // what was not made is typed further, until its user has settled it
        const unsettled = this.problems.find(
            (change) => this._isOf(change, part, ref) && name in change.values
        );
        const change = unsettled || this._openChange(part, ref);
        if (change) {
            if (change.act === "write" && !(name in change.base)) {
                change.base[name] = before;
            }
            change.values[name] = value;
            this._keep([change]);
            return;
        }
        this.add("write", part, {[name]: value}, {ref, base: {[name]: before}});
    }

    _isOf(change, part, ref) {
        return change.part === part && change.act === "write" && change.ref === ref;
    }

    /** The last change of a record, where it was not sent and no other depends on it. */
    _openChange(part, ref) {
        const {changes} = this;
        for (let index = changes.length - 1; index >= 0; index--) {
            const change = changes[index];
            if (change.sent || change.problem || BARRIERS.has(change.act)) {
                return null;
            }
            const creates = change.act === "create" && change.id === ref;
            if (creates || this._isOf(change, part, ref)) {
                return change;
            }
        }
        return null;
    }

    /** @returns {String} the name of the change, by which its record can be named */
    add(act, part, values = {}, {ref = null, base = {}} = {}) {
        const last = this.changes.at(-1)?.seq || 0;
        const change = {
            seq: Math.max(Date.now(), last + 1),
            id: newKey(),
            act,
            part,
            ref,
            values: {...values},
            base: {...base},
            sent: false,
            problem: null,
        };
        this.changes.push(change);
        this._keep([change]);
        this.changed();
        return change.id;
    }

    /** Remove a record; its unsent changes are dropped. */
    remove(part, ref, base) {
        const unsent = (change) => !change.sent || change.problem?.status === "refused";
        const creating = this.changes.find(({id}) => id === ref);
        if (creating && unsent(creating)) {
            this.drop(
                this.changes.filter(
                    (change) =>
                        change === creating ||
                        change.ref === ref ||
                        Object.values(change.values).includes(ref)
                )
            );
            return;
        }
        this.add("remove", part, {}, {ref, base});
    }

    drop(changes) {
        this.changes = this.changes.filter((change) => !changes.includes(change));
        this._track(this.store.remove(changes));
        this.changed();
    }

    _keep(changes) {
        this._track(this.store.put(changes));
    }

    async _track(promise) {
        this.keeping++;
        try {
            await promise;
        } catch {
            this.broken = true;
        } finally {
            this.keeping--;
            this.changed();
        }
    }

    // ------------------------------------------------------------
    // SENDING
    // ------------------------------------------------------------

    /** Send what waits, in its order; one batch at a time. */
    async flush() {
        if (this.sending) {
            return this.sending;
        }
        this.sending = this._sendAll();
        try {
            await this.sending;
        } finally {
            this.sending = null;
            this.changed();
        }
    }

    async _sendAll() {
        while (this.pending.length) {
            const batch = this.pending.slice(0, BATCH);
            batch.forEach((change) => (change.sent = true));
            this._keep(batch); // before it leaves, or it might still be changed
            this.changed();
            const wire = batch.map(({id, act, part, ref, values, base}) => ({
                id,
                act,
                part,
                ref,
                values,
                base,
            }));
            const answers = await this.send(wire);
            for (const answer of answers) {
                this._hear(answer);
            }
            this.changed();
        }
    }

    _hear(answer) {
        const change = this.changes.find(({id}) => id === answer.id);
        if (!change) {
            return;
        }
        if (answer.status !== "done") {
            this._note(change, answer);
            return;
        }
        if (change.act === "create" || change.act === "guest") {
            this.records[change.id] = answer.record;
            this.made(change.id, answer.record);
        }
        this.drop([change]);
    }

    /** A failed change waits for the user; later ones of its field are merged into it. */
    _note(change, {status, sentence, current, by}) {
        const before = this.problems.find(
            (other) =>
                other.problem.status === "conflict" &&
                status === "conflict" &&
                this._isOf(other, change.part, change.ref)
        );
        if (before) {
            Object.assign(before.values, change.values);
            before.problem.current = {...before.problem.current, ...current};
            this._keep([before]);
            this.drop([change]);
            return;
        }
        change.problem = {status, sentence, current, by};
        this._keep([change]);
    }

    // ------------------------------------------------------------
    // SETTLING
    // ------------------------------------------------------------

    /**
     * @param {Object} change in conflict with the change of another user
     * @param {"mine" | "theirs" | "both"} choice
     */
    settle(change, choice) {
        const {current} = change.problem;
        const values = {...change.values};
        if (choice === "both") {
            for (const name of Object.keys(values)) {
                values[name] = [current[name], values[name]].filter(Boolean).join("\n");
            }
        }
        this.drop([change]);
        if (choice !== "theirs") {
            const base = {...change.base, ...current};
            this.add(change.act, change.part, values, {ref: change.ref, base});
        }
    }

    /** Send a refused change again, under the same id. */
    retry(change) {
        change.problem = null;
        this._keep([change]);
        this.changed();
    }
}
