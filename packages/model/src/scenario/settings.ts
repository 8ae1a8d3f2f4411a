import { parse } from "yaml";
import { nearest } from "./nearest.ts";
import { parseScenario } from "./parse.ts";
import { writtenScenario } from "./print.ts";
import type { Scenario } from "./scenario.ts";

type Data = Record<string, unknown>;

/** Why a setting can't be made; `setting` is absent where the changed scenario as a whole is none. */
export interface SettingProblem {
	readonly setting?: string;
	readonly message: string;
}

export type SettingsResult<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly problems: readonly SettingProblem[] };

/** A scenario with `path=value` settings, as a command line or an address gives them. */
export function withSettings(scenario: Scenario, settings: readonly string[]): SettingsResult<Scenario> {
	if (settings.length === 0) return { ok: true, value: scenario };
	const applied = applySettings(writtenScenario(scenario), settings);
	if (!applied.ok) return applied;
	// Read as a file is, with all its limits.
	const parsed = parseScenario(JSON.stringify(applied.value));
	if (parsed.ok) return parsed;
	return {
		ok: false,
		problems: parsed.problems.map(({ path, message }) => ({ message: path === "" ? message : `${path}: ${message}` })),
	};
}

/**
 * Applies `path=value` settings to a scenario in its written form, such as `nodes.phone.timeout=2s` or
 * `links.phone -> bank.rtt=200ms`. A value is YAML. Names on the path must be there, but for the last one.
 */
export function applySettings(written: Data, settings: readonly string[]): SettingsResult<Data> {
	const value = JSON.parse(JSON.stringify(written)) as Data;
	for (const setting of settings) {
		const problem = apply(value, setting);
		if (problem !== undefined) return { ok: false, problems: [{ setting, message: problem }] };
	}
	return { ok: true, value };
}

function apply(root: Data, setting: string): string | undefined {
	const equals = setting.indexOf("=");
	if (equals < 1) return "write it as path=value, like nodes.phone.timeout=2s";
	const path = setting.slice(0, equals).split(".");
	const last = path.pop() ?? "";
	let at: unknown = root;
	for (const step of path) {
		if (!isContainer(at) || !Object.hasOwn(at, step)) {
			const known = isContainer(at) ? Object.keys(at) : [];
			const near = nearest(step, known);
			return `there is no '${step}'${near === undefined ? "" : `; did you mean '${near}'?`}`;
		}
		at = at[step];
	}
	if (!isContainer(at)) return `'${path.join(".")}' has nothing in it to set`;
	const value = yamlValue(setting.slice(equals + 1));
	// Defined, not assigned, so that no name can reach an object's prototype.
	Object.defineProperty(at, last, { value, writable: true, enumerable: true, configurable: true });
	return undefined;
}

function yamlValue(text: string): unknown {
	try {
		return parse(text, { maxAliasCount: 0 });
	} catch {
		return text;
	}
}

function isContainer(value: unknown): value is Data {
	return typeof value === "object" && value !== null;
}
