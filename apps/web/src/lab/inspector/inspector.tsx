import { lazy, type ReactElement, Suspense } from "react";
import { inspectedRun, useLab } from "../store.ts";
import { Overview } from "./overview.tsx";

/** Nothing is selected at first: what tells of a selection is loaded when there is one. */
const EventPanel = lazy(async () => ({ default: (await import("./event-panel.tsx")).EventPanel }));
const ExchangePanel = lazy(async () => ({ default: (await import("./exchange-panel.tsx")).ExchangePanel }));
const LinkPanel = lazy(async () => ({ default: (await import("./link-panel.tsx")).LinkPanel }));
const MessagePanel = lazy(async () => ({ default: (await import("./message-panel.tsx")).MessagePanel }));
const NodePanel = lazy(async () => ({ default: (await import("./node-panel.tsx")).NodePanel }));

/** Everything about what is selected; with nothing selected, about the run. */
export function Inspector(): ReactElement {
	return (
		<Suspense>
			<Selected />
		</Suspense>
	);
}

function Selected(): ReactElement | null {
	const run = useLab(inspectedRun);
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
		case "link":
			return <LinkPanel run={run} link={selection.id} />;
		case "node":
			return <NodePanel run={run} node={selection.id} />;
		default:
			return <Overview run={run} />;
	}
}
