import type { AddressInfo, Server } from "node:net";

/** Where a node takes connections of one kind. */
export interface Door {
	/** Takes connections from now on, on a port of the system's choice where 0 is given; gives the port. */
	listen(port: number): Promise<number>;
	close(): void;
}

/** @param closeConnections ends those that are open */
export function doorOf(server: Server, closeConnections: () => void): Door {
	return {
		listen: (port) =>
			new Promise((resolve, reject) => {
				server.once("error", reject);
				server.listen({ host: "127.0.0.1", port }, () => {
					server.off("error", reject);
					resolve((server.address() as AddressInfo).port);
				});
			}),
		close() {
			server.close();
			closeConnections();
		},
	};
}
