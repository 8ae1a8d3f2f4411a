import { readFileSync } from "node:fs";

/** A case as it was measured: a network, TCP's settings, and what the client did. */
export interface MeasuredCase {
	readonly id: string;
	readonly group: string;
	/** Round-trip in ms, rates in bit/s, queue in packets (0: without limit), loss for each packet and direction. */
	readonly net: {
		readonly rtt: number;
		readonly down: number;
		readonly up: number;
		readonly queue: number;
		readonly loss: number;
	};
	readonly tcp: {
		readonly cc: string;
		readonly timestamps: number;
		readonly slow_start_after_idle: number;
	};
	/** One packet that was dropped on purpose: `ab:2` is the third from the client, `ba:0` the first from the server. */
	readonly drop?: string;
	readonly scenario: Scenario;
	/** The fastest repetition of each time, ms. */
	readonly fastest: Readonly<Record<string, number>>;
	/** The total of each repetition, ms. */
	readonly totals: readonly number[];
	/** What the first repetition offered to the link until its client was done. */
	readonly wire: Wire;
	/** Processes that wanted to run on the measuring machine, on average over the last minute. */
	readonly load: number;
	/** Where the first measurement left a doubt: the same case with the same losses once more, later, on a quiet machine. */
	readonly again?: { readonly kernel: string; readonly load: number; readonly totals: readonly number[] };
}

/** Packets and their bytes, IP headers included, from the client (up) and from the server (down). */
export interface Wire {
	readonly upPackets: number;
	readonly upBytes: number;
	readonly downPackets: number;
	readonly downBytes: number;
}

/** What the client does; sizes in bytes, times in ms. */
export interface Scenario {
	readonly kind: "tcp" | "tls" | "get" | "multi" | "page" | "warm" | "post" | "ws" | "sse";
	readonly tls?: "1.2" | "1.3";
	readonly http?: "h2";
	readonly size?: number;
	/** A document that comes first. */
	readonly doc?: number;
	readonly n?: number;
	readonly conns?: number;
	readonly keepAlive?: boolean;
	/** Of the server, before it answers. */
	readonly delay?: number;
	readonly resume?: boolean;
	readonly idle?: number;
	readonly every?: number;
	readonly h2window?: string;
}

/** The whole measurement. */
export interface MeasuredFile {
	readonly environment: { readonly kernel: string; readonly node: string; readonly openssl: string };
	readonly results: readonly MeasuredCase[];
}

/** Whether packets are lost by chance or on purpose: then the distributions of many runs are compared. */
export const isLossy = (it: MeasuredCase): boolean => it.net.loss > 0 || it.drop !== undefined;

/** Work over a link without delay: what the measuring programs took by themselves. */
export const isMachine = (it: MeasuredCase): boolean => it.group === "cpu";

export function readMeasuredFile(): MeasuredFile {
	return JSON.parse(readFileSync(new URL("measured.json", import.meta.url), "utf8")) as MeasuredFile;
}

/** All measured cases. */
export function readMeasured(): readonly MeasuredCase[] {
	return readMeasuredFile().results;
}
