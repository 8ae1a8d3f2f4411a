import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startPostgres } from "@roundtrip/testing";
import type { Books } from "./banks/bank.ts";
import { type Clients, createClients, type Told } from "./client.ts";
import type { Place } from "./control.ts";
import { type Judgement, judge } from "./judgement.ts";
import { planKill, planTransfer } from "./plan.ts";
import { lastingPort, type ServerProcess, startServer } from "./server-process.ts";

export interface CampaignOptions {
	readonly engine: Place["engine"];
	readonly transfers: number;
	readonly kills: number;
	/** Clients that ask at the same time. */
	readonly clients: number;
	readonly seed: number;
	/** Without it the server doesn't look at keys. */
	readonly isKeyed: boolean;
	/** Calls it off; what has been done by then is judged. */
	readonly signal: AbortSignal;
	onProgress(progress: Progress): void;
}

export interface Progress {
	readonly settled: number;
	readonly kills: number;
}

/** What was done, what clients were told, and what is true. */
export interface Campaign extends Judgement {
	readonly told: readonly Told[];
	readonly kills: number;
	/** Kills that struck while at least one request was under way, and how many requests that were in all. */
	readonly killsUnderLoad: number;
	readonly struck: number;
	/** What the database says of its own durability. */
	readonly durability: string;
	readonly tookMs: number;
}

/** A database of the campaign's own. */
interface Site {
	readonly place: Place;
	readonly durability: string;
	read(): Promise<Books>;
	close(): Promise<void>;
}

/** Runs a campaign to its end. Nothing of it is left: neither processes nor files. @throws where server or database don't start */
export async function runCampaign(options: CampaignOptions): Promise<Campaign> {
	const begunAt = performance.now();
	const site = await (options.engine === "embedded" ? embeddedSite() : postgresqlSite());
	try {
		const played = await play(options, site.place);
		const { durability } = site;
		return { ...judge(played.told, await site.read()), ...played, durability, tookMs: performance.now() - begunAt };
	} finally {
		await site.close();
	}
}

async function embeddedSite(): Promise<Site> {
	const { createEmbedded, embeddedSettings, readEmbedded } = await import("./banks/embedded.ts");
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-campaign-"));
	const path = join(folder, "bank.db");
	createEmbedded(path);
	return {
		place: { engine: "embedded", path },
		durability: embeddedSettings(path),
		read: async () => readEmbedded(path),
		close: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

async function postgresqlSite(): Promise<Site> {
	const { createPostgresql, postgresqlSettings, readPostgresql } = await import("./banks/postgresql.ts");
	const { url, stop } = await startPostgres();
	try {
		await createPostgresql(url);
		const durability = await postgresqlSettings(url);
		return { place: { engine: "postgresql", url }, durability, read: () => readPostgresql(url), close: stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

type Played = Pick<Campaign, "told" | "kills" | "killsUnderLoad" | "struck">;

async function play(options: CampaignOptions, place: Place): Promise<Played> {
	const port = await lastingPort();
	const killer = new Killer(options, () => startServer({ place, port, isKeyed: options.isKeyed }));
	await killer.begin();
	const clients = createClients(port, options.seed);
	const traffic = new Traffic(options, clients, killer);
	const stop = (): void => traffic.stop();
	options.signal.addEventListener("abort", stop, { once: true });
	try {
		await Promise.race([Promise.all([traffic.run(), killer.strike(traffic)]), killer.fell]);
	} finally {
		options.signal.removeEventListener("abort", stop);
		stop();
		await killer.end();
	}
	const { kills, killsUnderLoad, struck } = killer;
	return { told: traffic.told, kills, killsUnderLoad, struck };
}

/** Transfers in the order of their numbers, by as many clients at a time. */
class Traffic {
	readonly told: Told[] = [];
	readonly #options: CampaignOptions;
	readonly #clients: Clients;
	readonly #killer: { readonly kills: number };
	#begun = 0;
	#isOver = false;

	constructor(options: CampaignOptions, clients: Clients, killer: { readonly kills: number }) {
		this.#options = options;
		this.#clients = clients;
		this.#killer = killer;
	}

	get begun(): number {
		return this.#begun;
	}

	underWay(): number {
		return this.#clients.underWay();
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	async run(): Promise<void> {
		await Promise.all(Array.from({ length: this.#options.clients }, () => this.#client()));
		this.#isOver = true;
	}

	/** Calls off what is under way, and begins nothing more. */
	stop(): void {
		this.#isOver = true;
		this.#clients.stop();
	}

	async #client(): Promise<void> {
		const { transfers, seed, onProgress } = this.#options;
		while (this.#begun < transfers && !this.#isOver) {
			this.#begun++;
			this.told.push(await this.#clients.transfer(planTransfer(seed, this.#begun)));
			onProgress({ settled: this.told.length, kills: this.#killer.kills });
		}
	}
}

const LOOK_EVERY_MS = 1;

/** Kills the server at the instants of the plan, and starts it again each time. */
class Killer {
	readonly #options: CampaignOptions;
	readonly #start: () => Promise<ServerProcess>;
	#server: ServerProcess | undefined;
	#fall: (error: unknown) => void = () => undefined;
	/** Never resolved. @throws (as a rejection) where a server ends that wasn't killed */
	readonly fell = new Promise<never>((_, reject) => {
		this.#fall = reject;
	});
	kills = 0;
	killsUnderLoad = 0;
	struck = 0;

	constructor(options: CampaignOptions, start: () => Promise<ServerProcess>) {
		this.#options = options;
		this.#start = start;
	}

	async begin(): Promise<void> {
		this.#server = await this.#start();
		this.#server.fell.catch(this.#fall);
	}

	async strike(traffic: Traffic): Promise<void> {
		const { seed, kills } = this.#options;
		for (let nth = 0; nth < kills; nth++) {
			const { afterTransfers, delayMs } = planKill(seed, nth, this.#options);
			while (traffic.begun < afterTransfers && !traffic.isOver) await wait(LOOK_EVERY_MS);
			await wait(delayMs);
			if (traffic.isOver) return;
			const underWay = traffic.underWay();
			await this.end();
			this.kills++;
			this.struck += underWay;
			if (underWay > 0) this.killsUnderLoad++;
			await this.begin();
		}
	}

	async end(): Promise<void> {
		await this.#server?.kill();
	}
}
