import { requestTarget, type Scenario } from "@roundtrip/model";
import type { MessagePoint } from "../points.ts";
import { isUnheard } from "./arrival.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault } from "./explorable-fault.ts";

/**
 * Every message, changed on its way. But for a request of HTTP/1.1 in the clear, which is answered 400, whoever gets it takes
 * nothing of it and the connection ends: that is a reset. A design can't do much against it, and TLS can: it is tried when asked for.
 */
export const corrupt: ExplorableFault = {
	name: "corrupt",
	what: "a byte of a message changes on its way, and TCP doesn't notice",
	isOnRequest: true,
	candidates: (run) => {
		const { messages } = run.points;
		const struck = messages.filter((message) => !message.isItem && mayChange(message, run.scenario));
		return atMessage("corrupt", { ...run, points: { ...run.points, messages: struck } }, (message) => {
			if (isUnheard(message, run)) return "not-arriving";
			const isRead = message.direction === "request" && isPlain(message, run.scenario);
			return !isRead && run.kinds.includes("reset") ? "as-reset" : { corrupt: message.message, nth: 1 };
		});
	},
};

function isPlain({ link }: MessagePoint, { links }: Scenario): boolean {
	const spec = links[link];
	return spec?.over === "http/1.1" && spec.tls === undefined;
}

/** Where a scenario may say it: QUIC sends again what has changed, and protobuf in the clear doesn't show it. */
function mayChange(message: MessagePoint, scenario: Scenario): boolean {
	if (scenario.links[message.link]?.over === "http/3") return false;
	const asked = message.direction === "request" ? message.to : message.from;
	const speaks = Object.keys(scenario.routes[asked] ?? {}).map((route) => requestTarget(route).protocol);
	return !isPlain(message, scenario) || !speaks.includes("connect");
}
