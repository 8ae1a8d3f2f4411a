import { createStream } from "@roundtrip/behaviour";
import { expect, it } from "vitest";
import { createKernel } from "./kernel.ts";

/**
 * An M/M/1 queue at 80 % load, mean service 0.8 ms, where a customer gives up after 20 ms in the queue; that timer is
 * cancelled when service begins.
 */
function simulate(customers: number): {
	served: number;
	gaveUp: number;
	totalWaitNs: number;
	endNs: number;
	hash: number;
} {
	const kernel = createKernel();
	const gaps = createStream(1, "arrivals");
	const services = createStream(1, "services");
	const arrivedNs = new Float64Array(customers);
	const timeouts = new Float64Array(customers);
	const queue: number[] = [];
	const result = { served: 0, gaveUp: 0, totalWaitNs: 0, endNs: 0, hash: 0 };
	let isBusy = false;

	const note = (kind: number, customer: number): void => {
		result.hash = Math.imul(result.hash ^ (kernel.now % 0x100000000) ^ (customer << 2) ^ kind, 0x85ebca6b);
		result.hash ^= result.hash >>> 13;
	};
	const serveNext = (): void => {
		const customer = queue.shift();
		isBusy = customer !== undefined;
		if (customer === undefined) return;
		kernel.cancel(timeouts[customer] ?? 0);
		result.totalWaitNs += kernel.now - (arrivedNs[customer] ?? 0);
		kernel.after(Math.floor(services.exponential() * 800_000), departure, customer, 0);
	};
	const arrival = kernel.register((customer) => {
		note(1, customer);
		arrivedNs[customer] = kernel.now;
		timeouts[customer] = kernel.after(20_000_000, timeout, customer, 0);
		queue.push(customer);
		if (!isBusy) serveNext();
		if (customer + 1 < customers) kernel.after(Math.floor(gaps.exponential() * 1_000_000), arrival, customer + 1, 0);
	});
	const departure = kernel.register((customer) => {
		note(2, customer);
		result.served += 1;
		serveNext();
	});
	const timeout = kernel.register((customer) => {
		note(3, customer);
		result.gaveUp += 1;
		queue.splice(queue.indexOf(customer), 1);
	});
	kernel.after(0, arrival, 0, 0);
	kernel.run();
	return { ...result, endNs: kernel.now };
}

// A change here changes every recorded run.
it("a queue of a hundred thousand customers ends as it always did", () => {
	expect(simulate(100_000)).toEqual({
		served: 99_936,
		gaveUp: 64,
		totalWaitNs: 313_493_292_459,
		endNs: 99_649_310_794,
		hash: 1_569_460_557,
	});
});
