import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A C++ program that does the same work. */
export interface Peer {
	/** What it prints, as numbers. */
	run(...sizes: readonly number[]): number[];
}

/**
 * Compiles a C++ program with g++ -O2 into a folder that is removed when this process ends.
 *
 * @returns undefined when there is no g++, or one of the libraries is not there
 */
export function compilePeer(source: URL, libraries: readonly string[] = []): Peer | undefined {
	if (spawnSync("g++", ["--version"]).error !== undefined) return undefined;
	const links = libraries.map((name) => `-l${name}`);
	if (!canLink(links)) return undefined;
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
	process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
	const program = join(folder, "peer");
	execFileSync("g++", ["-O2", "-std=c++17", "-o", program, fileURLToPath(source), ...links], { stdio: "inherit" });
	return {
		run: (...sizes) => execFileSync(program, sizes.map(String), { encoding: "utf8" }).trim().split(" ").map(Number),
	};
}

function canLink(links: readonly string[]): boolean {
	const input = "int main() {}";
	return (
		links.length === 0 || spawnSync("g++", ["-x", "c++", "-o", "/dev/null", "-", ...links], { input }).status === 0
	);
}
