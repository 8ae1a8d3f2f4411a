import { impairmentsOf, type LinkImpairments } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Link } from "../link.ts";
import type { LossReason } from "../message-events.ts";

/** Halfway, where everyone can see it. */
const CUT_AT = 0.5;

/** What becomes of messages that nobody waits for any more. */
export class GivenUp {
	readonly #world: World;
	readonly #link: Link;
	readonly #impairments: LinkImpairments;

	constructor(world: World, link: Link) {
		this.#world = world;
		this.#link = link;
		this.#impairments = impairmentsOf(world.scenario, link.name);
	}

	/** Why a message doesn't arrive that its sender, or whoever waited for it, has given up. */
	reason(direction: "request" | "response"): LossReason {
		const receiver = direction === "request" ? this.#link.answerer : this.#link.asker;
		if (receiver.state !== "up") return { where: 1, why: "node-down" };
		return this.#isCut(direction) ? { where: CUT_AT, why: "outage" } : { where: 1, why: "closed" };
	}

	/** Whether nothing gets through in a direction, now and ever after. */
	isLostForGood(direction: "request" | "response"): boolean {
		return this.#impairments[direction].outage?.healsNs(this.#world.kernel.now) === Number.POSITIVE_INFINITY;
	}

	#isCut(direction: "request" | "response"): boolean {
		const { now } = this.#world.kernel;
		return this.#impairments[direction].outage?.isCut(now, now) === true;
	}
}
