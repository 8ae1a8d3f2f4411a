import { explore, type HiddenTruth, type Lookalikes } from "@roundtrip/explorer";
import { printFault, type Scenario } from "@roundtrip/model";

/** What can be behind a silence. */
export type StoryName = (typeof STORIES)[number]["name"];

/** A run in which a client hears nothing, and what is true while it waits. */
export interface Story extends Pick<HiddenTruth, "applied" | "isUp" | "isUnderWay"> {
	readonly name: StoryName;
	/** As it would stand in a scenario file. */
	readonly fault: string;
}

/** Runs of one fault each that a client can't tell apart until it gives up. */
export interface ExploredLookalikes {
	readonly exchange: number;
	/** One of each kind, in the order of `STORIES`. */
	readonly stories: readonly Story[];
	/** How many faults in all look the same to it. */
	readonly faults: number;
	/** The scenario without faults of its own, as a file. */
	readonly text: string;
}

/** The client's own call, not one behind its server. */
const REQUEST = /^e\d+\.\d+>$/;
const RESPONSE = /^e\d+\.\d+<$/;

/** From the way there to the way back; of several that fit one, the first of those that `best` names. */
const STORIES = [
	{
		name: "request-lost",
		fits: ({ strike }: HiddenTruth) => strike.kind === "lose" && REQUEST.test(strike.point),
		best: REQUEST,
	},
	{
		name: "server-dead",
		fits: ({ strike, isUp }: HiddenTruth) => strike.kind === "blackout" && !isUp,
		best: /received/,
	},
	{
		name: "reply-lost",
		fits: ({ strike }: HiddenTruth) => strike.kind === "lose" && RESPONSE.test(strike.point),
		best: RESPONSE,
	},
	{
		name: "slow",
		fits: ({ strike, isUnderWay }: HiddenTruth) => strike.kind === "delay" && isUnderWay,
		best: REQUEST,
	},
] as const;

/** More would keep a reader waiting. */
const MOST_RUNS = 2_000;

/** Looks among all single faults for those that one client can't tell apart; undefined where none looks like another. */
export async function exploreLookalikes(
	scenario: Scenario,
	seed: number,
	print: (scenario: Scenario) => string,
): Promise<ExploredLookalikes | undefined> {
	const bare = { ...scenario, faults: [] };
	const { lookalikes } = await explore(bare, { seed, faults: 1, limit: MOST_RUNS, repairs: false });
	const groups = lookalikes.map((group) => ({ group, stories: storiesOf(group) }));
	const [best] = groups.toSorted(
		(a, b) => truthsAmong(b.stories) - truthsAmong(a.stories) || b.stories.length - a.stories.length,
	);
	if (best === undefined || best.stories.length < 2) return undefined;
	const { group, stories } = best;
	return { exchange: group.exchange, stories, faults: ownTruths(group).length, text: print(bare) };
}

/** What strikes other exchanges changes nothing for this one. */
function ownTruths({ exchange, truths }: Lookalikes): readonly HiddenTruth[] {
	const own = new RegExp(`\\be${exchange}\\.`);
	return truths.filter(({ strike }) => own.test(strike.point));
}

function storiesOf(group: Lookalikes): readonly Story[] {
	const truths = ownTruths(group);
	return STORIES.flatMap(({ name, fits, best }) => {
		const fitting = truths.filter(fits);
		const truth = fitting.find(({ strike }) => best.test(strike.point)) ?? fitting[0];
		if (truth === undefined) return [];
		const { strike, applied, isUp, isUnderWay } = truth;
		return [{ name, fault: printFault(strike.fault), applied, isUp, isUnderWay }];
	});
}

/** How many different things are true. */
function truthsAmong(stories: readonly Story[]): number {
	return new Set(stories.map(({ applied, isUp, isUnderWay }) => `${applied} ${isUp} ${isUnderWay}`)).size;
}
