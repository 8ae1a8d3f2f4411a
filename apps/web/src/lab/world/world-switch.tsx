import type { ReactElement } from "react";
import { type Choice, Segmented } from "../../design/segmented.tsx";
import { chooseWorld } from "../conductor.ts";
import type { WorldChoice } from "../lab-address.ts";
import { runOf, useSession } from "../session.ts";
import { noRealWorld } from "./no-real-world.ts";

/** In which world the scenario runs: simulated, on real sockets, or both for comparison. */
export function WorldSwitch(): ReactElement {
	const world = useSession((session) => session.world);
	const server = useSession((session) => session.server);
	const impossible = useSession(({ simulated }) => noRealWorld(runOf(simulated)?.trace.header.scenario));
	const unreachable =
		server.state === "absent" ? server.why : server.state === "asking" ? "Looking for the lab server" : undefined;
	const besides = useSession((session) => session.beside.length > 0);
	const compared = besides ? "What stands beside this run is simulated: close it first" : undefined;
	// What can never be is told before what a server would mend.
	const disabledWhy = impossible ?? compared ?? unreachable;
	const choices: readonly Choice<WorldChoice>[] = [
		{ value: "simulated", label: "Simulated" },
		{ value: "real", label: "Real", disabledWhy },
		{ value: "both", label: "Both", disabledWhy },
	];
	return <Segmented label="World" choices={choices} value={world} onChange={chooseWorld} />;
}
