import type { World } from "../world.ts";
import { ofCall } from "./call.ts";
import type { Connection } from "./connection.ts";

/**
 * Opens a connection for its call: one round-trip. A live machine accepts, one whose process is dead refuses, a dark one
 * says nothing. `opened` is told unless the asking end has closed the connection meanwhile.
 */
export function open(
	world: World,
	connection: Connection,
	causes: readonly number[],
	opened: (isAccepted: boolean) => void,
): void {
	const { link, call } = connection;
	const { forth, back, answerer } = link;
	const connecting = record(world, connection, "connecting", causes);
	call.lastSeq = connecting;
	world.later(forth.delayNs, () => {
		if (answerer.state === "dark") return;
		const isAccepted = answerer.state === "up";
		if (isAccepted) connection.acceptedBy = answerer.life;
		const because = !isAccepted && answerer.lastChange !== undefined ? [answerer.lastChange] : [];
		world.later(back.delayNs, () => {
			if (connection.state !== "connecting") return;
			call.lastSeq = record(world, connection, isAccepted ? "connected" : "refused", [connecting, ...because]);
			opened(isAccepted);
		});
	});
}

function record(
	world: World,
	{ name, link, call }: Connection,
	kind: "connecting" | "connected" | "refused",
	causes: readonly number[],
): number {
	const data = { to: link.answerer.name };
	return world.record({ ...ofCall(call, link.asker.name), connection: name, kind, causes, data });
}
