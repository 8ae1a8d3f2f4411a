import type { MessageFlight } from "@roundtrip/analysis";
import { lazy, type ReactElement, Suspense } from "react";
import type { Run } from "../run.ts";
import styles from "./layers.module.css";

/** The readers of all protocols: loaded when a message is first looked into. */
const LayerStack = lazy(async () => ({ default: (await import("../layers/layer-stack.tsx")).LayerStack }));

export function Layers({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	return (
		<Suspense fallback={<div className={styles.place} />}>
			<LayerStack run={run} message={message} />
		</Suspense>
	);
}
