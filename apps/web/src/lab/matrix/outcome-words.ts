import type { OutcomeName } from "@roundtrip/explorer";

const BELIEFS: Readonly<Record<string, string>> = {
	ok: "the client believes that it worked",
	failed: "the client believes that it failed",
	unknown: "the client doesn't know whether it happened",
	waiting: "the client still waits at the end",
};
const TIMES = ["it never happened", "it happened once", "it happened more than once"];

/** `ok ×1`; `×2+` stands for twice or more. */
export function headOf(name: OutcomeName): string {
	const [belief = "", times] = name.split(" ");
	return times === undefined ? belief : `${belief} ×${times}${times === "2" ? "+" : ""}`;
}

export function sentenceOf(name: OutcomeName): string {
	const [belief = "", times] = name.split(" ");
	const believes = BELIEFS[belief] ?? belief;
	return times === undefined ? believes : `${believes}, ${TIMES[Number(times)]}`;
}

/** `right`: the client knows what is true. `wrong`: it doesn't, or it happened too often. `open`: it can't say. */
export function judgementOf(name: OutcomeName): "right" | "wrong" | "open" {
	if (name === "ok 1" || name === "failed 0" || name === "ok" || name === "failed") return "right";
	return name.endsWith(" 2") || name === "ok 0" || name === "failed 1" ? "wrong" : "open";
}
