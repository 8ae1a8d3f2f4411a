import { TRANSPORT_ACK } from "@roundtrip/behaviour";
import type { Strand } from "./strand.ts";

/** Opens a WebSocket for a subscription of GraphQL; the work for it begins when its client has said which one it wants. */
export function welcome(strand: Strand, subscribed: () => void): void {
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
