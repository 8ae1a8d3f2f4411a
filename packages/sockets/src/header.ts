import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PROGRAM_VERSION, type Scenario, TRACE_VERSION, type TraceHeader } from "@roundtrip/model";

import { fidelityOf } from "./fidelity.ts";

/** Of a library whose main file lies beside its package.json, as libsql's and undici's do. */
function versionOf(library: string): string {
	const main = createRequire(import.meta.url).resolve(library);
	const { version } = JSON.parse(readFileSync(join(dirname(main), "package.json"), "utf8")) as {
		readonly version: string;
	};
	return version;
}

/**
 * Says what a real run was made with.
 *
 * @param versions of what only some runs are made with
 */
export function headerOf(scenario: Scenario, versions: Readonly<Record<string, string>> = {}): TraceHeader {
	return {
		...{ trace: TRACE_VERSION, world: "real", seed: scenario.seed, scenario },
		versions: {
			...{ roundtrip: PROGRAM_VERSION, node: process.versions.node },
			...{ openssl: process.versions.openssl, nghttp2: process.versions.nghttp2 ?? "" },
			...{ undici: versionOf("undici"), libsql: versionOf("libsql"), ...versions },
		},
		fidelity: fidelityOf(scenario),
	};
}
