import { TRANSPORT_ACK } from "@roundtrip/behaviour";
import type { Job } from "./job.ts";

/** The work for a subscription. */
export interface Welcoming {
	readonly job: Job;
	/** Its last event. */
	lastSeq: number;
	/** Begins the answer. */
	open(): void;
}

/** Opens a WebSocket for a subscription of GraphQL; the work for it begins when its client has said which one it wants. */
export function welcome(strand: Welcoming, subscribed: () => void): void {
	strand.open();
	const { back, inbox } = strand.job;
	const take = (then: () => void): void => {
		inbox?.take({
			item(_item, seq) {
				strand.lastSeq = seq;
				then();
			},
			ended: () => undefined,
		});
	};
	take(() => {
		back.item({ body: TRANSPORT_ACK, number: 0, says: "connection_ack" }, [strand.lastSeq]);
		take(subscribed);
	});
}
