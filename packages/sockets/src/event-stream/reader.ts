import { type EventStreamItem, EventStreamParser } from "@roundtrip/behaviour";

/**
 * What a stream of events says, as its bytes come. It ends with its bytes: whether that was meant, and whether somebody
 * asks again, is not for a reader to say.
 *
 * @param parser that of the streams before, where a client resumes; it remembers the last event's id
 */
export async function* readEventStream(
	bytes: AsyncIterable<Uint8Array>,
	parser: EventStreamParser = new EventStreamParser(),
): AsyncIterable<EventStreamItem> {
	for await (const chunk of bytes) {
		const octets = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
		yield* parser.take(octets);
	}
}
