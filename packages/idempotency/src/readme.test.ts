import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@roundtrip/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const run = promisify(execFile);

/** The blocks of a page in their order. */
function blocks(): readonly { readonly language: string; readonly text: string }[] {
	return [...README.matchAll(/^```(\S+)[^\n]*\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
		language,
		text,
	}));
}

/** Commands, each with what the page says that it prints. */
function commands(): readonly (readonly [command: string, printed: string])[] {
	const all = blocks();
	return all.flatMap(({ language, text }, at) => (language === "sh" ? [[text, all[at + 1]?.text ?? ""] as const] : []));
}

let folder: string;
let server: ChildProcess;
let port: number;
beforeAll(async () => {
	// Within the package, whose own name leads to what is built.
	folder = mkdtempSync(join(PACKAGE, ".example-"));
	writeFileSync(join(folder, "server.mjs"), blocks().find(({ language }) => language === "js")?.text ?? "");
	port = await freePort();
	server = spawn(process.execPath, ["server.mjs"], {
		...{ cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
		env: { PATH: process.env.PATH, PORT: String(port) },
	});
	await Promise.race([once(server.stdout ?? server, "data"), once(server, "exit")]);
}, 60_000);
afterAll(async () => {
	const gone = once(server, "exit");
	server.kill("SIGKILL");
	await gone;
	rmSync(folder, { recursive: true });
});

test("the server of the README answers each command as the page says", async () => {
	expect(commands().length).toBeGreaterThan(2);
	for (const [command, printed] of commands()) {
		const { stdout } = await run("bash", ["-c", command.replaceAll("localhost:3000", `localhost:${port}`)]);
		// What is printed without a line end is set apart on the page.
		expect(stdout.replaceAll("\r", "").replaceAll("}{", "}\n{").trim()).toBe(printed.trim());
	}
});
