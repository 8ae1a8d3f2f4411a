import {
	createHashHistory,
	createRootRoute,
	createRoute,
	createRouter,
	lazyRouteComponent,
	Outlet,
	type SearchSchemaInput,
} from "@tanstack/react-router";
import type { ReactElement } from "react";
import { type CompareAddress, readCompareAddress, writeCompareAddress } from "../compare/compare-address.ts";
import { type LabAddress, readLabAddress, writeLabAddress } from "../lab/lab-address.ts";
import { Loading, NotFound, PageError } from "./page-states.tsx";

const root = createRootRoute({ component: (): ReactElement => <Outlet />, notFoundComponent: NotFound });

const gallery = createRoute({
	getParentRoute: () => root,
	path: "/",
	component: lazyRouteComponent(() => import("../gallery/gallery-page.tsx"), "GalleryPage"),
});

const lab = createRoute({
	getParentRoute: () => root,
	path: "/lab/$id",
	validateSearch: (search: Partial<LabAddress> & SearchSchemaInput): LabAddress => ({
		faults: [],
		world: "simulated",
		...search,
	}),
	component: lazyRouteComponent(() => import("../lab/lab-page.tsx"), "LabPage"),
});

const editor = createRoute({
	getParentRoute: () => root,
	path: "/open",
	component: lazyRouteComponent(() => import("../editor/editor-page.tsx"), "EditorPage"),
});

const patterns = createRoute({
	getParentRoute: () => root,
	path: "/patterns",
	component: lazyRouteComponent(() => import("../patterns/patterns-page.tsx"), "PatternsPage"),
});

const compare = createRoute({
	getParentRoute: () => root,
	path: "/compare",
	validateSearch: (search: CompareAddress & SearchSchemaInput): CompareAddress => search,
	component: lazyRouteComponent(() => import("../compare/compare-page.tsx"), "ComparePage"),
});

/** The address after the `#`, so that the site works from any static host under any path. */
export const router = createRouter({
	routeTree: root.addChildren([gallery, lab, editor, patterns, compare]),
	history: createHashHistory(),
	parseSearch: (search) => {
		const fields = search.replace(/^\?/, "");
		return { ...readLabAddress(fields), ...readCompareAddress(fields) };
	},
	stringifySearch: (search) => {
		const ofLab = writeLabAddress({ faults: [], world: "simulated", ...(search as Partial<LabAddress>) });
		const written = [ofLab, writeCompareAddress(search)].filter((part) => part !== "").join("&");
		return written === "" ? "" : `?${written}`;
	},
	defaultPendingComponent: Loading,
	defaultErrorComponent: PageError,
});

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}
