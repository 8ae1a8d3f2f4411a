import { planTraffic } from "@roundtrip/behaviour";
import { CacheStoreError } from "../caches/cache-store-error.ts";
import { probeLags } from "../clients/lag-probe.ts";
import { createClock } from "../clock.ts";
import { createJournal, type Journal } from "../journal/writer.ts";
import type { NodeContext, Surroundings } from "../node-context.ts";
import { createTimers } from "../shaper/timers.ts";
import { StoreError } from "../stores/store-error.ts";
import { earlierSessions } from "../tls/earlier-session.ts";
import type { Again, Begin, Configure, FromProcess, Probe, ToProcess } from "./messages.ts";
import { createOwnDeath } from "./own-death.ts";
import type { Role, RolePlayer } from "./role.ts";
import { warmUp } from "./warm-up.ts";

const EXIT_BROKEN = 70;

function say(message: FromProcess): void {
	process.send?.(message);
}

/** Ends the process after the last word has left it. */
function sayAndExit(message: FromProcess): void {
	if (process.send === undefined) process.exit(EXIT_BROKEN);
	process.send(message, () => process.exit(EXIT_BROKEN));
}

/**
 * The life of a node's process: it is told who it is, gets ready, and plays its role until it is stopped or killed.
 * Where the orchestrator is gone it ends by itself.
 *
 * @param playRehearsalDatabase the database of the rehearsal
 */
export function runNode(play: Role, playRehearsalDatabase: Role): void {
	const timers = createTimers(createClock());
	let journal: Journal | undefined;
	let player: RolePlayer | undefined;
	let context: NodeContext | undefined;
	let known: Pick<Surroundings, "lags" | "sessions"> = { lags: {}, sessions: {} };

	async function configure(message: Configure): Promise<void> {
		const { node, scenario, seed, identities, secrets } = message;
		if (message.isRehearsed) await warmUp(message, timers, playRehearsalDatabase);
		journal = createJournal(message.journal);
		const parts = { node, scenario, seed, journal, timers, identities, secrets };
		context = { ...parts, ...createOwnDeath(parts) };
		player = play({
			context,
			plan: planTraffic(scenario, seed),
			database: message.database,
			cache: message.cache,
			settled: () => say({ say: "settled" }),
		});
		say({ say: "ready" });
	}

	async function listen(): Promise<void> {
		say({ say: "listening", ports: (await player?.listen?.({})) ?? {} });
	}

	async function probe({ ports }: Probe): Promise<void> {
		if (context !== undefined) {
			known = { lags: await probeLags(context, ports), sessions: await earlierSessions(context, ports) };
		}
		say({ say: "probed" });
	}

	async function begin(message: Begin): Promise<void> {
		timers.clock.startAt(message.zero);
		player?.begin({ ...message, ...known });
		if (message.again !== undefined) await comeBack(message.again);
	}

	async function comeBack({ ports, atNs, fault }: Again): Promise<void> {
		await new Promise<void>((due) => {
			timers.at(atNs, due);
		});
		await player?.listen?.(ports);
		const at = timers.clock.now();
		journal?.write({ at, node: context?.node ?? "", kind: "restarted", data: { fault } });
		say({ say: "listening", ports });
	}

	/** The last word of this process. */
	function broken(error: NodeJS.ErrnoException & { readonly port?: unknown }): void {
		if (error instanceof StoreError) sayAndExit({ say: "cannot-store", message: error.message });
		else if (error instanceof CacheStoreError) sayAndExit({ say: "cannot-cache", message: error.message });
		else if (error.syscall === "listen")
			sayAndExit({ say: "cannot-listen", port: Number(error.port ?? 0), code: String(error.code) });
		else sayAndExit({ say: "broken", message: error.stack ?? error.message });
	}

	type Hearing = { readonly [Say in ToProcess["say"]]: (message: Extract<ToProcess, { say: Say }>) => unknown };

	const hearing: Hearing = {
		configure,
		listen,
		probe,
		begin,
		"ask-state"() {
			const { isIdle = true, isListening = false } = player ?? {};
			say({ say: "state", isIdle, isListening, entries: journal?.length ?? 0 });
		},
		leave() {
			player?.leave?.();
			say({ say: "left" });
		},
		stop() {
			player?.close();
			process.exit(0);
		},
	};

	process.on("uncaughtException", broken);
	process.on("disconnect", () => process.exit(0));
	// Ctrl-C strikes every process of a terminal; what becomes of this one is for the orchestrator to say.
	process.on("SIGINT", () => undefined);
	process.on("message", (message: ToProcess) => (hearing[message.say] as (heard: ToProcess) => unknown)(message));
}
