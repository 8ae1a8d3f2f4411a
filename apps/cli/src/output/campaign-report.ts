import { countOf, formatCount } from "@roundtrip/analysis";
import type { Campaign, CampaignOptions } from "../campaign/campaign.ts";
import type { Belief, Claim } from "../campaign/judgement.ts";
import { colours } from "./colours.ts";
import { quoted } from "./replay.ts";
import { section } from "./section.ts";
import { table } from "./table.ts";

/** What a campaign was asked for. */
export interface CampaignChoices {
	readonly engine: CampaignOptions["engine"];
	readonly transfers: number;
	readonly kills: number;
	readonly clients: number;
	readonly seed: number;
	readonly isKeyed: boolean;
}

export const ENGINE_NAMES: Readonly<Record<CampaignChoices["engine"], string>> = {
	embedded: "the embedded database",
	postgresql: "PostgreSQL",
};

/** The command that runs it again: the same transfers, and kills at the same instants as far as the plan names them. */
function commandLine({ engine, transfers, kills, clients, seed, isKeyed }: CampaignChoices): string {
	const counts = ["--transfers", transfers, "--kills", kills, "--clients", clients, "--seed", seed].map(String);
	const words = ["npx", "roundtrip", "campaign", "--engine", engine, ...counts];
	return [...words, ...(isKeyed ? [] : ["--without-key"])].map(quoted).join(" ");
}

export function campaignIntro(choices: CampaignChoices): string {
	const { engine, transfers, kills, clients, seed, isKeyed } = choices;
	const size = `${countOf(transfers, "transfer")} by ${countOf(clients, "client")}, ${countOf(kills, "kill")}`;
	return `${colours.bold("Kill campaign")}
a bank's server on ${ENGINE_NAMES[engine]}, ${isKeyed ? "with idempotency keys" : "which doesn't look at idempotency keys"}
${size}, seed ${seed}
again: ${commandLine(choices)}

`;
}

export function campaignReport(campaign: Campaign, choices: CampaignChoices): string {
	const parts = [
		section("What was done", doneTable(campaign)),
		section("What clients were told × how often it was applied", toldTable(campaign)),
		section("What must hold", campaign.claims.map(claimLines).join("\n")),
		conclusion(campaign, choices),
	];
	return `${parts.join("\n\n")}\n`;
}

const LISTED = 40;

function doneTable(campaign: Campaign): string {
	const { told, kills, killsUnderLoad, struck, durability, tookMs } = campaign;
	const retries = told.reduce((sum, { attempts }) => sum + attempts - 1, 0);
	return table(
		[{ head: "" }, { head: "" }],
		[
			["transfers asked for", formatCount(told.length)],
			[
				"kills (SIGKILL)",
				`${formatCount(kills)}, ${formatCount(killsUnderLoad)} of them while requests were under way`,
			],
			["requests under way at a kill", formatCount(struck)],
			[
				"retries",
				`${formatCount(retries)}, of ${formatCount(told.filter(({ attempts }) => attempts > 1).length)} transfers`,
			],
			["answers given again (replays)", formatCount(told.filter(({ isReplay }) => isReplay).length)],
			["database", durability],
			["took", `${(tookMs / 1_000).toFixed(1)} s`],
		],
	)
		.split("\n")
		.filter((line) => line.trim() !== "")
		.join("\n");
}

const TOLD: Readonly<Record<Belief, string>> = {
	ok: "it is done",
	failed: "it did not happen",
	unknown: "nobody knows",
};

function toldTable({ counts }: Campaign): string {
	const columns = ["applied 0 times", "once", "2 or more"].map((head) => ({ head, align: "right" }) as const);
	const beliefs: readonly Belief[] = ["ok", "failed", "unknown"];
	return table(
		[{ head: "told" }, ...columns],
		beliefs.map((belief) => [TOLD[belief], ...counts[belief].map((count) => (count === 0 ? "·" : formatCount(count)))]),
	);
}

function claimLines({ text, broken }: Claim): string {
	if (broken.length === 0) return `  ${colours.green("✓")} ${text}`;
	const listed = broken.slice(0, LISTED).map((each) => `      ${each}`);
	const more = broken.length > LISTED ? [`      and ${formatCount(broken.length - LISTED)} more`] : [];
	return [`  ${colours.red("✕")} ${text}: ${formatCount(broken.length)} against it`, ...listed, ...more].join("\n");
}

function conclusion(campaign: Campaign, { kills, transfers }: CampaignChoices): string {
	if (!campaign.holds) return colours.red("It does not hold.");
	const isShort = campaign.kills < kills || campaign.told.length < transfers;
	if (!isShort) return colours.green("All of it holds.");
	return `What was seen holds, but it was less than asked for: ${formatCount(campaign.told.length)} of ${countOf(transfers, "transfer")}, ${formatCount(campaign.kills)} of ${countOf(kills, "kill")}.`;
}

/** The same for programs. */
export function campaignJson(campaign: Campaign, choices: CampaignChoices): string {
	const { told, kills, killsUnderLoad, struck, durability, counts, claims, holds } = campaign;
	const report = {
		...choices,
		again: commandLine(choices),
		done: { transfers: told.length, kills, killsUnderLoad, struck, tookMs: Math.round(campaign.tookMs) },
		retries: told.reduce((sum, { attempts }) => sum + attempts - 1, 0),
		replays: told.filter(({ isReplay }) => isReplay).length,
		...{ durability, counts, claims, holds },
	};
	return `${JSON.stringify(report, undefined, "\t")}\n`;
}
