import type { Job } from "./job.ts";

/** All doors of a node: one for plain HTTP/1.1, and one for each link over which something else is spoken. */
export interface Doors {
	/** Opens them, on the ports given or else on ports of the system's choice; gives the ports. */
	listen(ports: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>>;
	close(): void;
}

/** Makes the doors of a node, which give what comes in to `receive`. */
export type OpenDoors = (receive: (job: Job) => void) => Doors;
