import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const PACKAGES = fileURLToPath(new URL("../../", import.meta.url));

function sources(folder: string): readonly string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return sources(path);
		return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
	});
}

/** Code without comments and texts: enough of a reading for one operator. */
function code(file: string): string {
	return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|`[^`]*`/g, "");
}

describe("what must give the same numbers in every engine", () => {
	// The linter bans Math.pow and its like; the operator is the same function by another name.
	it.each(["behaviour", "kernel", "network", "simulator", "explorer"])(
		"%s raises nothing to a power with **",
		(name) => {
			const files = sources(join(PACKAGES, name, "src"));
			expect(files.length).toBeGreaterThan(2);
			expect(files.filter((file) => code(file).includes("**"))).toEqual([]);
		},
	);
});
