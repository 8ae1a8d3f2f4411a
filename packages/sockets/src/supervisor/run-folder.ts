import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunFailure } from "../problem.ts";

/** Where the files of one run lie: its journals and databases. */
export interface RunFolder {
	readonly path: string;
	remove(): void;
}

const NAME = /^roundtrip-(\d+)-\w{6}$/;

/** Makes the folder of a run, named after this process, and takes away those of runs that died before they could. */
export function createRunFolder(base: string = tmpdir()): RunFolder {
	try {
		sweepDeadRuns(base);
		const path = mkdtempSync(join(base, `roundtrip-${process.pid}-`));
		return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new RunFailure("database", `No folder for the run's files in ${base}: ${reason}. Name another folder.`);
	}
}

function sweepDeadRuns(base: string): void {
	for (const name of readdirSync(base)) {
		const owner = NAME.exec(name)?.[1];
		if (owner === undefined || isAlive(Number(owner))) continue;
		rmSync(join(base, name), { recursive: true, force: true });
	}
}

function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		// Somebody else's process may not be signalled, but it is there.
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
