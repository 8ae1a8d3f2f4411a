import type { HeaderField } from "@roundtrip/behaviour";
import type { Job } from "../servers/job.ts";
import { clientOf } from "../tls/client-proof.ts";
import type { Asked } from "./exchange.ts";

/** What a stranger shows of who they are. */
export type Shown = Pick<Job, "fields" | "client">;

/** Of all that a stranger says in a head, routes hear of this alone. */
const SHOWN = ["authorization", "cookie", "x-api-key", "x-csrf-token"];

/** @param header the value of a field of the request */
export function shownFields(header: (name: string) => string | undefined): readonly HeaderField[] {
	return SHOWN.flatMap((name): readonly HeaderField[] => {
		const value = header(name);
		return value === undefined ? [] : [[name, value]];
	});
}

export function shownBy({ headers, socket }: Pick<Asked, "headers" | "socket">): Shown {
	const fields = shownFields((name) => {
		const value = headers[name];
		return typeof value === "string" ? value : undefined;
	});
	return { fields, ...clientOf(socket) };
}
