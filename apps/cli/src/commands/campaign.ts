import { Command, InvalidArgumentError, Option } from "commander";
import { type Campaign, type CampaignOptions, runCampaign } from "../campaign/campaign.ts";
import { EXIT, type ExitCode, Stop } from "../exit-codes.ts";
import {
	type CampaignChoices,
	campaignIntro,
	campaignJson,
	campaignReport,
	ENGINE_NAMES,
} from "../output/campaign-report.ts";
import type { Terminal } from "../terminal.ts";
import { wholeNumber } from "./options.ts";

interface CampaignCommandOptions {
	readonly engine: CampaignOptions["engine"];
	readonly transfers: number;
	readonly kills: number;
	readonly clients: number;
	readonly seed: number;
	readonly withoutKey?: true;
	readonly json?: true;
}

const [TRANSFERS, KILLS, CLIENTS] = [1_000, 20, 16];
const [MOST_TRANSFERS, MOST_KILLS, MOST_CLIENTS] = [1_000_000, 10_000, 256];

export function campaignCommand(terminal: Terminal): Command {
	const engines = Object.keys(ENGINE_NAMES);
	return new Command("campaign")
		.description(
			"Kill a real server at random instants under load, again and again, while clients that retry move money with idempotency keys; then hold what each client was told against the database. Ends with 1 where a transfer was lost or applied twice.",
		)
		.addOption(new Option("--engine <name>", "where the bank keeps its accounts").choices(engines).default("embedded"))
		.option("--transfers <number>", "transfers that are asked for", from(1, MOST_TRANSFERS), TRANSFERS)
		.option(
			"--kills <number>",
			"how often the server is killed (SIGKILL) and started again",
			from(0, MOST_KILLS),
			KILLS,
		)
		.option("--clients <number>", "clients that ask at the same time", from(1, MOST_CLIENTS), CLIENTS)
		.option("--seed <number>", "decides transfers, waits and the instants of kills", wholeNumber, 1)
		.option("--without-key", "the server doesn't look at keys: what they are good for")
		.option("--json", "the result as JSON")
		.action(async (options: CampaignCommandOptions) => {
			terminal.exit(await run(terminal, options));
		});
}

async function run(terminal: Terminal, options: CampaignCommandOptions): Promise<ExitCode> {
	const { engine, transfers, kills, clients, seed, json } = options;
	if (kills > transfers)
		throw new Stop(EXIT.usage, `${kills} kills need as many transfers at least, and there are ${transfers}.`);
	const choices: CampaignChoices = { engine, transfers, kills, clients, seed, isKeyed: options.withoutKey !== true };
	if (json !== true) terminal.out(campaignIntro(choices));
	const campaign = await played(terminal, choices);
	terminal.progress("");
	terminal.out(json === true ? campaignJson(campaign, choices) : campaignReport(campaign, choices));
	return exitCodeOf(campaign, choices, terminal.signal.aborted);
}

async function played(terminal: Terminal, choices: CampaignChoices): Promise<Campaign> {
	try {
		return await runCampaign({
			...{ ...choices, signal: terminal.signal },
			onProgress: ({ settled, kills }) =>
				terminal.progress(`${settled} of ${choices.transfers} transfers, ${kills} of ${choices.kills} kills`),
		});
	} catch (error) {
		throw new Stop(
			EXIT.software,
			`The campaign could not be run: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
}

/** 1 where something is broken, 3 where less was done than was asked for. */
function exitCodeOf(campaign: Campaign, { transfers, kills }: CampaignChoices, isInterrupted: boolean): ExitCode {
	if (!campaign.holds) return EXIT.fail;
	if (isInterrupted) return EXIT.interrupted;
	return campaign.told.length < transfers || campaign.kills < kills ? EXIT.unknown : EXIT.pass;
}

function from(least: number, most: number): (text: string) => number {
	return (text) => {
		const value = wholeNumber(text);
		if (value >= least && value <= most) return value;
		throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
	};
}
