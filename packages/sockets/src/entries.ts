/**
 * The files that run in processes and threads of their own. They are always the built ones, also when this module runs
 * from its source: `src` and `dist` lie side by side, and this file lies directly in either.
 */
export const ENTRIES: Readonly<
	Record<"client" | "cache" | "kept-cache" | "server" | "kept-server" | "database" | "alarm", URL>
> = {
	client: new URL("../dist/processes/client.js", import.meta.url),
	cache: new URL("../dist/processes/cache.js", import.meta.url),
	"kept-cache": new URL("../dist/processes/kept-cache.js", import.meta.url),
	server: new URL("../dist/processes/server.js", import.meta.url),
	"kept-server": new URL("../dist/processes/kept-server.js", import.meta.url),
	database: new URL("../dist/processes/database.js", import.meta.url),
	alarm: new URL("../dist/shaper/alarm-thread.js", import.meta.url),
};
