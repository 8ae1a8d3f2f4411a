import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";

/** A PostgreSQL of a test's or a campaign's own, on the loopback interface. */
export interface PostgresServer {
	/** With a password in it. */
	readonly url: string;
	/** Ends it as an administrator would; resolved when it is gone and nothing is left of it. Once is enough. */
	stop(): Promise<void>;
}

interface User {
	readonly uid: number;
	readonly gid: number;
}

/** So often another port is tried where somebody took the one that was free. */
const TRIES = 5;
/** What it says when it takes connections; it speaks plain English, whatever the machine's language is. */
const READY = "database system is ready to accept connections";
const ENVIRONMENT = { ...process.env, LC_ALL: "C", LANG: "C" };

/** Makes an empty PostgreSQL in a folder of its own and starts it; resolved when it takes connections. */
export async function startPostgres(): Promise<PostgresServer> {
	const binaries = findBinaries();
	const user = userOf();
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-postgres-"));
	const password = randomBytes(12).toString("hex");
	try {
		initialise(binaries, folder, password, user);
		const { server, port } = await startOnFreePort(binaries, folder, user);
		// A test that fails may forget it.
		const killed = (): void => void server.kill("SIGKILL");
		process.once("exit", killed);
		let stopping: Promise<void> | undefined;
		return {
			url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
			stop() {
				process.off("exit", killed);
				stopping ??= stop(server, folder);
				return stopping;
			},
		};
	} catch (error) {
		rmSync(folder, { recursive: true });
		throw error;
	}
}

/** The folder of the newest version that Debian's packages have installed, or the one that PATH leads to. */
function findBinaries(): string {
	const debian = "/usr/lib/postgresql";
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	const places = [
		...versions.map((version) => join(debian, version, "bin")),
		...(process.env.PATH ?? "").split(delimiter),
	];
	const found = places.find((place) => existsSync(join(place, "initdb")) && existsSync(join(place, "postgres")));
	if (found === undefined)
		throw new Error("there is no PostgreSQL on this machine: apt-get install -y postgresql, or put initdb into PATH");
	return found;
}

/** PostgreSQL refuses to be run by root: then it is run by the user that its packages make. */
function userOf(): User | undefined {
	if (userInfo().uid !== 0) return undefined;
	const idOf = (flag: string): number => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
	const [uid, gid] = [idOf("-u"), idOf("-g")];
	if (!(uid > 0 && gid > 0)) throw new Error("root can't run PostgreSQL, and there is no user postgres to run it");
	return { uid, gid };
}

function initialise(binaries: string, folder: string, password: string, user: User | undefined): void {
	const passwordFile = join(folder, "password");
	writeFileSync(passwordFile, password);
	if (user !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	const { status, stderr } = spawnSync(
		join(binaries, "initdb"),
		["-D", join(folder, "data"), "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "-N"],
		{ cwd: folder, env: ENVIRONMENT, encoding: "utf8", ...user },
	);
	if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

async function startOnFreePort(
	binaries: string,
	folder: string,
	user: User | undefined,
): Promise<{ readonly server: ChildProcess; readonly port: number }> {
	let said = "";
	for (let tries = 0; tries < TRIES; tries++) {
		const port = await freePort();
		const options = ["-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "max_connections=200"];
		const server = spawn(join(binaries, "postgres"), ["-D", join(folder, "data"), ...options], {
			...{ cwd: folder, env: ENVIRONMENT, stdio: ["ignore", "ignore", "pipe"] },
			...user,
		});
		said = await untilReady(server);
		if (said.includes(READY)) return { server, port };
	}
	throw new Error(`PostgreSQL did not start: ${said}`);
}

/** What it has said when it is ready, or at its end. */
async function untilReady(server: ChildProcess): Promise<string> {
	let said = "";
	const gone = once(server, "close").then(() => said);
	const ready = new Promise<string>((resolve) => {
		server.stderr?.setEncoding("utf8").on("data", (text: string) => {
			said += text;
			if (said.includes(READY)) resolve(said);
		});
	});
	return Promise.race([ready, gone]);
}

/** SIGINT ends all its connections at once and leaves an orderly end. */
async function stop(server: ChildProcess, folder: string): Promise<void> {
	if (server.exitCode === null && server.signalCode === null) {
		const gone = once(server, "close");
		server.kill("SIGINT");
		await gone;
	}
	rmSync(folder, { recursive: true });
}
