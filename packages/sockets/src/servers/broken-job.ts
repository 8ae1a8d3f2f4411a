import type { Duplex } from "node:stream";
import { encodeResponse } from "@roundtrip/behaviour";
import type { Job } from "./job.ts";

/** The field by which a request says its call, wherever its head can still be read. */
const CALL = /\r\nroundtrip-call: *([^\r]+)\r\n/i;

/**
 * What Node's parser couldn't make a request of; undefined where nobody of the run has sent it.
 * @param packet what came when it gave up
 */
export function brokenJob(packet: Buffer, socket: Duplex): Job | undefined {
	const [, call] = CALL.exec(packet.toString("latin1")) ?? [];
	if (call === undefined || !socket.writable) return undefined;
	return {
		...{ call, method: "GET", path: "*", content: Buffer.alloc(0), isUnreadable: true },
		answer(reply) {
			const { head, summary, size } = encodeResponse(reply, Date.now());
			socket.end(head, "latin1");
			return { summary, size };
		},
	};
}
