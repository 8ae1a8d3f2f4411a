/**
 * `npm run dev`: the web with hot reload, libraries rebuilt as they change, the lab server restarted on the new build.
 * The page is at Vite's address; what it asks of the server is passed on to port 4400.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { build, install, ROOT } from "./prepare.mjs";

const TOKEN = randomBytes(9).toString("base64url");
const WATCHERS = [
	{ name: "types", command: ["npx", "tsc", "-b", "--watch", "--preserveWatchOutput"] },
	{
		name: "bundle",
		command: [
			"node",
			...["model", "behaviour", "kernel", "network", "sockets"].map((name) => `--watch-path=packages/${name}/dist`),
			"scripts/bundle.mjs",
		],
	},
	{
		name: "server",
		command: [
			"node",
			"--watch-path=apps/cli/dist",
			"--watch-path=packages/sockets/dist",
			"apps/cli/dist/main.js",
			"serve",
			"--no-open",
			"--token",
			TOKEN,
		],
	},
	{ name: "web", command: ["npx", "vite", "apps/web", "--host", "127.0.0.1"] },
];

install();
build();
process.stdout.write(`The lab, with what changes as it changes: http://127.0.0.1:4401/?token=${TOKEN}\n`);

const children = WATCHERS.map(({ name, command: [program, ...args] }) => {
	const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], detached: true });
	for (const stream of [child.stdout, child.stderr]) {
		stream
			.setEncoding("utf8")
			.on("data", (text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name.padEnd(6)} │ `)));
	}
	child.on("exit", () => stop());
	return child;
});

function stop() {
	// Each is the head of a group of its own: what it started goes with it.
	for (const { pid } of children) {
		try {
			if (pid !== undefined) process.kill(-pid, "SIGTERM");
		} catch {
			// It is gone already.
		}
	}
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
