import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@roundtrip/testing";
import { expect, test } from "vitest";
import { type Answer, answer, reset, startServer } from "./testing/server.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const run = promisify(execFile);

async function printed(url: string): Promise<string> {
	const [, program = ""] = /^```js client\.mjs\n(.*?)^```$/ms.exec(README) ?? [];
	// Within the package, whose own name leads to what is built.
	const folder = mkdtempSync(join(PACKAGE, ".example-"));
	try {
		writeFileSync(join(folder, "client.mjs"), program);
		const { stdout } = await run(process.execPath, ["client.mjs", url], {
			cwd: folder,
			env: { PATH: process.env.PATH },
		});
		return stdout.trim();
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test.each<[string, readonly Answer[]]>([
	["201 after 2 tries", [reset, answer(201)]],
	["connection-lost happened: maybe", [reset]],
])("the program of the README prints `%s`, as it says", async (expected, answers) => {
	expect(README).toContain(`\`${expected}\``);
	const server = await startServer(...answers);
	expect(await printed(server.url)).toBe(expected);
	await server.close();
});

test("the program of the README says that nothing happened where nobody listens", async () => {
	expect(README).toContain("`refused happened: no`");
	expect(await printed(`http://127.0.0.1:${await freePort()}/`)).toBe("refused happened: no");
});
