import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { runProgram } from "../program.ts";
import { deferred } from "../testing/deferred.ts";
import { recorder, roundtrip } from "../testing/recorder.ts";

describe("roundtrip serve", () => {
	it("prints its address with the token, answers there, and ends on Ctrl-C", async () => {
		const terminal = recorder();
		const { promise: printed, resolve } = deferred<string>();
		terminal.onOut = resolve;
		const running = runProgram(["serve", "--port", "0", "--no-open", "--token", "t"], terminal);
		const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=t/.exec(await printed)?.[0] ?? "";
		const hello = await fetch(new URL("/api/hello", address));
		expect(hello.status).toBe(200);
		terminal.stop();
		await running;
		expect(terminal.said().code).toBe(0);
		await expect(fetch(new URL("/api/hello", address))).rejects.toThrow();
	});

	it("says in one sentence that a port is taken, and ends with 70", async () => {
		const other = createServer().listen(0, "127.0.0.1");
		await once(other, "listening");
		const { port } = other.address() as AddressInfo;
		const { err, code } = await roundtrip("serve", "--port", String(port), "--no-open");
		other.close();
		expect(err).toBe(
			`port ${port} is taken, perhaps by another lab; choose another with --port, or any with --port 0\n`,
		);
		expect(code).toBe(70);
	});
});
