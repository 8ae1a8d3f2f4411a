/**
 * What the address of the lab holds beside the scenario's name. Everything is text as a person would write it,
 * such as `#/lab/lost-reply?seed=7&fault=lose:e1.1<&t=152ms&world=both`.
 */
export interface LabAddress {
	/** Absent: the seed of the scenario. */
	readonly seed?: number;
	/** Added faults, each as it would stand in a scenario file. */
	readonly faults: readonly string[];
	/** The moment that is looked at; absent: before the first event. */
	readonly timeNs?: number;
	readonly world: WorldChoice;
	/**
	 * What stands beside the run, with its seed and its faults: settings that change the scenario, such as
	 * `nodes.phone.retry.attempts=1`, or the name of one of the gallery, or `s:` and an own one, packed.
	 */
	readonly beside?: readonly string[];
	/** The run is played from its begin as soon as it is there; whoever wants little motion begins it by hand. */
	readonly plays?: true;
	/** An own scenario, packed; absent where the scenario is one of the gallery. */
	readonly packed?: string;
}

export type WorldChoice = (typeof WORLD_CHOICES)[number];

export const WORLD_CHOICES = ["simulated", "real", "both"] as const;

/** Reads what follows the `?`. Whatever makes no sense is left out: an address never breaks the page. */
export function readLabAddress(search: string): LabAddress {
	const fields = new URLSearchParams(search);
	const seed = wholeNumber(fields.get("seed"));
	const timeNs = wholeNumber(fields.get("t")?.replace(/ns$/, "") ?? null);
	const packed = fields.get("s");
	const beside = fields.getAll("beside").filter((each) => each !== "");
	return {
		...(seed === undefined ? {} : { seed }),
		faults: fields.getAll("fault"),
		...(timeNs === undefined ? {} : { timeNs }),
		world: WORLD_CHOICES.find((choice) => choice === fields.get("world")) ?? "simulated",
		...(beside.length === 0 ? {} : { beside }),
		...(fields.get("play") === "yes" ? { plays: true as const } : {}),
		...(packed === null ? {} : { packed }),
	};
}

/** Writes what follows the `?`; empty where everything is as it is by itself. `readLabAddress` reads it back. */
export function writeLabAddress(address: LabAddress): string {
	const fields: string[] = [];
	if (address.packed !== undefined) fields.push(`s=${address.packed}`);
	if (address.seed !== undefined) fields.push(`seed=${address.seed}`);
	for (const fault of address.faults) fields.push(`fault=${readableEncoding(fault)}`);
	for (const each of address.beside ?? []) fields.push(`beside=${readableEncoding(each)}`);
	if (address.world !== "simulated") fields.push(`world=${address.world}`);
	if (address.plays === true) fields.push("play=yes");
	if (address.timeNs !== undefined) fields.push(`t=${address.timeNs}ns`);
	return fields.join("&");
}

function wholeNumber(text: string | null): number | undefined {
	if (text === null || !/^\d{1,16}$/.test(text)) return undefined;
	const value = Number(text);
	return Number.isSafeInteger(value) ? value : undefined;
}

/** Leaves as they are what an address may hold unharmed, so that people can read and change it. */
function readableEncoding(text: string): string {
	return encodeURIComponent(text).replace(/%20/g, "+").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%2F/g, "/");
}
