import type { Trace } from "@roundtrip/model";

/** A message as it is on the wire, but for the moment in it. */
interface WrittenMessage {
	readonly summary: string;
	readonly size: number | "by the date";
	readonly head: string | undefined;
	readonly body: string | undefined;
}

/**
 * Every message of a run by its name, as it is on the wire. HTTP/2 writes a date that it has written before in one byte, and
 * a new one in many: when its second begins is not the same in both worlds, and so are sizes of answers.
 */
export function messagesOf(trace: Trace, over: string): Readonly<Record<string, WrittenMessage>> {
	return Object.fromEntries(
		[...trace.events()].flatMap((event) => {
			if (event.kind !== "sent") return [];
			const { summary, head, body } = event.data;
			const size = over === "http/2" && event.message.endsWith("<") ? "by the date" : event.data.size;
			return [[event.message, { summary, size, head: head?.replace(/date: [^\r\n]*/i, "date: …"), body }]];
		}),
	);
}
