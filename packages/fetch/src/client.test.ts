import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createFetch, historyOf, type RetryingFetch } from "./client.ts";
import { RequestFailure } from "./failure.ts";
import type { FetchOptions } from "./options.ts";
import { type Answer, answer, cut, reset, silence, startServer, type TestServer } from "./testing/server.ts";

const servers: TestServer[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

async function serve(...answers: readonly Answer[]): Promise<TestServer> {
	const server = await startServer(...answers);
	servers.push(server);
	return server;
}

/** Without waits between tries, and without a breaker, whose place is in tests of its own. */
function quick(options: FetchOptions = {}): RetryingFetch {
	return createFetch({ retry: { attempts: 3, baseMs: 0, capMs: 0 }, breaker: false, seed: 1, ...options });
}

async function failureOf(asked: Promise<Response>): Promise<RequestFailure> {
	const outcome = await asked.then(
		() => expect.fail("it was answered"),
		(error: unknown) => error,
	);
	return outcome instanceof RequestFailure ? outcome : expect.fail(String(outcome));
}

/** An address where nobody listens. */
async function nobody(): Promise<string> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return `http://127.0.0.1:${port}`;
}

describe("a failure says whether it may have happened", () => {
	it("no, where the connection was refused, however often", async () => {
		const failure = await failureOf(quick()(await nobody()));
		expect(failure).toMatchObject({ happened: "no", reason: "refused", stopped: "attempts" });
		expect(failure.attempts.map(({ result }) => result.how)).toEqual(["refused", "refused", "refused"]);
		expect(failure.message).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/: the connection was refused; it did not happen$/);
	});

	it("no, where the name has no address", async () => {
		const failure = await failureOf(quick({ retry: false })("http://nobody.invalid/"));
		expect(failure).toMatchObject({ happened: "no", reason: "no-address" });
	});

	it("maybe, where the connection was lost after the request had gone", async () => {
		const server = await serve(reset);
		const failure = await failureOf(quick()(server.url));
		expect(failure).toMatchObject({ happened: "maybe", reason: "connection-lost", stopped: "attempts" });
		expect(server.seen.length).toBe(3);
	});

	it("maybe, where the answer was cut off", async () => {
		const server = await serve(cut);
		expect(await failureOf(quick()(server.url))).toMatchObject({ happened: "maybe", reason: "answer-cut" });
	});

	it("maybe, where no answer came in time", async () => {
		const server = await serve(silence);
		const failure = await failureOf(quick({ attemptMs: 50 })(server.url));
		expect(failure).toMatchObject({ happened: "maybe", reason: "timed-out" });
		expect(server.seen.length).toBe(3);
	});

	it("maybe, where one try was lost and all others were refused", async () => {
		const server = await serve(reset);
		let sent = 0;
		const gone = await nobody();
		const send: typeof fetch = (_input, init) => fetch(sent++ === 0 ? server.url : gone, init);
		const failure = await failureOf(quick({ fetch: send })(server.url));
		expect(failure).toMatchObject({ happened: "maybe", reason: "refused" });
		expect(failure.attempts.map(({ result }) => result.how)).toEqual(["reset", "refused", "refused"]);
	});

	it("no, where it was called off before it began; maybe, where it was called off later", async () => {
		const server = await serve(silence);
		const early = await failureOf(quick()(server.url, { signal: AbortSignal.abort() }));
		expect(early).toMatchObject({ happened: "no", reason: "aborted", stopped: "aborted" });
		const stop = new AbortController();
		const asked = failureOf(quick()(server.url, { signal: stop.signal }));
		await expect.poll(() => server.seen.length).toBe(1);
		stop.abort();
		expect(await asked).toMatchObject({ happened: "maybe", reason: "aborted", stopped: "aborted" });
	});

	it("maybe, where the answer is larger than allowed", async () => {
		const server = await serve(answer(200, {}, "x".repeat(1_001)));
		const failure = await failureOf(quick({ answer: 1_000, retry: false })(server.url));
		expect(failure).toMatchObject({ happened: "maybe", reason: "answer-too-large" });
	});

	it("maybe, where a POST was answered with a redirect to where nobody listens", async () => {
		const server = await serve(answer(303, { location: `${await nobody()}/receipt` }));
		const failure = await failureOf(quick()(server.url, { method: "POST", body: "5" }));
		expect(failure).toMatchObject({ happened: "maybe", reason: "redirects", stopped: "not-repeatable" });
	});

	it("maybe, where the platform gives no reasons, as browsers do", async () => {
		const browser: typeof fetch = () => Promise.reject(new TypeError("Failed to fetch"));
		expect(await failureOf(quick({ fetch: browser })("http://127.0.0.1/"))).toMatchObject({ happened: "maybe" });
	});
});

describe("a request is tried again", () => {
	it("where the server says 'not now', and its last answer is the answer", async () => {
		const server = await serve(answer(503), answer(502), answer(200, {}, "at last"));
		const response = await quick()(server.url);
		expect([response.status, await response.text(), server.seen.length]).toEqual([200, "at last", 3]);
		expect(historyOf(response)).toMatchObject({ stopped: "settled", belief: "ok" });
	});

	it("not where it says 'no'", async () => {
		const server = await serve(answer(500), answer(200));
		expect((await quick()(server.url)).status).toBe(500);
		expect(server.seen.length).toBe(1);
	});

	it("not before the server wants it: an hour is more than there is", async () => {
		const server = await serve(answer(503, { "retry-after": "3600" }), answer(200));
		const response = await quick()(server.url);
		expect([response.status, server.seen.length]).toEqual([503, 1]);
		expect(historyOf(response)).toMatchObject({ stopped: "deadline", belief: "failed" });
	});

	it("never where it is a POST without a key, not even if nobody listened", async () => {
		const server = await serve(reset);
		const post = { method: "POST", body: "{}" };
		expect(await failureOf(quick()(server.url, post))).toMatchObject({ stopped: "not-repeatable" });
		expect(server.seen.length).toBe(1);
		const refused = await failureOf(quick()(await nobody(), post));
		expect([refused.stopped, refused.attempts.length]).toEqual(["not-repeatable", 1]);
	});

	it("with the same key and the same octets each time", async () => {
		const form = new FormData();
		form.set("amount", "5");
		const server = await serve(reset, answer(503), answer(201));
		const response = await quick({ idempotencyKey: "auto" })(server.url, { method: "post", body: form });
		expect(response.status).toBe(201);
		const asked = server.seen.map(({ headers, content, method }) => [
			...[method, headers["idempotency-key"], headers["content-type"], content],
		]);
		expect(asked).toEqual([asked[0], asked[0], asked[0]]);
		expect(asked[0]?.[1]).toMatch(/^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/);
		expect(historyOf(response)?.idempotencyKey).toBe(asked[0]?.[1]);
	});

	it("with another key for another request, and with the caller's own where there is one", async () => {
		const server = await serve(answer(201));
		const http = quick({ idempotencyKey: "auto" });
		for (const headers of [{}, {}, { "Idempotency-Key": '"mine"' }])
			await http(server.url, { method: "POST", headers });
		await http(server.url, { method: "PUT", body: "1" });
		const [one, two, mine, put] = server.seen.map(({ headers }) => headers["idempotency-key"]);
		expect(one === two).toBe(false);
		expect([mine, put]).toEqual(['"mine"', undefined]);
	});

	it("where its key is in flight: the answer will be there soon", async () => {
		const server = await serve(answer(409, { "retry-after": "0" }), answer(201));
		const response = await quick()(server.url, { method: "POST", headers: { "idempotency-key": '"k"' } });
		expect([response.status, server.seen.length]).toEqual([201, 2]);
	});

	it("not where its content is a stream, which is gone", async () => {
		const server = await serve(answer(503));
		const body = new Blob(["5"]).stream();
		const headers = { "idempotency-key": '"k"' };
		const response = await quick()(server.url, { method: "POST", body, headers, duplex: "half" } as RequestInit);
		expect([response.status, server.seen.length, server.seen[0]?.content]).toEqual([503, 1, "5"]);
	});

	it("with what a Request says", async () => {
		const server = await serve(answer(503), answer(200));
		const request = new Request(server.url, { method: "PUT", body: "five", headers: { "x-a": "b" } });
		expect((await quick()(request)).status).toBe(200);
		const both = {
			method: "PUT",
			content: "five",
			headers: { "x-a": "b", "content-type": "text/plain;charset=UTF-8" },
		};
		expect(server.seen).toMatchObject([both, both]);
	});
});

describe("what a client remembers of a server", () => {
	it("its budget: where everything fails, retries end", async () => {
		const server = await serve(answer(503));
		const http = quick({ budget: { percent: 0, reserve: 4 } });
		const responses: Response[] = [];
		for (let n = 0; n < 5; n++) responses.push(await http(server.url));
		expect(server.seen.length).toBe(5 + 4);
		expect(responses.map((each) => historyOf(each)?.stopped)).toEqual([
			...["attempts", "attempts", "budget", "budget", "budget"],
		]);
	});

	it("its failures: then nothing is sent for a while, and so nothing happens", async () => {
		const server = await serve(answer(500));
		const http = createFetch({ retry: false, breaker: { failures: 3, of: 5, openMs: 60_000 } });
		for (let n = 0; n < 3; n++) expect((await http(server.url)).status).toBe(500);
		expect(await failureOf(http(server.url))).toMatchObject({ happened: "no", reason: "breaker-open" });
		expect(server.seen.length).toBe(3);
	});

	it("and nothing of another one", async () => {
		const [bad, good] = [await serve(answer(500)), await serve(answer(200))];
		const http = createFetch({ retry: false, breaker: { failures: 1, of: 1, openMs: 60_000 } });
		await http(bad.url);
		expect((await http(good.url)).status).toBe(200);
		expect(await failureOf(http(bad.url))).toMatchObject({ reason: "breaker-open" });
	});
});

describe("a copy of a late request", () => {
	const hedge = { afterMs: 20, copies: 1 };

	it("is sent after a while, and its answer is taken", async () => {
		const server = await serve(silence, answer(200, {}, "from the copy"));
		const response = await quick({ hedge })(server.url);
		expect([await response.text(), server.seen.length]).toEqual(["from the copy", 2]);
		expect(historyOf(response)?.attempts.map(({ attempt }) => attempt)).toEqual([1, 1]);
	});

	it("isn't sent of a request with a key, which would only be told that the first is in flight", async () => {
		const server = await serve(silence);
		const post = { method: "POST", body: "5", headers: { "idempotency-key": '"k"' } };
		const failure = await failureOf(quick({ hedge, attemptMs: 200, retry: false })(server.url, post));
		expect([failure.reason, server.seen.length]).toEqual(["timed-out", 1]);
	});

	it("is paid for by the budget", async () => {
		const server = await serve(silence);
		const http = quick({ hedge, attemptMs: 200, retry: false, budget: { percent: 0, reserve: 0 } });
		await failureOf(http(server.url));
		expect(server.seen.length).toBe(1);
	});
});

describe("redirects", () => {
	it("of a POST are followed as fetch does it, without secrets for another server", async () => {
		const other = await serve(answer(200, {}, "receipt"));
		const server = await serve(answer(307, { location: "/next" }), answer(303, { location: `${other.url}/receipt` }));
		const headers = { authorization: "Bearer secret", "x-a": "b" };
		const response = await quick()(server.url, { method: "POST", body: "5", headers });
		expect(await response.text()).toBe("receipt");
		expect(server.seen.map(({ method, url, content }) => [method, url, content])).toEqual([
			["POST", "/", "5"],
			["POST", "/next", "5"],
		]);
		const [last] = other.seen;
		expect([last?.method, last?.headers.authorization, last?.headers["x-a"], last?.content]).toEqual([
			...["GET", undefined, "b", ""],
		]);
	});

	it("have an end", async () => {
		const server = await serve(answer(307, { location: "/again" }));
		const failure = await failureOf(quick()(server.url, { method: "POST", body: "5" }));
		expect([failure.reason, failure.happened, server.seen.length]).toEqual(["redirects", "maybe", 21]);
	});

	it("to something that isn't HTTP are not followed", async () => {
		const server = await serve(answer(307, { location: "file:///etc/passwd" }));
		expect(await failureOf(quick()(server.url, { method: "POST" }))).toMatchObject({ reason: "redirects" });
	});
});

describe("an answer", () => {
	it("is what fetch gives: address, status, fields, content", async () => {
		const server = await serve(answer(200, { "content-type": "application/json" }, '{"a":1}'));
		const response = await quick()(`${server.url}/x`);
		expect(await response.json()).toEqual({ a: 1 });
		expect([response.url, response.ok, response.headers.get("content-type")]).toEqual([
			...[`${server.url}/x`, true, "application/json"],
		]);
	});

	it("may have no content, and may be handed on as a stream", async () => {
		const server = await serve(answer(204, {}, ""), answer(200, {}, "piece"));
		expect((await quick()(server.url)).body).toBeNull();
		expect(await (await quick({ answer: "stream" })(server.url)).text()).toBe("piece");
	});
});

describe("options that make no sense are told", () => {
	it.each<FetchOptions>([
		{ deadlineMs: 0 },
		{ attemptMs: Number.NaN },
		{ retry: { attempts: 0 } },
		{ retry: { baseMs: 10, capMs: 5 } },
		{ answer: -1 },
	])("%j", (options) => {
		expect(() => createFetch(options)).toThrow(RangeError);
	});

	it("and so is a request that is none", async () => {
		await expect(quick()("not an address")).rejects.toThrow(TypeError);
	});
});
