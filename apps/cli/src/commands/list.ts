import { Command } from "commander";
import { galleryNames } from "../input/gallery.ts";
import { loadScenario } from "../input/scenario-file.ts";
import { table } from "../output/table.ts";
import type { Terminal } from "../terminal.ts";

export function listCommand(terminal: Terminal): Command {
	return new Command("list")
		.description("List the scenarios of the gallery.")
		.option("--json", "the result as JSON")
		.action(({ json }: { readonly json?: true }) => {
			const all = galleryNames().map((name) => ({ name, title: loadScenario(name).scenario.title }));
			const rows = all.map(({ name, title }) => [name, title]);
			terminal.out(
				json ? `${JSON.stringify(all, null, "\t")}\n` : `${table([{ head: "name" }, { head: "title" }], rows)}\n`,
			);
		});
}
