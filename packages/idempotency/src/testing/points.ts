import { randomUUID } from "node:crypto";
import { type Answered, ask, type Question } from "./client.ts";
import type { Order } from "./control.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import type { ServerProcess } from "./server-process.ts";

/** A server under test, with what can break it. */
export interface Bench {
	readonly proxy: FaultProxy;
	/** The server as it runs now. */
	readonly server: ServerProcess;
	/** Waits until the server is dead and starts it anew. */
	restart(): Promise<void>;
	count(payee: string): Promise<number>;
}

/** What became of one point. */
export interface Observed {
	/** Transfers that were made for the key. */
	readonly effects: number;
	/** The client's last answer, after all its tries. */
	readonly last: Answered;
	/** Something else that must not be. */
	readonly wrong?: string | undefined;
}

/** One of the thirteen ways in which a request with a key goes wrong. */
export interface FaultPoint {
	/** What has to hold, as a sentence. */
	readonly sentence: string;
	readonly expects: { readonly effects: number; readonly statuses: readonly number[] };
	play(bench: Bench): Promise<Observed>;
}

const DAY_AND_MORE_MS = 25 * 3_600_000;

/** A transfer of its own: payee and key are like no other's. */
export function fresh(over: Partial<Question> = {}): Question & { readonly payee: string } {
	const payee = randomUUID();
	return { payee, key: randomUUID(), content: JSON.stringify({ to: payee, amount: 5 }), ...over };
}

const straight = ({ server }: Bench, question: Question): Promise<Answered> => ask(server.port, question);
const proxied = ({ proxy }: Bench, question: Question): Promise<Answered> => ask(proxy.port, question);

export function isReplay(answered: Answered): boolean {
	return answered.got === "answer" && answered.fields["idempotency-replayed"] === "true";
}

/** Waits for a handler at its gate, does something, and opens the gate. */
async function whileItWorks(bench: Bench, question: Question, meanwhile: () => Promise<void>): Promise<void> {
	const gate = question.gate ?? "";
	await bench.server.says({ waiting: gate });
	await meanwhile();
	const done = bench.server.says({ step: "committed" });
	bench.server.tell({ open: gate });
	await done;
}

export const FAULT_POINTS: readonly FaultPoint[] = [
	{
		sentence: "a request that never arrives is run by its retry",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh();
			bench.proxy.next("swallow");
			await proxied(bench, { ...question, timeoutMs: 200 });
			const last = await proxied(bench, question);
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "a request that is reset before its handler is run by its retry",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh();
			bench.proxy.next("cut-request");
			await proxied(bench, question);
			const last = await proxied(bench, question);
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "a client that goes while the handler works finds its answer when it comes back",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh({ gate: randomUUID() });
			const leave = new AbortController();
			const first = straight(bench, { ...question, signal: leave.signal });
			await whileItWorks(bench, question, async () => {
				leave.abort();
				await first;
			});
			const last = await straight(bench, { ...question, gate: undefined });
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "an effect whose whole reply is lost happens once",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh();
			bench.proxy.next({ cutReply: "nothing" });
			await proxied(bench, question);
			const last = await proxied(bench, question);
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "a reply that is cut in its head, after its head or in its content is given again whole",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			let worst: Observed | undefined;
			for (const cutReply of ["in-head", "after-head", "in-body"] as const) {
				const question = fresh();
				bench.proxy.next({ cutReply });
				await proxied(bench, question);
				const last = await proxied(bench, question);
				const observed = {
					last,
					effects: await bench.count(question.payee),
					wrong: contentProblem(last, question.payee),
				};
				if (worst === undefined || observed.effects > worst.effects || observed.wrong !== undefined) worst = observed;
			}
			return worst ?? { last: NOTHING, effects: 0 };
		},
	},
	{
		sentence: "a retry that overlaps with its first request, whose reply is late, doesn't run",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh({ gate: randomUUID() });
			const first = straight(bench, { ...question, timeoutMs: 300 });
			let overlapping: Answered = NOTHING;
			await whileItWorks(bench, question, async () => {
				await first;
				overlapping = await straight(bench, { ...question, timeoutMs: 5_000 });
			});
			const last = await straight(bench, { ...question, gate: undefined });
			return { last, effects: await bench.count(question.payee), wrong: conflictProblem(overlapping) };
		},
	},
	{
		sentence: "eight duplicates at once have one effect and one answer",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh();
			const answers = await Promise.all(Array.from({ length: 8 }, () => straight(bench, question)));
			const last = await straight(bench, question);
			const given = [...answers, last].flatMap((each) =>
				each.got === "answer" && each.status === 201 ? [each.content] : [],
			);
			const wrong = new Set(given).size > 1 ? "the duplicates got different answers" : undefined;
			return { last, effects: await bench.count(question.payee), wrong };
		},
	},
	{
		sentence: "a process that is killed between effect and answer leaves all or nothing",
		expects: { effects: 1, statuses: [201] },
		play: (bench) => killedAt(bench, { kill: "after-effect" }),
	},
	{
		sentence: "a retry after its key has expired is a new request",
		expects: { effects: 2, statuses: [201] },
		async play(bench) {
			const question = fresh();
			await straight(bench, question);
			bench.server.tell({ aheadMs: DAY_AND_MORE_MS });
			const last = await straight(bench, question);
			bench.server.tell({ aheadMs: -DAY_AND_MORE_MS });
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "a key that comes again with another content is refused",
		// Services differ in the status that they refuse it with.
		expects: { effects: 1, statuses: [400, 409, 417, 422] },
		async play(bench) {
			const question = fresh();
			await straight(bench, question);
			const other = JSON.stringify({ to: question.payee, amount: 6 });
			const last = await straight(bench, { ...question, content: other });
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "an equal content that is written otherwise is the same request",
		expects: { effects: 1, statuses: [201] },
		async play(bench) {
			const question = fresh({ path: "/canonical/transfers" });
			await straight(bench, question);
			const otherwise = `{ "amount" : 5.0,\n"to":"${question.payee}" }`;
			const last = await straight(bench, { ...question, content: otherwise });
			return { last, effects: await bench.count(question.payee) };
		},
	},
	{
		sentence: "another caller with the same key has a request of its own",
		expects: { effects: 2, statuses: [201] },
		async play(bench) {
			const question = fresh();
			const first = await straight(bench, question);
			const last = await straight(bench, { ...question, caller: "bob" });
			const isLeaked = first.got === "answer" && last.got === "answer" && first.content === last.content;
			const wrong = isLeaked ? "the other caller got the first one's answer" : undefined;
			return { last, effects: await bench.count(question.payee), wrong };
		},
	},
	{
		sentence: "an answer of 500 after the effect isn't followed by a second effect",
		expects: { effects: 1, statuses: [201, 500] },
		async play(bench) {
			let worst: Observed | undefined;
			for (const path of ["/transfers", "/undone/transfers"]) {
				const question = fresh({ path });
				await straight(bench, { ...question, status: 500 });
				const last = await straight(bench, question);
				const observed = { last, effects: await bench.count(question.payee) };
				if (worst === undefined || observed.effects > worst.effects) worst = observed;
			}
			return worst ?? { last: NOTHING, effects: 0 };
		},
	},
];

const NOTHING: Answered = { got: "nothing", why: "it wasn't asked" };

/** Asks a server that dies at a point, starts it anew and asks again with the same key. */
export async function killedAt(
	bench: Bench,
	order: Extract<Order, { kill: unknown }>,
	path?: string,
): Promise<Observed> {
	const question = fresh({ path });
	bench.server.tell(order);
	await straight(bench, question);
	await bench.restart();
	const last = await straight(bench, question);
	return { last, effects: await bench.count(question.payee) };
}

function contentProblem(answered: Answered, payee: string): string | undefined {
	if (answered.got === "answer" && answered.content.includes(payee)) return undefined;
	return "the answer isn't whole";
}

function conflictProblem(answered: Answered): string | undefined {
	if (answered.got === "nothing") return "the overlapping retry was let through, or left to wait";
	return answered.status === 409 ? undefined : `the overlapping retry was answered ${answered.status}`;
}

/** What doesn't hold at a point, in a few words; undefined where all does. */
export function problemAt({ expects }: FaultPoint, { effects, last, wrong }: Observed): string | undefined {
	if (wrong !== undefined) return wrong;
	if (effects !== expects.effects)
		return `${effects} ${effects === 1 ? "effect" : "effects"} instead of ${expects.effects}`;
	if (last.got === "nothing") return `no answer: ${last.why}`;
	return expects.statuses.includes(last.status) ? undefined : `answered ${last.status}`;
}
