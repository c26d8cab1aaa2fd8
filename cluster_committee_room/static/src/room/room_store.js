// What the browser keeps until the server has it: each change, and each half-typed line.

const NAME = "cluster_committee_room";
const STORES = ["operations", "drafts"];

function opened() {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(NAME, 1);
        request.onupgradeneeded = () => {
            const {result} = request;
            result.createObjectStore("operations", {keyPath: ["scope", "seq"]});
            result.createObjectStore("drafts", {keyPath: ["scope", "key"]});
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

/** Whose meeting it is: one user's, of one database. */
export function scopeOf(database, userId, meetingId) {
    return [database, userId, meetingId].join("|");
}

const nothing = () => ({operations: new Map(), drafts: new Map()});

function lay(table, key, row, scope) {
    if (row) {
        table.put({...row, scope});
    } else {
        table.delete(key);
    }
}

/** A table of the browser, for one meeting of one user. */
export class RoomStore {
    constructor(scope) {
        this.scope = scope;
        this.database = opened();
        this.waiting = nothing(); // for the transaction that runs to be over
        this.writing = null;
    }

    /**
     * Do it in one transaction that is on the disk when it is over: no crash of the
     * browser or of the machine takes it back.
     *
     * @param {(tables: Object) => IDBRequest | undefined} work
     * @returns {Promise} what the request of `work` gave
     */
    async _transaction(work) {
        const database = await this.database;
        return new Promise((resolve, reject) => {
            const transaction = database.transaction(STORES, "readwrite", {
                durability: "strict",
            });
            const [operations, drafts] = STORES.map((name) =>
                transaction.objectStore(name)
            );
            const request = work({operations, drafts});
            transaction.oncomplete = () => resolve(request?.result);
            transaction.onerror = () => reject(transaction.error);
            transaction.onabort = () => reject(transaction.error);
        });
    }

    get _all() {
        return IDBKeyRange.bound([this.scope], [this.scope, []]);
    }

    /** The changes in their order. */
    async operations() {
        return this._transaction(({operations}) => operations.getAll(this._all));
    }

    put(changes) {
        changes.forEach((change) => this.waiting.operations.set(change.seq, change));
        return this._write();
    }

    remove(changes) {
        changes.forEach(({seq}) => this.waiting.operations.set(seq, null));
        return this._write();
    }

    async drafts() {
        const rows = await this._transaction(({drafts}) => drafts.getAll(this._all));
        return Object.fromEntries(rows.map(({key, text}) => [key, text]));
    }

    putDraft(key, text) {
        this.waiting.drafts.set(key, text || null);
        return this._write();
    }

    /**
     * One transaction after the other, each with all that came meanwhile: to be on the
     * disk takes its time, and who types fast must not run ahead of it.
     */
    _write() {
        this.writing ??= this._writeAll().finally(() => (this.writing = null));
        return this.writing;
    }

    async _writeAll() {
        while (this.waiting.operations.size || this.waiting.drafts.size) {
            const {operations, drafts} = this.waiting;
            this.waiting = nothing();
            await this._transaction((tables) => {
                for (const [seq, change] of operations) {
                    lay(tables.operations, [this.scope, seq], change, this.scope);
                }
                for (const [key, text] of drafts) {
                    lay(
                        tables.drafts,
                        [this.scope, key],
                        text && {key, text},
                        this.scope
                    );
                }
            });
        }
    }

    async close() {
        (await this.database).close();
    }
}

/** {meeting id: how many changes of that user wait in this browser} */
export async function waitingOf(database, userId) {
    const store = new RoomStore("");
    const rows = await store._transaction(({operations}) => operations.getAll());
    await store.close();
    const mine = scopeOf(database, userId, "");
    const waiting = {};
    for (const {scope} of rows) {
        if (scope.startsWith(mine)) {
            const meetingId = Number(scope.slice(mine.length));
            waiting[meetingId] = (waiting[meetingId] || 0) + 1;
        }
    }
    return waiting;
}
