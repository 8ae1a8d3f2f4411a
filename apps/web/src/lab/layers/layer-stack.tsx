import type { MessageFlight } from "@roundtrip/analysis";
import { type ReactElement, useMemo, useState } from "react";
import { Section } from "../inspector/parts.tsx";
import type { Run } from "../run.ts";
import { contextOf } from "./context.ts";
import styles from "./layer-stack.module.css";
import { LayerView } from "./layer-view.tsx";
import { type Mark, marksOf } from "./marks.ts";
import { LAYERS } from "./registry.ts";

/** So many are open at first: what it means, and the message that carries it. */
const OPEN = 2;

/** A message layer by layer, from what it means down to its bytes. Whichever is opened is marked in the bytes. */
export function LayerStack({ run, message }: { readonly run: Run; readonly message: MessageFlight }): ReactElement {
	const { readings, marks } = useMemo(() => {
		const context = contextOf(run, message);
		const read = LAYERS.flatMap((layer) => {
			const reading = layer.read(context);
			return reading === undefined ? [] : [{ id: layer.id, reading }];
		});
		const named = read.map(({ id, reading: { name } }) => ({ id, name }));
		return { readings: read, marks: marksOf(context, named) };
	}, [run, message]);
	const [chosen, setChosen] = useState<Mark>();
	const marked = chosen !== undefined && marks.includes(chosen) ? chosen : marks[0];
	return (
		<Section title="Layers" note="from what it means to its bytes">
			<ol className={styles.stack}>
				{readings.map(({ id, reading }, at) => (
					<li key={id} className={styles.layer}>
						<LayerView
							reading={reading}
							run={run}
							isOpen={at < OPEN}
							marks={marks}
							marked={marked}
							onMark={setChosen}
							onOpen={() => {
								const own = marks.find((mark) => mark.id === id);
								if (own !== undefined) setChosen(own);
							}}
						/>
					</li>
				))}
			</ol>
		</Section>
	);
}
