import { formatCount } from "@roundtrip/analysis";
import type { Layer } from "./layer.ts";

/** The bytes themselves, as far as the trace keeps them. */
export const bytes: Layer = {
	id: "bytes",
	read({ message, run, link }) {
		const { head, body = "", size } = message;
		const kept = `${head ?? ""}${body}`;
		if (kept === "") return undefined;
		const over = link?.over ?? "http/1.1";
		const isText = over === "http/1.1";
		const count =
			kept.length < size
				? `the first ${formatCount(kept.length)} of ${formatCount(size)}`
				: `${formatCount(size)} bytes`;
		return {
			...{ name: "Bytes", origin: "recorded", bytes: kept },
			gist: isText ? count : `content and fields, ${formatCount(kept.length)} bytes`,
			fidelity: run.trace.header.fidelity[over] ?? "messages",
			...(isText ? {} : { note: "Fields as text and the content; frames and compression are not in the trace." }),
		};
	},
};
