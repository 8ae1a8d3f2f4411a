import { describe, expect, it } from "vitest";
import { EventStore, FIELDS } from "./event-store.ts";

describe("the records of events", () => {
	it("keep their fields while the store grows", () => {
		const store = new EventStore();
		const events = Array.from({ length: 1000 }, (_, n) => {
			const event = store.take(n, -n, 2 * n);
			store.times[event >> 1] = 2 ** 53 - n;
			return event;
		});
		expect(new Set(events).size).toBe(1000);
		events.forEach((event, n) => {
			const fields = [FIELDS.KIND, FIELDS.A, FIELDS.B].map((field) => store.words[event | field]);
			expect([...fields, store.times[event >> 1]]).toEqual([n, 0 - n, 2 * n, 2 ** 53 - n]);
		});
	});

	it("are used again, each time under another handle", () => {
		const store = new EventStore({ records: 1, generations: 1000 });
		const handles = Array.from({ length: 1000 }, () => {
			const event = store.take(0, 0, 0);
			const handle = store.handleOf(event);
			expect(store.find(handle)).toBe(event);
			store.release(event);
			expect(store.find(handle)).toBe(-1);
			return handle;
		});
		expect(new Set(handles).size).toBe(1000);
		expect(handles.every((handle) => store.find(handle) === -1)).toBe(true);
	});

	it("are left unused when their handles would repeat", () => {
		const store = new EventStore({ records: 2, generations: 3 });
		const handles = Array.from({ length: 6 }, () => {
			const event = store.take(0, 0, 0);
			const handle = store.handleOf(event);
			store.release(event);
			return handle;
		});
		expect(new Set(handles).size).toBe(6);
		expect(() => store.take(0, 0, 0)).toThrow(RangeError);
	});

	it("end at a limit, with an error that names it", () => {
		const store = new EventStore({ records: 100, generations: 10 });
		for (let n = 0; n < 100; n++) store.take(0, 0, 0);
		expect(() => store.take(0, 0, 0)).toThrow(/more events wait at once .* 100/);
		store.release(0);
		expect(store.take(0, 0, 0)).toBe(0);
	});

	it("are found by nothing that is no handle", () => {
		const store = new EventStore();
		const handle = store.handleOf(store.take(0, 0, 0));
		for (const other of [0, 1, 5000, 8_388_607, -1, -handle, handle * 2, handle + 64, NaN, Infinity, 2 ** 53]) {
			expect(store.find(other)).toBe(-1);
		}
	});
});
