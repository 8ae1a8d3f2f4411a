import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The processes that a process has started and that still live, by id. */
export async function childrenOf(processId: number): Promise<readonly number[]> {
	try {
		const { stdout } = await run("pgrep", ["-P", String(processId)]);
		const ids = stdout.trim().split("\n").map(Number);
		return ids.filter(isAlive);
	} catch {
		// pgrep says by its exit code that there is none.
		return [];
	}
}

export function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch {
		return false;
	}
}
