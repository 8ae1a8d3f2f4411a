import type { Network } from "../network.ts";

/** Where an end is. */
export interface QuicHost {
	readonly network: Network;
	readonly name: "client" | "server";
	readonly connection: number;
}
