import type { ReactElement } from "react";
import { type Choice, Segmented } from "../../design/segmented.tsx";
import { chooseWorld } from "../conductor.ts";
import type { WorldChoice } from "../lab-address.ts";
import { useSession } from "../session.ts";

/** In which world the scenario runs: simulated, on real sockets, or both for comparison. */
export function WorldSwitch(): ReactElement {
	const world = useSession((session) => session.world);
	const server = useSession((session) => session.server);
	const disabledWhy =
		server.state === "absent" ? server.why : server.state === "asking" ? "Looking for the lab server" : undefined;
	const choices: readonly Choice<WorldChoice>[] = [
		{ value: "simulated", label: "Simulated" },
		{ value: "real", label: "Real", disabledWhy },
		{ value: "both", label: "Both", disabledWhy },
	];
	return <Segmented label="World" choices={choices} value={world} onChange={chooseWorld} />;
}
