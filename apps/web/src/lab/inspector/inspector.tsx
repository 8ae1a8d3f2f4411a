import type { ReactElement } from "react";
import { useLab } from "../store.ts";
import { EventPanel } from "./event-panel.tsx";
import { ExchangePanel } from "./exchange-panel.tsx";
import { MessagePanel } from "./message-panel.tsx";
import { NodePanel } from "./node-panel.tsx";
import { Overview } from "./overview.tsx";

/** Everything about what is selected; with nothing selected, about the run. */
export function Inspector(): ReactElement | null {
	const run = useLab((lab) => lab.run);
	const selection = useLab((lab) => lab.selection);
	if (run === null) return null;
	switch (selection?.kind) {
		case "message": {
			const message = run.messages.find((each) => each.message === selection.id);
			return message ? <MessagePanel key={selection.id} run={run} message={message} /> : <Overview run={run} />;
		}
		case "event":
			return selection.id < run.trace.length ? <EventPanel run={run} seq={selection.id} /> : <Overview run={run} />;
		case "exchange": {
			const exchange = run.exchanges.find((each) => each.exchange === selection.id);
			return exchange ? <ExchangePanel run={run} exchange={exchange} /> : <Overview run={run} />;
		}
		case "node":
			return <NodePanel run={run} node={selection.id} />;
		default:
			return <Overview run={run} />;
	}
}
