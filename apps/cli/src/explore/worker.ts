import { parentPort } from "node:worker_threads";
import { createSoloist } from "@roundtrip/explorer";
import type { Answer, Order } from "./order.ts";

const soloist = createSoloist();
let work: Order["work"];

// Orders come one after the other, and a soloist answers each before it takes the next.
parentPort?.on("message", (order: Order) => {
	work = order.work ?? work;
	if (work === undefined) throw new Error("the first order has no work");
	soloist.play(work, order.schedules, order.questions).then(
		(played) => parentPort?.postMessage({ played } satisfies Answer),
		(error: unknown) => {
			throw error;
		},
	);
});
