// What the screen shows: the last data of the server with the waiting changes applied.

const LISTS = {
    attendance: "attendance",
    item: "items",
    resolution: "resolutions",
    output: "outputs",
    task: "tasks",
};
const NEW = {
    item: (id, values) => ({
        id,
        number: 0,
        late: true,
        state: "proposed",
        outcome: "pending",
        proposer: "",
        ...values,
    }),
    resolution: (id, values) => ({id, amount: 0, ...values}),
    output: (id, values) => ({id, text: "", purpose: "approval", ...values}),
    task: (id, values) => ({id, partner: "", role: "lead", deadline: false, ...values}),
};

/**
 * @param {Object} room as the server has it
 * @param {Object[]} changes that wait or are in conflict
 * @param {Object} records {name of a change: the record it made}, which goes on under
 *     that name as long as the screen is open
 * @param {{id: Number, name: String}[]} bodies
 * @returns {Object} the room as its user made it
 */
export function viewOf(room, changes, records, bodies = []) {
    const view = structuredClone(room);
    const names = Object.fromEntries(
        Object.entries(records).map(([name, id]) => [id, name])
    );
    for (const [part, list] of Object.entries(LISTS)) {
        for (const row of view[list]) {
            row.ref = part === "attendance" ? row.id : names[row.id] || row.id;
        }
    }
    for (const resolution of view.resolutions) {
        resolution.item_id = names[resolution.item_id] || resolution.item_id;
    }
    for (const task of view.tasks) {
        task.resolution_id = names[task.resolution_id] || task.resolution_id;
    }
    for (const change of changes) {
        lay(view, change, bodies);
    }
    count(view);
    return view;
}

function lay(view, {act, part, id, ref, values, problem}, bodies) {
    if (problem && (act !== "write" || problem.status === "gone")) {
        return;
    }
    if (act === "hold") {
        view.meeting.state = "held";
        view.meeting.can_hold = false;
    } else if (act === "write") {
        const row = rowOf(view, part, ref);
        if (row) {
            Object.assign(row, values);
            if (part === "item" && values.fate) {
                row.outcome = values.fate === "deferred" ? "deferred" : "decided";
            }
        }
    } else if (act === "create") {
        const row = {...NEW[part](id, values), ref: id};
        if (part === "task") {
            row.partner = bodies.find((body) => body.id === row.partner_id)?.name || "";
        } else if (part === "resolution") {
            const item = rowOf(view, "item", row.item_id);
            if (item?.outcome === "pending") {
                item.outcome = "decided"; // as the server will have it
            }
        }
        view[LISTS[part]].push(row);
    } else if (act === "remove") {
        const list = LISTS[part];
        view[list] = view[list].filter((row) => row.ref !== ref);
    } else if (act === "guest") {
        view.attendance.push({
            id,
            ref: id,
            label: values.name,
            role: "guest",
            presence: "present",
            waits: true,
        });
    }
}

export function rowOf(view, part, ref) {
    if (part === "meeting") {
        return view.meeting;
    }
    return view[LISTS[part]].find((row) => row.ref === ref || row.id === ref);
}

/** How many members came, counted by the rule that the server sent with the room. */
function count(view) {
    const {quorum} = view;
    const members = view.attendance.filter((row) => row.is_member);
    const came = members.filter((row) => quorum.counted.includes(row.presence));
    Object.assign(quorum, {
        present: came.length,
        members: members.length,
        unmarked: view.attendance.filter((row) => !row.presence).length,
        enough: came.length >= quorum.needed,
    });
}
