import { EnvelopeParser, encodeEnvelope } from "@roundtrip/behaviour";
import type { ApiProtocol } from "@roundtrip/model";

/** Cuts the content of a stream into what its server has sent at once, one character a byte. */
export interface ItemCutter {
	take(chunk: Buffer): readonly string[];
}

/**
 * By what the protocol has between items. Plain content has nothing: there an item is as long as it is known to be, or what
 * comes at once, which is a frame of HTTP/2.
 *
 * @param sizeOf how long the nth item is, where that is known
 */
export function createItemCutter(protocol: ApiProtocol, sizeOf: (nth: number) => number | undefined): ItemCutter {
	if (protocol === "grpc" || protocol === "connect") return envelopes();
	if (protocol === "sse" || protocol === "graphql") return events();
	return plain(sizeOf);
}

function envelopes(): ItemCutter {
	const parser = new EnvelopeParser();
	return {
		take: (chunk) =>
			parser
				.take(chunk.toString("latin1"))
				.map((each) => (each === "too-long" ? "" : encodeEnvelope(each.message, each.flags))),
	};
}

const EVENT_END = "\n\n";

function events(): ItemCutter {
	let held = "";
	return {
		take(chunk) {
			held += chunk.toString("latin1");
			const pieces = held.split(EVENT_END);
			held = pieces.pop() ?? "";
			return pieces.map((piece) => piece + EVENT_END);
		},
	};
}

function plain(sizeOf: (nth: number) => number | undefined): ItemCutter {
	let held = "";
	let nth = 1;
	return {
		take(chunk) {
			held += chunk.toString("latin1");
			const items: string[] = [];
			while (held !== "") {
				const size = sizeOf(nth) ?? held.length;
				if (held.length < size) break;
				items.push(held.slice(0, size));
				held = held.slice(size);
				nth++;
			}
			return items;
		},
	};
}
