import { describe, expect, test } from "vitest";
import { exchangesOf } from "./exchanges.ts";
import { messagesOf } from "./messages.ts";
import { ALL_WELL, CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "./testing/bank-plays.ts";
import { BANK, playbook } from "./testing/playbook.ts";

describe("an exchange", () => {
	test("that goes well: one attempt, one effect, two round-trips in front and two behind", () => {
		const [exchange] = exchangesOf(playbook(ALL_WELL));
		expect(exchange).toMatchObject({
			exchange: 1,
			client: "phone",
			to: "bank",
			link: "phone -> bank",
			request: "POST /transfers",
			status: 201,
			why: "answered",
			latencyNs: 204_400_000,
			outcome: { belief: "ok", applied: 1, wantsEffect: true },
			effects: [{ effect: "transfer", wanted: 1, applied: 1 }],
			roundTrips: 2,
			roundTripsBehind: 2,
			underWay: false,
		});
	});

	test("whose reply is lost: the retry is answered, and the effect is there twice", () => {
		const [exchange] = exchangesOf(playbook(REPLY_LOST));
		expect(exchange?.outcome).toEqual({ belief: "ok", applied: 2, wantsEffect: true });
		expect(exchange?.attempts).toMatchObject([
			{ attempt: 1, call: "e1.1", result: { how: "timed-out" }, waitedNs: 0, connection: "c1", reused: false },
			{ attempt: 2, call: "e1.2", result: { how: "answered", status: 201 }, waitedNs: 80_000_000, reused: false },
		]);
		expect(exchange?.attempts.map(({ begunAt, endedAt }) => [begunAt, endedAt])).toEqual([
			[0, 1_000_000_000],
			[1_080_000_000, 1_282_000_000],
		]);
	});

	test("whose server dies after the commit: the client can't know, and it happened", () => {
		const [exchange] = exchangesOf(playbook(CRASH_AFTER_COMMIT));
		expect(exchange?.outcome).toEqual({ belief: "unknown", applied: 1, wantsEffect: true });
		expect(exchange?.attempts[0]?.result).toEqual({ how: "reset" });
		expect(exchange?.underWay).toBe(false);
	});

	test("that only reads wants no effect, and a later one goes over the connection that is there", () => {
		const exchanges = exchangesOf(playbook(WAITING_IN_LINE));
		expect(exchanges.map(({ outcome }) => outcome.wantsEffect)).toEqual([false, false]);
		expect(exchanges.map(({ attempts }) => attempts[0]?.reused)).toEqual([false, true]);
	});

	test("that is refused was never sent", () => {
		const [exchange] = exchangesOf(
			playbook(`
				0ms  phone begun e1.1 bank POST /transfers
				0ms  phone connecting e1.1 c1 bank
				90ms phone refused e1.1 c1 bank
				90ms phone settled e1.1 failed - refused
			`),
		);
		expect(exchange).toMatchObject({ roundTrips: 1, outcome: { belief: "failed", applied: 0 } });
		expect(exchange?.attempts[0]?.result).toEqual({ how: "refused" });
	});

	test("that times out before its request left was not sent", () => {
		const [exchange] = exchangesOf(
			playbook(`
				0ms phone begun e1.1 bank POST /transfers
				0ms phone connecting e1.1 c1 bank
				1s  phone timed-out e1.1 1s
				1s  phone closed e1.1 c1 bank gave-up
				1s  phone settled e1.1 failed - not-sent
			`),
		);
		expect(exchange?.attempts[0]?.result).toEqual({ how: "not-sent" });
	});

	test("that is cut off while it connects was not sent either", () => {
		const [exchange] = exchangesOf(
			playbook(`
				0ms  phone begun e1.1 bank POST /transfers
				0ms  phone connecting e1.1 c1 bank
				50ms phone closed e1.1 c1 bank reset
			`),
		);
		expect(exchange?.attempts[0]?.result).toEqual({ how: "refused" });
	});

	test("ends an attempt with what the client saw first, not with the closing or settling that follows", () => {
		const trace = playbook(`
			0ms phone begun e1.1 bank POST /transfers
			0ms phone sent e1.1> c1 bank 182B POST /transfers
			1s  phone closed e1.1 c1 bank gave-up
			1s  phone timed-out e1.1 1s
			2s  phone settled e1.1 unknown - timed-out
		`);
		const [attempt] = exchangesOf(trace)[0]?.attempts ?? [];
		expect(attempt).toMatchObject({ result: { how: "timed-out" }, endedSeq: 3, endedAt: 1_000_000_000 });
	});

	test("is answered what the start line of the answer says, as the client saw it", () => {
		const [exchange] = exchangesOf(
			playbook(`
				0ms  phone begun e1.1 bank POST /transfers
				0ms  phone sent e1.1> c1 bank 182B POST /transfers
				10ms bank  delivered e1.1> c1 phone
				20ms bank  replied e1.1 200
				20ms bank  sent e1.1< c1 phone 91B 503 Service Unavailable
				30ms phone delivered e1.1< c1 bank
			`),
		);
		expect(exchange?.attempts[0]?.result).toEqual({ how: "answered", status: 503 });
	});

	test("that the run leaves behind is waiting, with its attempt", () => {
		const [exchange] = exchangesOf(playbook("0ms phone begun e1.1 bank POST /transfers"));
		expect(exchange).toMatchObject({ outcome: { belief: "waiting", applied: 0 }, underWay: true });
		expect(exchange?.attempts[0]?.result).toEqual({ how: "waiting" });
		expect(exchange?.latencyNs).toBeUndefined();
	});

	test("with an effect in two steps has happened once after both commits", () => {
		const twoSteps = BANK.replace(
			"[ { query: ledger, effect: transfer },",
			(step) => `${step} { query: ledger, effect: transfer },`,
		);
		const [exchange] = exchangesOf(
			playbook(
				`
				0ms  phone  begun e1.1 bank POST /transfers
				10ms phone  sent e1.1> c1 bank 182B POST /transfers
				20ms ledger committed e1.1/1 transfer
				30ms ledger committed e1.1/2 transfer
			`,
				twoSteps,
			),
		);
		expect(exchange?.effects).toEqual([{ effect: "transfer", wanted: 2, applied: 2 }]);
		expect(exchange?.outcome.applied).toBe(1);
	});

	test("still counts a commit that comes to light after it is over", () => {
		const [exchange] = exchangesOf(
			playbook(`${CRASH_AFTER_COMMIT.replace(/.*committed.*/, "")}
				1.1s ledger committed e1.1/1 transfer recovered`),
		);
		expect(exchange?.outcome).toMatchObject({ belief: "unknown", applied: 1 });
	});
});

describe("messages", () => {
	test("have a sender, a receiver, a link and both their times", () => {
		const [request, , , response] = messagesOf(playbook(ALL_WELL));
		expect(request).toMatchObject({
			message: "e1.1>",
			direction: "request",
			from: "phone",
			to: "bank",
			link: "phone -> bank",
			sentAt: 100_000_000,
			deliveredAt: 150_100_000,
			size: 182,
			summary: "POST /transfers",
		});
		expect(response).toMatchObject({ message: "e1.1<", from: "bank", to: "phone", link: "phone -> bank" });
	});

	test("that are lost say where and why, and never arrive", () => {
		const lost = messagesOf(playbook(REPLY_LOST)).find(({ message }) => message === "e1.1<");
		expect(lost?.lost).toMatchObject({ at: 178_000_000, where: 0.5, why: "fault", fault: 0 });
		expect(lost?.deliveredAt).toBeUndefined();
	});

	test("that are held up arrive late and say by how much", () => {
		const [message] = messagesOf(
			playbook(`
				0ms   phone begun e1.1 bank GET /balance
				0ms   phone sent e1.1> c1 bank 100B GET /balance
				0ms   phone delayed e1.1> c1 2s 0
				2.05s bank  delivered e1.1> c1 phone
			`),
		);
		expect(message).toMatchObject({ delayedByNs: 2_000_000_000, deliveredAt: 2_050_000_000 });
	});
});
