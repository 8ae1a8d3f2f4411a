import { describe, expect, it } from "vitest";
import { SendQueue } from "./http2-send-queue.ts";

/** Frames in words, as nghttp2 was seen to send them: stream and length, and `end` for the empty one that ends it. */
function flush(queue: SendQueue): string[] {
	const frames: string[] = [];
	do {
		for (let turn = queue.next(); turn !== undefined; turn = queue.next()) {
			frames.push(turn.last ? `${turn.stream.number}:end` : `${turn.stream.number}:${turn.bytes}`);
		}
	} while (queue.endStreams());
	return frames;
}

function queueOf(...sizes: readonly number[]): SendQueue {
	const queue = new SendQueue(65_535);
	sizes.forEach((bytes, at) => {
		const stream = queue.open(2 * at + 1);
		queue.add(stream, bytes);
		queue.finish(stream);
	});
	return queue;
}

/** The expected frames were seen from Node 20's server, which has nghttp2 1.61. */
describe("streams that share a connection", () => {
	it("take turns, whoever has sent least first, and say that they end afterwards", () => {
		const data = ["1:16384", "3:5000", "5:16384", "1:13616", "5:3616"];
		expect(flush(queueOf(30_000, 5_000, 20_000))).toEqual([...data, "3:end", "1:end", "5:end"]);
	});

	it("wait for the connection's window, those that have had nothing first; ends come last", () => {
		const queue = queueOf(...Array.from({ length: 20 }, () => 8_000));
		const first = flush(queue);
		expect(first).toEqual([...[1, 3, 5, 7, 9, 11, 13, 15].map((number) => `${number}:8000`), "17:1535"]);
		queue.opened(0, 32_768);
		expect(flush(queue)).toEqual(["19:8000", "21:8000", "23:8000", "25:8000", "27:768"]);
		queue.opened(0, 32_768);
		expect(flush(queue)).toEqual(["29:8000", "31:8000", "33:8000", "35:8000", "37:768"]);
		queue.opened(0, 32_768);
		const ends = [1, 3, 5, 7, 9, 11, 13, 15, 19, 21, 23, 25, 29, 31, 33, 35, 39, 27, 37, 17];
		const data = ["39:8000", "27:7232", "37:7232", "17:6465"];
		expect(flush(queue)).toEqual([...data, ...ends.map((number) => `${number}:end`)]);
	});

	it("need a window even for the empty frame that ends them", () => {
		const queue = queueOf(65_535);
		expect(flush(queue)).toEqual(["1:16384", "1:16384", "1:16384", "1:16383"]);
		queue.opened(1, 32_768);
		expect(flush(queue)).toEqual([]);
		queue.opened(0, 32_768);
		expect(flush(queue)).toEqual(["1:end"]);
	});

	it("let another one pass when their own window is closed", () => {
		const queue = queueOf(100_000, 5_000);
		expect(flush(queue)).toEqual(["1:16384", "3:5000", "1:16384", "1:16384", "1:11383"]);
		queue.opened(0, 40_000);
		expect(flush(queue)).toEqual(["1:5000", "3:end"]);
		queue.opened(1, 40_000);
		expect(flush(queue)).toEqual(["1:16384", "1:16384", "1:1697", "1:end"]);
	});

	it("change by the difference when the peer sets the windows of all streams", () => {
		const queue = queueOf(70_000);
		queue.opened(0, 1_000_000);
		expect(flush(queue)).toHaveLength(4);
		queue.setInitialWindow(66_535);
		expect(flush(queue)).toEqual(["1:1000"]);
	});
});
