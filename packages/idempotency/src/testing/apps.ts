import type { Server } from "node:http";
import type { ServerSetup } from "./control.ts";
import { openTransfers } from "./guarded.ts";
import type { Stage } from "./stage.ts";

/** The same routes in each framework, with its own ways of reading and answering. A process loads only the one that it runs. */
export const APPS: Readonly<Record<string, (setup: ServerSetup, stage: Stage) => Promise<Server>>> = {
	fastify: async (setup, stage) =>
		(await import("./apps/fastify-app.ts")).fastifyApp(await openTransfers(setup, stage), stage),
	express5: async (setup, stage) => {
		const [{ expressApp }, { default: express }] = [await import("./apps/express-app.ts"), await import("express")];
		return expressApp(express, await openTransfers(setup, stage), stage);
	},
	express4: async (setup, stage) => {
		const [{ expressApp }, { default: express }] = [await import("./apps/express-app.ts"), await import("express4")];
		return expressApp(express, await openTransfers(setup, stage), stage);
	},
	hono: async (setup, stage) => (await import("./apps/hono-app.ts")).honoApp(await openTransfers(setup, stage), stage),
};
