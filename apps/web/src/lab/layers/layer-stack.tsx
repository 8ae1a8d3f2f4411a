import type { MessageFlight } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { Section } from "../inspector/parts.tsx";
import type { Run } from "../run.ts";
import { contextOf } from "./context.ts";
import styles from "./layer-stack.module.css";
import { LayerView } from "./layer-view.tsx";
import { LAYERS } from "./registry.ts";

/** So many are open at first: what it means, and the message that carries it. */
const OPEN = 2;

/** A message layer by layer, from what it means down to its bytes. */
export function LayerStack({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const readings = useMemo(() => {
		const context = contextOf(run, message);
		return LAYERS.flatMap((layer) => {
			const reading = layer.read(context);
			return reading === undefined ? [] : [{ id: layer.id, reading }];
		});
	}, [run, message]);
	return (
		<Section title="Layers" note="from what it means to its bytes">
			<ol className={styles.stack}>
				{readings.map(({ id, reading }, at) => (
					<li key={id} className={styles.layer}>
						<LayerView reading={reading} run={run} isOpen={at < OPEN} />
					</li>
				))}
			</ol>
		</Section>
	);
}
