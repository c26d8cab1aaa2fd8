import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {
    Component,
    onMounted,
    onWillStart,
    onWillUnmount,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";

import {RoomClosing} from "./room_closing";
import {RoomItem} from "./room_item";
import {RoomOutputs} from "./room_outputs";
import {RoomPresence} from "./room_presence";
import {RoomProblems} from "./room_problems";
import {RoomSession} from "./room_session";
import {dayNow, digits, hourNow, momentOf} from "./room_text";

const WIDE = 1100; // px, from which both sides are shown

const CONNECTIONS = {
    lost: {
        icon: "fa-plug",
        label: _t("No connection: kept in this browser"),
    },
    signed_out: {
        icon: "fa-sign-in",
        label: _t("Signed out: kept in this browser, sign in again in another tab"),
    },
    failing: {
        icon: "fa-exclamation-triangle",
        label: _t("The server does not take it: kept in this browser"),
    },
};

/** The meeting as one screen, while people talk. */
export class Room extends Component {
    static template = "cluster_committee_room.Room";
    static components = {
        RoomClosing,
        RoomItem,
        RoomOutputs,
        RoomPresence,
        RoomProblems,
    };
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.root = useRef("root");
        const {context = {}, params = {}} = this.props.action;
        const meetingId = params.meeting_id || context.active_id;
        this.state = useState({
            open: null, // the item that is talked about
            side: "agenda", // what a narrow screen shows
            help: false,
            blockers: [],
            missing: !meetingId,
        });
        // not by useService: what waits is sent after the screen is left, too
        const {orm} = this.env.services;
        this.room = new RoomSession(orm, meetingId, () => this._show());
        onWillStart(async () => {
            if (meetingId) {
                await this.room.start();
                this.state.open = this._firstOpen();
            }
        });
        onMounted(() => (this.mounted = true));
        onWillUnmount(() => {
            this.mounted = false;
            this.room.stop();
        });
        useExternalListener(window, "keydown", this.onKey.bind(this), {capture: true});
    }

    _show() {
        if (this.mounted) {
            this.render(true);
        }
    }

    _firstOpen() {
        const {items} = this.room.view;
        const next = items.find(({outcome}) => outcome === "pending") || items[0];
        return next?.ref || null;
    }

    // ------------------------------------------------------------
    // DISPLAY
    // ------------------------------------------------------------

    get view() {
        return this.room.view;
    }

    get title() {
        return digits(this.view.meeting.name);
    }

    get when() {
        const {start, place} = this.view.meeting;
        const moment = formatDateTime(deserializeDateTime(start), {
            showSeconds: false,
        });
        return place ? `${moment} – ${digits(place)}` : moment;
    }

    /** Whether changes are saved, where, and how many wait. */
    get keeping() {
        const {queue, connection, elsewhere} = this.room;
        const waiting = queue.pending.length;
        if (elsewhere) {
            return {
                kind: "other",
                icon: "fa-window-restore",
                label: _t("Open in another window: only shown here"),
            };
        }
        if (queue.broken) {
            return {
                kind: "danger",
                icon: "fa-exclamation-triangle",
                label: _t(
                    "This browser keeps nothing: do not close it before all is sent"
                ),
            };
        }
        if (connection !== "there") {
            const {icon, label} = CONNECTIONS[connection];
            const count = waiting ? ` (${digits(waiting)})` : "";
            return {kind: "warning", icon, label: `${label}${count}`};
        }
        if (waiting) {
            return {kind: "sending", icon: "fa-refresh", label: _t("Being sent …")};
        }
        if (this.room.hasUnread) {
            const label = _t("Kept, but for what is marked or not entered yet");
            return {kind: "unread", icon: "fa-pencil", label};
        }
        return {kind: "kept", icon: "fa-check", label: _t("All is kept")};
    }

    get quorumText() {
        const {present, members, mode, enough, rule} = this.view.quorum;
        const count = _t("%(present)s of %(members)s members", {
            present: digits(present),
            members: digits(members),
        });
        if (mode === "off") {
            return count;
        }
        const state = enough ? _t("reached") : _t("not reached");
        return _t("%(count)s – quorum (%(rule)s): %(state)s", {count, rule, state});
    }

    resolutionsOf(item) {
        return this.view.resolutions.filter(({item_id}) => item_id === item.ref);
    }

    get shortcuts() {
        return [
            [digits("F2"), _t("to the attendance; there ↑ ↓ go from one to the next")],
            [
                digits("1 2 3 4"),
                _t("in the attendance: present, represented, excused, absent"),
            ],
            [digits("5 6"), _t("in the attendance: came late now, leaves now")],
            ["Ctrl ↓ ↑", _t("to the next item, to the one before")],
            [digits("F4"), _t("to the discussion of the item")],
            [
                "Ctrl Enter",
                this.view.meeting.with_outputs
                    ? _t("a new output of the session")
                    : _t("a new resolution of the item"),
            ],
            ["Tab", _t("after the sign of a phrase: writes the phrase")],
            ["Enter", _t("in the line of the responsible body: keeps what is read")],
            [digits("F9"), _t("to the minutes")],
        ];
    }

    // ------------------------------------------------------------
    // ACTIONS
    // ------------------------------------------------------------

    begin() {
        const {queue, meetingId, view} = this.room;
        const {meeting} = view;
        queue.add("hold", "meeting", {}, {ref: meetingId});
        if (meeting.day === dayNow() && !meeting.actual_start) {
            const now = momentOf(hourNow(), meeting.day);
            queue.write("meeting", meetingId, {actual_start: now}, meeting);
        }
        this.room.flush();
    }

    openItem(ref) {
        this.state.open = this.state.open === ref ? null : ref;
    }

    addItem(ev) {
        const name = ev.target.value.trim();
        if (ev.key === "Enter" && name) {
            this.state.open = this.room.queue.add("create", "item", {name});
            this.room.draft("item", "");
            ev.target.value = "";
        }
    }

    async finish() {
        const blockers = await this._finished();
        if (blockers?.length === 0) {
            this.leave();
        }
    }

    async _finished() {
        if (!this.view.meeting.actual_end && !this.askedForEnd) {
            this.askedForEnd = true;
            this.state.blockers = [
                _t(
                    "When did the meeting end? Enter the hour, or press once more to go on with the planned one."
                ),
            ];
            setTimeout(() => this.root.el?.querySelector(".o_room_ended")?.focus());
            return null;
        }
        let blockers = null;
        try {
            blockers = await this.room.finish();
            this.state.blockers = blockers || [
                _t(
                    "Not all that was typed has reached the server: see above, or wait for the connection."
                ),
            ];
        } catch (error) {
            this.state.blockers = [error.data?.message || error.message];
        }
        return blockers;
    }

    /** The blockers may be gone by now: the next click checks again. */
    onChange() {
        if (this.state.blockers.length) {
            this.state.blockers = [];
        }
    }

    leave() {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: "committee.meeting",
                res_id: this.room.meetingId,
                views: [[false, "form"]],
            },
            {clearBreadcrumbs: true}
        );
    }

    // ------------------------------------------------------------
    // KEYS
    // ------------------------------------------------------------

    onKey(ev) {
        const keys = {
            F2: () => this._focus("presence", ".o_room_row"),
            F4: () => this._focus("agenda", ".o_room_item.open .o_room_discussion"),
            F9: () => this.finish(),
            "ctrl+ArrowDown": () => this._step(1),
            "ctrl+ArrowUp": () => this._step(-1),
            "ctrl+Enter": () => this._addResolution(),
        };
        const act = keys[`${ev.ctrlKey ? "ctrl+" : ""}${ev.key}`];
        if (act && this.room.editable) {
            ev.preventDefault();
            ev.stopPropagation();
            act();
        }
    }

    _focus(side, selector) {
        const focus = () => this.root.el?.querySelector(selector)?.focus();
        const isShown = this.state.side === side || window.innerWidth >= WIDE;
        this.state.side = side;
        if (isShown) {
            focus(); // at once: the next key may be on its way
        } else {
            setTimeout(focus);
        }
    }

    _step(by) {
        const {items} = this.view;
        const index = items.findIndex(({ref}) => ref === this.state.open);
        const next = items[Math.min(Math.max(index + by, 0), items.length - 1)];
        this.state.open = next?.ref || null;
        setTimeout(() => this._focus("agenda", ".o_room_item.open .o_room_discussion"));
    }

    /** Of an expert session: a new output. */
    _addResolution() {
        const {with_outputs} = this.view.meeting;
        if (with_outputs) {
            this._focus("agenda", ".o_room_new_output");
        }
        this.root.el?.querySelector(".o_room_item.open .o_room_add")?.click();
    }
}

registry.category("actions").add("cluster_committee_room.room", Room);
