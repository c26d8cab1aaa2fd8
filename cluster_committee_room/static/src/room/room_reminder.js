// Notifies at the start of changes that wait in this browser for a closed room.

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {session} from "@web/session";
import {user} from "@web/core/user";

import {waitingOf} from "./room_store";
import {digits} from "./room_text";

const ROOM = "cluster_committee_room.committee_room_action";

export const roomReminder = {
    dependencies: ["action", "notification"],

    async start(env, {action, notification}) {
        if (window.location.pathname.endsWith("/meeting-room")) {
            return; // it is being opened
        }
        let waiting = {};
        try {
            waiting = await waitingOf(session.db, user.userId);
        } catch {
            return; // a browser that keeps nothing has nothing waiting
        }
        for (const [meetingId, count] of Object.entries(waiting)) {
            const close = notification.add(
                _t(
                    "%s changes of a meeting wait in this browser to be sent.",
                    digits(count)
                ),
                {
                    type: "warning",
                    sticky: true,
                    buttons: [
                        {
                            name: _t("Open the Room"),
                            primary: true,
                            onClick: () => {
                                close();
                                action.doAction(ROOM, {
                                    additionalContext: {active_id: Number(meetingId)},
                                });
                            },
                        },
                    ],
                }
            );
        }
    },
};

registry.category("services").add("cluster_committee_room.room_reminder", roomReminder);
