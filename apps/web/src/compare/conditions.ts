import { type ComparedLink, type ComparedWorkload, comparedWorkloads } from "@roundtrip/behaviour";
import { duration, parseQuantity, rate } from "@roundtrip/model";
import type { CompareAddress } from "./compare-address.ts";

/** Said of a link where it has none. */
export const NONE = "none";

/** What is compared, and over what link, as the address says or as it is by itself. */
export interface Conditions {
	readonly workload: ComparedWorkload;
	readonly rtt: string;
	readonly rate: string;
	readonly tls: string;
	readonly isOpen: boolean;
}

const TLS = ["1.3", "1.2", NONE];

/** A value of an address that makes no sense is as it is by itself: an address never breaks the page. */
export function conditionsOf(address: CompareAddress): Conditions {
	const [first] = comparedWorkloads;
	const workload = comparedWorkloads.find(({ name }) => name === address.work) ?? first;
	if (workload === undefined) throw new Error("there is nothing to compare");
	return {
		workload,
		rtt: takes(duration, address.rtt) ?? "50ms",
		rate: address.rate === NONE ? NONE : (takes(rate, address.rate) ?? "10Mbit/s"),
		tls: TLS.find((each) => each === address.tls) ?? "1.3",
		isOpen: address.open === "yes",
	};
}

function takes(quantity: typeof duration, text: string | undefined): string | undefined {
	return text !== undefined && parseQuantity(text, quantity).ok ? text : undefined;
}

export function linkOf({ rtt, rate: said, tls, isOpen }: Omit<Conditions, "workload">): ComparedLink {
	return {
		rtt,
		...(said === NONE ? {} : { rate: said }),
		...(tls === NONE ? {} : { tls }),
		...(isOpen ? { isOpen } : {}),
	};
}

/** The command that gives the same figures. */
export function commandOf({ workload, rtt, rate: said, tls, isOpen }: Conditions): string {
	const options = `--rtt ${rtt} --rate ${said} --tls ${tls}${isOpen ? " --open" : ""}`;
	return `roundtrip compare-protocols ${workload.name} ${options}`;
}
