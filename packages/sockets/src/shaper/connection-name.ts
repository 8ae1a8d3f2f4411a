import type { LinkName } from "@roundtrip/model";

/** Between whom a connection is, and whether it is for copies alone. */
interface ConnectedEnds {
	readonly from: string;
	readonly to: string;
	readonly isForCopies: boolean;
}

/** What connections of copies have before their number. */
const COPIES = "d";

/** By which name what has gone over a link is counted: copies have connections of their own. */
export function countedAs(link: LinkName, isForCopies: boolean): string {
	return isForCopies ? `${link} ${COPIES}` : link;
}

/** The name of a link's connection. */
export function connectionName({ from, to, isForCopies }: ConnectedEnds, number: number): string {
	return `${from}->${to}#${isForCopies ? COPIES : ""}${number}`;
}
