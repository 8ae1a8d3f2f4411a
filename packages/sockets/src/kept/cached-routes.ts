import { isStream, requestTarget, routesAt, type Scenario } from "@roundtrip/model";
import type { Routes } from "./places.ts";

/** What strangers may ask a cache for: plain HTTP that is answered at once, of the server behind it. */
export function cachedRoutes(scenario: Scenario, cache: string): Routes {
	const all = Object.entries(routesAt(scenario, cache));
	return Object.fromEntries(
		all.filter(([request, steps]) => requestTarget(request).protocol === "rest" && !isStream(steps)),
	);
}
