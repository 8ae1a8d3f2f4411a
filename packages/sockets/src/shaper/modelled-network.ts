import { impairmentsOf, type LinkImpairments, type PlannedCrash, plannedCrashes } from "@roundtrip/behaviour";
import { createKernel, type Kernel } from "@roundtrip/kernel";
import { type LinkName, linkEnds, type Scenario } from "@roundtrip/model";
import {
	createPath,
	createTcpStack,
	type PacketRecord,
	type TcpPair,
	type TcpStack,
	type TcpUser,
} from "@roundtrip/network";
import type { PacketLog } from "./packet-log.ts";
import { pathSpecOf, tcpSettingsOf } from "./path-spec.ts";
import type { Timer, Timers } from "./timers.ts";

/** Whoever has a connection in the model. */
export interface ModelledUser {
	readonly client: TcpUser;
	readonly server: TcpUser;
	/** A packet of the connection has left, or was lost. */
	packet(record: PacketRecord): void;
	/** The machine or the process at the other end is gone. */
	farSideDied(): void;
}

export interface ModelledNetworkParts {
	readonly name: LinkName;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly timers: Timers;
	/** How much ahead of the clock the model runs: what comes of it is let go a little early. */
	readonly aheadNs: number;
	/** Where packets are noted; nowhere if absent. */
	readonly packets: PacketLog | undefined;
}

/**
 * The model of a link's packets, both ends of its connections and all between them, in step with the clock. The process
 * at the asking end holds it. It decides when bytes come; the bytes themselves are not in it.
 */
export class ModelledNetwork {
	readonly #kernel: Kernel = createKernel();
	readonly #stack: TcpStack;
	#timers: Timers;
	readonly #aheadNs: number;
	readonly #packets: PacketLog | undefined;
	readonly #users = new Map<number, ModelledUser>();
	#timer: Timer | undefined;
	#timerNs = Number.POSITIVE_INFINITY;
	#isClosed = false;
	/** What faults do to either direction. */
	readonly #impairments: LinkImpairments;

	constructor({ name, scenario, seed, timers, aheadNs, packets }: ModelledNetworkParts) {
		const link = scenario.links[name];
		if (link === undefined) throw new Error(`the scenario has no link ${name}`);
		this.#timers = timers;
		this.#aheadNs = aheadNs;
		this.#packets = packets;
		const impairments = impairmentsOf(scenario, name);
		this.#impairments = impairments;
		const spec = {
			...pathSpecOf(name, link, seed, impairments),
			watchPacket: (record: PacketRecord) => {
				packets?.note(record);
				this.#users.get(record.connection)?.packet(record);
			},
		};
		const path = createPath(this.#kernel, spec);
		this.#stack = createTcpStack(this.#kernel, path, spec, tcpSettingsOf(link));
		this.#planCrashes(plannedCrashes(scenario).filter((crash) => crash.node === linkEnds(name).to));
	}

	/** All that is to be written of its packets is. */
	get isWritten(): boolean {
		return this.#packets?.isWritten !== false;
	}

	/**
	 * How long what was sent until now may still take to get through an outage of its direction, ns: until it heals, and as
	 * long again, since TCP waits twice as long each time before it sends again (RFC 6298, section 5.5). Infinite where it
	 * never heals.
	 */
	outageNs(direction: "request" | "response"): number {
		const nowNs = this.#timers.clock.now();
		const { outage } = this.#impairments[direction];
		return outage === undefined ? 0 : 2 * (outage.healsNs(nowNs) - nowNs);
	}

	/** The moment that the model has come to, ns of the run. */
	get nowNs(): number {
		return this.#kernel.now;
	}

	/** Does something at either end at a time, or as soon after it as the model can. Not from within the model. */
	do(timeNs: number, action: () => void): void {
		const atNs = Math.max(this.#kernel.now, Math.floor(timeNs));
		this.#kernel.run({ untilNs: atNs });
		this.#kernel.advance(atNs);
		action();
		this.#look();
	}

	/** Opens a connection at a time: the SYN leaves. */
	connect(timeNs: number, number: number, user: ModelledUser, connected: (pair: TcpPair) => void): void {
		this.#users.set(number, user);
		this.do(timeNs, () => connected(this.#stack.connect(user.client, user.server, number)));
	}

	/** Nothing more is told of a connection. */
	forget(number: number): void {
		this.#users.delete(number);
	}

	/** Nothing happens in it any more, and nothing of it is written. */
	close(): void {
		this.#isClosed = true;
		this.#timer?.cancel();
		this.#packets?.close();
	}

	#planCrashes(crashes: readonly PlannedCrash[]): void {
		const kind = this.#kernel.register((index, isReturn) => {
			if (isReturn === 1) {
				this.#stack.revives("server");
				return;
			}
			this.#stack.dies("server", crashes[index]?.silent === true ? "machine" : "process");
			for (const user of [...this.#users.values()]) user.farSideDied();
		});
		for (const [index, { atNs, restartAtNs }] of crashes.entries()) {
			this.#kernel.at(atNs, kind, index, 0);
			if (restartAtNs !== undefined) this.#kernel.at(restartAtNs, kind, index, 1);
		}
	}

	/** Lets happen what is due, and looks again when something will be. */
	#look(): void {
		const untilNs = this.#timers.clock.now() + this.#aheadNs;
		if (untilNs >= this.#kernel.now) this.#kernel.run({ untilNs });
		const nextNs = this.#kernel.nextDueNs();
		if (nextNs === this.#timerNs) return;
		this.#timer?.cancel();
		this.#timer = undefined;
		this.#timerNs = nextNs ?? Number.POSITIVE_INFINITY;
		if (nextNs === undefined || this.#isClosed) return;
		this.#timer = this.#timers.at(nextNs - this.#aheadNs, () => {
			this.#timerNs = Number.POSITIVE_INFINITY;
			this.#look();
		});
	}
}
