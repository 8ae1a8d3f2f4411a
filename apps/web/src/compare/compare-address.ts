/**
 * What the address of the comparison holds, as a person would write it:
 * `#/compare?work=chat&rtt=80ms&rate=2Mbit/s&tls=none&open=yes`. What is absent is as it is by itself.
 */
export interface CompareAddress {
	/** The workload, as it is named on the command line. */
	readonly work?: string;
	readonly rtt?: string;
	/** `none`: sending takes no time. */
	readonly rate?: string;
	readonly tls?: string;
	readonly open?: "yes";
}

const KEYS = ["work", "rtt", "rate", "tls"] as const;
/** Longer makes no sense in any of them. */
const LONGEST = 40;

/** Reads what follows the `?`; whether a value makes sense is for the page to say. */
export function readCompareAddress(search: string): CompareAddress {
	const fields = new URLSearchParams(search);
	const said = KEYS.flatMap((key) => {
		const value = fields.get(key);
		return value === null || value === "" || value.length > LONGEST ? [] : [[key, value] as const];
	});
	return { ...Object.fromEntries(said), ...(fields.get("open") === "yes" ? { open: "yes" as const } : {}) };
}

/** Writes what follows the `?`; `readCompareAddress` reads it back. */
export function writeCompareAddress(address: CompareAddress): string {
	const fields = KEYS.flatMap((key) => {
		const value = address[key];
		return value === undefined ? [] : [`${key}=${encodeURIComponent(value).replace(/%2F/g, "/")}`];
	});
	return [...fields, ...(address.open === "yes" ? ["open=yes"] : [])].join("&");
}
