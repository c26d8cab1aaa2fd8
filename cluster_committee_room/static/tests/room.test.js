import {describe, expect, test} from "@odoo/hoot";

import {isRead, readLine} from "@cluster_committee_room/room/room_line";
import {expanded} from "@cluster_committee_room/room/room_phrases";
import {RoomQueue} from "@cluster_committee_room/room/room_queue";
import {ZONE, dayOf, keyOf, momentOf} from "@cluster_committee_room/room/room_text";
import {jalaliOf} from "@web_jalali/core/moments";
import {viewOf} from "@cluster_committee_room/room/room_view";

const BODIES = [
    {id: 1, name: "مدیریت شعب بانک کشاورزی", seated: true},
    {id: 2, name: "بانک صادرات ایران", seated: false},
    {id: 3, name: "اداره کل صنعت، معدن و تجارت", seated: true},
    {id: 4, name: "اداره کل آموزش فنی و حرفه‌ای", seated: true},
];
const DAY = "2026-09-07"; // 1405/06/16, a Monday
// of the next two weeks Thursdays, Fridays and one holiday are off
const WORKDAYS = {
    from: DAY,
    until: "2026-09-27",
    off: "10 11 15 17 18 24 25".split(" ").map((date) => `2026-09-${date}`),
};

/** [[ids of the bodies, with c for collaborators], deadline, whether it can be kept] */
function reading(text) {
    const read = readLine(text, {bodies: BODIES, day: DAY, workdays: WORKDAYS});
    const bodies = read.parts.map(
        ({body, role}) => `${body?.id ?? "?"}${role === "lead" ? "" : "c"}`
    );
    return [bodies.join(" "), read.deadline, isRead(read)];
}

describe("the line of the responsible body", () => {
    test("a body and a span", () => {
        expect(reading("بانک صادرات ۳۰ روز")).toEqual(["2", "2026-10-07", true]);
        expect(reading("بانك صادرات 30 روز")).toEqual(["2", "2026-10-07", true]);
        expect(reading("کشاورزی ظرف ۲ هفته")).toEqual(["1", "2026-09-21", true]);
        expect(reading("کشاورزی سه‌هفته‌ای")).toEqual(["1", "2026-09-28", true]);
    });

    test("a number in words", () => {
        expect(reading("صادرات ده روز")).toEqual(["2", "2026-09-17", true]);
        expect(reading("صادرات ظرف مدت بیست و پنج روز")).toEqual([
            "2",
            "2026-10-02",
            true,
        ]);
        expect(reading("صادرات یکصد و بیست روز")).toEqual(["2", "2027-01-05", true]);
        expect(reading("صادرات؛ با همکاری کشاورزی یک ماه")).toEqual([
            "2 1c",
            "2026-10-08",
            true,
        ]);
        expect(reading("صادرات سی روز")).toEqual(["2", "2026-10-07", true]);
        expect(reading("صادرات ten days")).toEqual(["2", "2026-09-17", true]);
    });

    test("a day without a year is the first that comes", () => {
        expect(reading("صادرات تا ۱۵ دی")).toEqual(["2", "2027-01-05", true]);
        expect(reading("صادرات ۱۵ دی ماه")).toEqual(["2", "2027-01-05", true]);
        expect(reading("صادرات تا ۱۵ خرداد")).toEqual(["2", "2027-06-05", true]);
        expect(reading("صادرات تا ۱۶ شهریور")).toEqual(["2", DAY, true]);
        expect(reading("صادرات تا ۳۱ دی")[2]).toBe(false);
    });

    test("the end of a name is no number", () => {
        const bodies = [{id: 9, name: "شرکت فرانه", seated: false}];
        const read = readLine("شرکت فرانه روز", {bodies, day: DAY, workdays: WORKDAYS});
        expect(read.deadline).toBe(null);
    });

    test("working days pass over days off and holidays", () => {
        // 8, 9, 12, 13, 14 and, the 15th being a holiday, 16 September
        expect(reading("صادرات ۵ روز کاری")).toEqual(["2", "2026-09-14", true]);
        expect(reading("صادرات شش روز کاری")).toEqual(["2", "2026-09-16", true]);
        expect(reading("صادرات ظرف ۱۰ روزِ کاری")).toEqual(["2", "2026-09-22", true]);
        expect(reading("صادرات 10 working days")).toEqual(["2", "2026-09-22", true]);
        // further than the calendar is known
        expect(reading("صادرات ۹۰ روز کاری")).toEqual(["2", null, false]);
    });

    test("a span of months is one of Jalali months", () => {
        // 16 Shahrivar and one month: 16 Mehr
        expect(reading("کشاورزی ۱ ماه")).toEqual(["1", "2026-10-08", true]);
        expect(reading("کشاورزی تا ۶ ماه دیگر")).toEqual(["1", "2027-03-07", true]);
    });

    test("a Jalali day", () => {
        const read = ["2", "2027-01-05", true];
        expect(reading("بانک صادرات ۱۴۰۵/۱۰/۱۵")).toEqual(read);
        expect(reading("بانک صادرات تا ۱۵ دی ۱۴۰۵")).toEqual(read);
        expect(reading("بانک صادرات 2027-01-05")).toEqual(read);
        expect(reading("بانک صادرات ۱۴۰۵/۱۳/۱۵")).toEqual(["2", null, false]);
        expect(reading("بانک صادرات ۱۴۰۵/۰۱/۱۵")).toEqual(["2", "2026-04-04", false]);
    });

    test("several bodies, and those that help", () => {
        expect(reading("صادرات؛ با همکاری فنی ۳۰ روز")).toEqual([
            "2 4c",
            "2026-10-07",
            true,
        ]);
        expect(reading("همه ۳۰ روز")).toEqual(["1 3 4", "2026-10-07", true]);
    });

    test("a name that means several is asked, one that means none is said", () => {
        const [part] = readLine("اداره کل", {bodies: BODIES, day: DAY}).parts;
        expect(part.body).toBe(null);
        expect(part.candidates.map(({id}) => id)).toEqual([3, 4]);
        expect(reading("اداره کل")).toEqual(["?", null, false]);
        expect(reading("شهرداری ۳۰ روز")).toEqual(["?", "2026-10-07", false]);
    });

    test("a seated body goes before others that answer as well", () => {
        expect(reading("بانک")).toEqual(["2", null, true]); // begins so
        expect(reading("شعب")).toEqual(["1", null, true]);
    });

    test("a deadline alone", () => {
        expect(reading("۳۰ روز")).toEqual(["", "2026-10-07", true]);
    });
});

test("spellings of one name have one key", () => {
    expect(keyOf("فنّی و حرفه‌ای")).toBe(keyOf("فني و حرفه اي"));
    expect(keyOf("۱۲")).toBe(keyOf("12"));
});

test("an hour of the meeting's day in Tehran", () => {
    expect(momentOf("۱۰:۴۵", DAY)).toBe("2026-09-07 07:15:00");
    expect(momentOf("9", DAY)).toBe("2026-09-07 05:30:00");
    expect(momentOf("25:00", DAY)).toBe(null);
});

test("a sign becomes its phrase, with the caret where it is open", () => {
    const phrases = [{sign: "گز", name: "گزارش … شنیده شد."}];
    expect(expanded("و گز", 4, phrases)).toEqual({
        text: "و گزارش  شنیده شد.",
        caret: 8,
    });
    expect(expanded("و گزا", 5, phrases)).toBe(null);
});

// ------------------------------------------------------------
// THE QUEUE
// ------------------------------------------------------------

class Kept {
    constructor(rows = []) {
        this.rows = new Map(rows.map((row) => [row.seq, structuredClone(row)]));
    }
    async operations() {
        return [...this.rows.values()].map((row) => structuredClone(row));
    }
    async put(changes) {
        changes.forEach((one) => this.rows.set(one.seq, structuredClone(one)));
    }
    async remove(changes) {
        changes.forEach(({seq}) => this.rows.delete(seq));
    }
}

function makeQueue(send, store = new Kept()) {
    const queue = new RoomQueue({store, send, changed: () => {}});
    return {queue, store};
}

const done = async (changes) =>
    changes.map(({id}, index) => ({id, status: "done", record: 100 + index}));

test("what is compared is what the room shows by now", () => {
    const {queue} = makeQueue(done);
    queue.current = () => ({name: "مقرر گردید"});
    queue.write("resolution", 5, {name: "مقرر گردید پی"}, {name: "مقرر"});
    expect(queue.changes[0].base).toEqual({name: "مقرر گردید"});
});

test("letters typed one after the other are one change", async () => {
    const sent = [];
    const {queue, store} = makeQueue(async (changes) => {
        sent.push(...changes);
        return done(changes);
    });
    queue.write("item", 5, {discussion: "a"}, {discussion: false});
    queue.write("item", 5, {discussion: "ab"}, {discussion: "a"});
    queue.write("item", 5, {outcome: "decided"}, {outcome: "pending"});
    expect(store.rows.size).toBe(1);
    await queue.flush();
    expect(sent.length).toBe(1);
    expect(sent[0].values).toEqual({discussion: "ab", outcome: "decided"});
    expect(sent[0].base).toEqual({discussion: false, outcome: "pending"});
    expect(store.rows.size).toBe(0);
});

test("what was sent is not changed any more, whether it arrived or not", async () => {
    let fails = true;
    const sent = [];
    const {queue} = makeQueue(async (changes) => {
        sent.push(structuredClone(changes));
        if (fails) {
            throw new Error("lost");
        }
        return done(changes);
    });
    queue.write("item", 5, {discussion: "a"}, {discussion: false});
    await queue.flush().catch(() => {});
    queue.write("item", 5, {discussion: "ab"}, {discussion: "a"});
    fails = false;
    await queue.flush();
    const [[first], both] = sent;
    expect(both.length).toBe(2);
    expect(both[0]).toEqual(first);
    expect(both[1].base).toEqual({discussion: "a"});
    expect(queue.changes.length).toBe(0);
});

test("what an earlier browser left is sent under its old name", async () => {
    const {queue, store} = makeQueue(done);
    queue.write("item", 5, {discussion: "a"}, {discussion: false});
    const [{id}] = queue.changes;
    await Promise.resolve();
    const sent = [];
    const {queue: later} = makeQueue(
        async (changes) => {
            sent.push(...changes);
            return done(changes);
        },
        new Kept([...store.rows.values()])
    );
    await later.restore();
    later.write("item", 5, {discussion: "ab"}, {discussion: "a"});
    await later.flush();
    expect(sent.map((one) => one.id === id)).toEqual([true, false]);
});

test("a conflict waits for its user and takes no later letters along", async () => {
    const {queue} = makeQueue(async ([{id}]) => [
        {id, status: "conflict", current: {discussion: "theirs"}, by: "Another"},
    ]);
    queue.write("item", 5, {discussion: "mine"}, {discussion: false});
    await queue.flush();
    expect(queue.pending.length).toBe(0);
    queue.write("item", 5, {discussion: "mine too"}, {discussion: "mine"});
    expect(queue.pending.length).toBe(0);
    const [problem] = queue.problems;
    queue.settle(problem, "both");
    expect(queue.pending[0].values).toEqual({discussion: "theirs\nmine too"});
    expect(queue.pending[0].base).toEqual({discussion: "theirs"});
});

test("what was never sent is taken away without a word", () => {
    const {queue} = makeQueue(done);
    const ref = queue.add("create", "resolution", {name: "One", item_id: 5});
    queue.add("create", "task", {resolution_id: ref, partner_id: 1});
    queue.remove("resolution", ref, {name: "One"});
    expect(queue.changes.length).toBe(0);
    queue.remove("resolution", 7, {name: "Two"});
    expect(queue.changes[0].act).toBe("remove");
});

test("a beginning stays between what was typed before and after", () => {
    const {queue} = makeQueue(done);
    queue.write("attendance", 3, {presence: "present"}, {presence: false});
    queue.add("hold", "meeting", {}, {ref: 1});
    queue.write("attendance", 3, {note: "x"}, {note: false});
    expect(queue.changes.map(({act}) => act)).toEqual(["write", "hold", "write"]);
});

// ------------------------------------------------------------
// THE VIEW
// ------------------------------------------------------------

test("what waits is laid over what the server has", () => {
    const room = {
        meeting: {state: "held"},
        quorum: {mode: "majority", counted: ["present"], needed: 2, members: 2},
        attendance: [
            {id: 1, is_member: true, presence: "present"},
            {id: 2, is_member: true, presence: false},
        ],
        items: [{id: 5, outcome: "pending", discussion: false}],
        resolutions: [{id: 100, item_id: 5, name: "Known"}],
        outputs: [{id: 300, name: "Study", text: false, purpose: "approval"}],
        tasks: [],
    };
    const changes = [
        {act: "write", part: "attendance", ref: 2, values: {presence: "represented"}},
        {act: "create", part: "resolution", id: "b", values: {name: "New", item_id: 5}},
        {
            act: "create",
            part: "task",
            id: "c",
            values: {resolution_id: "b", partner_id: 2},
        },
    ];
    changes.push(
        {act: "create", part: "output", id: "d", values: {name: "New output"}},
        {act: "write", part: "output", ref: 300, values: {purpose: "information"}}
    );
    const view = viewOf(room, changes, {a: 100}, BODIES);
    expect(view.outputs.map(({ref, purpose}) => [ref, purpose])).toEqual([
        [300, "information"],
        ["d", "approval"],
    ]);
    expect(view.resolutions.map(({ref}) => ref)).toEqual(["a", "b"]);
    expect(view.items[0].outcome).toBe("decided");
    expect(view.tasks[0].partner).toBe("بانک صادرات ایران");
    expect([view.quorum.present, view.quorum.enough]).toEqual([1, false]);
    expect(room.attendance[1].presence).toBe(false);
});

test("a day is read as the screen shows it", () => {
    const {year} = jalaliOf(luxon.DateTime.local().setZone(ZONE));
    expect(dayOf("۳ آذر")).toBe(dayOf(`${year}/09/03`));
    expect(dayOf("۱۴۰۵/۰۶/۱۶")).toBe(DAY);
    expect(dayOf(" ")).toBe("");
    expect(() => dayOf("۳ روز")).toThrow();
});
