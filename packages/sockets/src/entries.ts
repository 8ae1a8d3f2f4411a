/** The programs: nodes by their role, and the thread that wakes them in time. */
type Program = "client" | "balancer" | "cache" | "kept-cache" | "server" | "kept-server" | "database" | "alarm";

/**
 * The files that run in processes and threads of their own, bundled so that they start quickly. They are always the built
 * ones, also when this module runs from its source: `src`, `dist` and `bundle` lie side by side, and this code lies directly
 * in each of them.
 */
export const ENTRIES: Readonly<Record<Program, URL>> = {
	client: new URL("../bundle/client.js", import.meta.url),
	balancer: new URL("../bundle/balancer.js", import.meta.url),
	cache: new URL("../bundle/cache.js", import.meta.url),
	"kept-cache": new URL("../bundle/kept-cache.js", import.meta.url),
	server: new URL("../bundle/server.js", import.meta.url),
	"kept-server": new URL("../bundle/kept-server.js", import.meta.url),
	database: new URL("../bundle/database.js", import.meta.url),
	alarm: new URL("../bundle/alarm.js", import.meta.url),
};
