import {
	type Conversation,
	dialectOf,
	isSocket,
	type StreamPlan,
	subscribing,
	type TransportWord,
	transportComplete,
	transportInit,
} from "@roundtrip/behaviour";
import { NS_PER_MS } from "@roundtrip/model";
import type { Call } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import type { StreamListener, Voice } from "../links/stream.ts";
import type { World } from "../world.ts";
import { say } from "./saying.ts";

/** What a client wants of a stream, and what it has had of it so far, over all attempts of its exchange. */
export interface Audience {
	readonly plan: StreamPlan;
	/** It leaves then, whatever has come. */
	readonly leavesNs: number | undefined;
	items: number;
	/** The number of the last item. */
	lastNumber: number | undefined;
	/** How long its items say to wait before it comes back. */
	retryNs: number | undefined;
	/** Of the last head that has come. */
	status: number | undefined;
}

export function createAudience(plan: StreamPlan, nowNs: number): Audience {
	const leavesNs = plan.stayNs === undefined ? undefined : nowNs + plan.stayNs;
	return { plan, leavesNs, items: 0, lastNumber: undefined, retryNs: undefined, status: undefined };
}

/** How a client takes part in a stream; undefined where it has one answer. */
export function listenTo(
	world: World,
	caller: Caller,
	audience: Audience,
	conversation: Conversation,
	callOf: () => Call,
): StreamListener | undefined {
	const { plan } = audience;
	const { shape, target, retryMs } = conversation;
	const retryNs = retryMs === undefined ? undefined : retryMs * NS_PER_MS;
	if (!shape.down && !shape.up) return undefined;
	const overSocket = isSocket(conversation);
	const isSubscription = conversation.subprotocol !== undefined;
	let hasSubscribed = false;

	let voice: Voice | undefined;
	/** Of this attempt. */
	let received = 0;
	let hasSaidAll = false;

	const leave = (): void => {
		const call = callOf();
		if (call.isOver) return;
		if (hasSubscribed) voice?.item({ body: transportComplete(conversation, "client"), number: 3 }, [call.lastSeq]);
		if (overSocket) voice?.end(dialectOf(target.protocol).end(conversation, "client"), [call.lastSeq]);
		caller.leave(call);
	};

	const closes = overSocket && plan.sends > 0 && plan.items === undefined && plan.stayNs === undefined;

	/** Who has said all, and has what it waits for, says so. */
	const closeWhenDone = (): void => {
		if (!closes || !hasSaidAll || received < (plan.awaits ?? 0)) return;
		hasSaidAll = false;
		const call = callOf();
		if (!call.isOver) voice?.end(dialectOf(target.protocol).end(conversation, "client"), [call.lastSeq]);
	};

	/** What a server says of a subscription. */
	const goOn = (says: TransportWord): void => {
		const call = callOf();
		if (call.isOver) return;
		if (says === "connection_ack") {
			hasSubscribed = true;
			voice?.item({ body: subscribing(conversation), number: 2 }, [call.lastSeq]);
		} else voice?.end(dialectOf(target.protocol).end(conversation, "client"), [call.lastSeq]);
	};

	return {
		left(opened) {
			if (shape.up && !overSocket) {
				const call = callOf();
				say(world, call, opened, plan, () => {
					opened.end(dialectOf(target.protocol).end(conversation, "client"), [call.lastSeq]);
				});
			}
		},
		opened(status, opened) {
			voice = opened;
			audience.status = status;
			const leftNs = (audience.leavesNs ?? Number.POSITIVE_INFINITY) - world.kernel.now;
			if (leftNs <= 0) {
				leave();
				return;
			}
			if (leftNs < Number.POSITIVE_INFINITY) world.later(leftNs, leave);
			if (isSubscription) opened.item({ body: transportInit(conversation), number: 1 }, [callOf().lastSeq]);
			if (!shape.up || !overSocket) return;
			say(world, callOf(), opened, plan, () => {
				hasSaidAll = true;
				closeWhenDone();
			});
		},
		item({ number, says }) {
			if (says !== undefined) {
				goOn(says);
				return;
			}
			audience.items++;
			audience.lastNumber = number;
			audience.retryNs = retryNs;
			received++;
			if (audience.items === plan.items) leave();
			else closeWhenDone();
		},
	};
}
