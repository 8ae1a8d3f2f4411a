import { scenarioJsonSchema } from "@roundtrip/model";
import { Command } from "commander";
import type { Terminal } from "../terminal.ts";

export function schemaCommand(terminal: Terminal): Command {
	return new Command("schema")
		.description("Print the JSON Schema of scenario files, for editors.")
		.action(() => terminal.out(`${JSON.stringify(scenarioJsonSchema(), null, "\t")}\n`));
}
