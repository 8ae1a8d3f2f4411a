import { type HandshakePlan, planHandshake } from "@roundtrip/network";
import { whenAwake } from "../../hamperings.ts";
import type { World } from "../../world.ts";
import { recordDistrust, recordOpening, recordSecured } from "../connection-events.ts";
import type { Link } from "../link.ts";
import { securityOf, tlsOptions } from "../security.ts";
import type { Connection } from "./connection.ts";
import type { Lanes } from "./lane.ts";

/** What becomes of a connection that is being opened, unless the asking end closes it meanwhile. */
export interface Opening {
	/** Requests may be sent: what is written now goes with the last flight of the handshake. */
	ready(): void;
	refused(): void;
	/** Whether the answering machine knows the connection; if it doesn't, whoever asks is told so. */
	isKnown(): boolean;
}

/**
 * Opens a connection for its call: one round-trip, then TLS's if the link is secured. A live machine accepts, one whose
 * process is dead refuses, a dark one says nothing.
 */
export function open(
	world: World,
	link: Link,
	lanes: Lanes,
	connection: Connection,
	causes: readonly number[],
	opening: Opening,
): void {
	const { kernel } = world;
	const { answerer } = link;
	const record = (kind: "connecting" | "connected" | "refused", because: readonly number[]): void => {
		connection.readySeq = recordOpening(world, link, connection.opener, connection.name, kind, because);
	};
	record("connecting", causes);
	world.later(lanes.forth.transmit(kernel.now, 0) - kernel.now, () => {
		if (answerer.state === "dark") return;
		const isAccepted = answerer.state === "up";
		if (isAccepted) connection.acceptedBy = answerer.life;
		const because = !isAccepted && answerer.lastChange !== undefined ? [answerer.lastChange] : [];
		world.later(lanes.back.transmit(kernel.now, 0) - kernel.now, () => {
			if (connection.state !== "opening") return;
			record(isAccepted ? "connected" : "refused", [connection.readySeq, ...because]);
			if (isAccepted) secure(world, link, connection, opening);
			else opening.refused();
		});
	});
}

/** TLS's handshake, if there is one. */
function secure(world: World, link: Link, connection: Connection, opening: Opening): void {
	const tls = tlsOptions(link);
	const security = securityOf(link);
	if (tls === undefined || security === undefined) {
		opening.ready();
		return;
	}
	const ready = (): void => {
		const { opener, name, readySeq } = connection;
		if (link.trouble !== undefined) {
			connection.readySeq = recordDistrust(world, link, opener, name, [readySeq]);
			opening.refused();
			return;
		}
		connection.readySeq = recordSecured(world, link, opener, name, security, [readySeq]);
		opening.ready();
	};
	shakeHands(world, link, connection, planHandshake(tls), { ...opening, ready });
}

/** Flights in turn, the client's first: each leaves when the one before has wholly arrived. */
function shakeHands(world: World, link: Link, connection: Connection, plan: HandshakePlan, opening: Opening): void {
	const { forth, back } = connection;
	const { flights, serverTail, earlyData } = plan;
	const last = flights.length - 1;

	const fly = (nth: number): void => {
		const bytes = flights[nth];
		if (bytes === undefined) return;
		(nth % 2 === 0 ? forth : back).write(bytes, () => () => land(nth));
	};

	/** The server's part of a handshake is its program's, and that may stand still. */
	const land = (nth: number): void => {
		if (nth % 2 === 0) whenAwake(world, link.answerer, () => landed(nth));
		else landed(nth);
	};

	const landed = (nth: number): void => {
		const isAtServer = nth % 2 === 0;
		if (isAtServer ? !opening.isKnown() : connection.state === "closed") return;
		fly(nth + 1);
		if (nth + 1 < last) return;
		// Whoever has sent or taken the last flight is done; the server has something to say on its own then.
		if (!isAtServer) {
			if (!earlyData) opening.ready();
		} else if (serverTail.length > 0) {
			back.write(
				serverTail.reduce((sum, bytes) => sum + bytes, 0),
				() => undefined,
			);
		}
	};

	forth.together(() => {
		fly(0);
		if (earlyData) opening.ready();
	});
}
