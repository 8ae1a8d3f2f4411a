import type { KeyboardEvent, ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Connection } from "../connections/connection-book.ts";
import { connectionName, packetCountWords, spokenWords } from "../connections/connection-words.ts";
import styles from "./connection-list.module.css";

interface ConnectionListProps {
	readonly connections: readonly Connection[];
	readonly chosen: string;
	readonly onChoose: (name: string) => void;
	/** Whether a link has only one. */
	readonly isOne: (connection: Connection) => boolean;
}

/** More would make a page slow; the rest is in the box of all. */
const MOST = 200;

/** The connections of a run, to choose one whose packets are shown. */
export function ConnectionList({ connections, chosen, onChoose, isOne }: ConnectionListProps): ReactElement {
	const shown = connections.slice(0, MOST);
	const walk = (event: KeyboardEvent<HTMLElement>): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const at = shown.findIndex(({ name }) => name === chosen) + step;
		const next = shown[Math.max(0, Math.min(shown.length - 1, at))];
		if (!next) return;
		onChoose(next.name);
		event.currentTarget.querySelectorAll("button")[shown.indexOf(next)]?.focus();
	};
	return (
		<ul className={styles.list} aria-label="Connections" onKeyDown={walk}>
			{shown.map((connection) => (
				<li key={connection.name}>
					<button
						type="button"
						className={classes(styles.connection, connection.name === chosen && styles.chosen)}
						aria-pressed={connection.name === chosen}
						tabIndex={connection.name === chosen ? 0 : -1}
						onClick={() => onChoose(connection.name)}
					>
						<span className={styles.name}>{connectionName(connection, isOne(connection))}</span>
						<span className={styles.words}>{spokenWords(connection)}</span>
						<span className={classes(styles.words, connection.lostPackets > 0 && styles.lossy)}>
							{packetCountWords(connection)}
						</span>
					</button>
				</li>
			))}
			{connections.length > MOST && <li className={styles.more}>{`and ${connections.length - MOST} more`}</li>}
		</ul>
	);
}

/** The same where there is no room for a list. */
export function ConnectionBox({ connections, chosen, onChoose, isOne }: ConnectionListProps): ReactElement {
	return (
		<select
			className={styles.box}
			aria-label="Connection"
			value={chosen}
			onChange={(event) => onChoose(event.target.value)}
		>
			{connections.map((connection) => (
				<option key={connection.name} value={connection.name}>
					{`${connectionName(connection, isOne(connection))} · ${spokenWords(connection)} · ${packetCountWords(connection)}`}
				</option>
			))}
		</select>
	);
}
