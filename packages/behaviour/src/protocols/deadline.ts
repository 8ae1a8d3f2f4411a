import { NS_PER_MS } from "@roundtrip/model";
import { fieldOf, type HttpRequest } from "../messages/http-message.ts";

/** ns of each unit of `grpc-timeout` (grpc/doc/PROTOCOL-HTTP2.md). */
const UNITS: Readonly<Record<string, number>> = {
	...{ H: 3_600_000 * NS_PER_MS, M: 60_000 * NS_PER_MS, S: 1_000 * NS_PER_MS },
	...{ m: NS_PER_MS, u: NS_PER_MS / 1_000, n: 1 },
};

/** How long a request of gRPC or Connect is wanted, from its arrival, ns; undefined where it doesn't say, or not rightly. */
export function allowedNs({ fields }: Pick<HttpRequest, "fields">): number | undefined {
	const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(fieldOf(fields, "grpc-timeout") ?? "") ?? [];
	if (digits !== undefined && unit !== undefined) return Number(digits) * (UNITS[unit] ?? 0);
	const ms = fieldOf(fields, "connect-timeout-ms") ?? "";
	return /^\d{1,10}$/.test(ms) ? Number(ms) * NS_PER_MS : undefined;
}

/** What is left until a moment in whole milliseconds, as both protocols say it; at least one. */
export function leftMs(leftNs: number): number {
	return Math.max(1, Math.ceil(leftNs / NS_PER_MS));
}
