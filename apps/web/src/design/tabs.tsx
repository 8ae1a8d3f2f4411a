import { type KeyboardEvent, type ReactElement, type ReactNode, useId } from "react";
import styles from "./tabs.module.css";

interface TabsProps<Value extends string> {
	/** What the tabs choose between. */
	readonly label: string;
	readonly tabs: readonly { readonly value: Value; readonly name: ReactNode }[];
	readonly value: Value;
	readonly onChange: (value: Value) => void;
	/** Beside the tabs, at the end of their row. */
	readonly end?: ReactNode;
	/** The panel of the tab that is open. */
	readonly children: ReactNode;
}

/** Views of which one is open; arrows, Home and End go from tab to tab and open it. */
export function Tabs<Value extends string>(props: TabsProps<Value>): ReactElement {
	const { label, tabs, value, onChange, end, children } = props;
	const id = useId();
	const walk = (event: KeyboardEvent<HTMLElement>): void => {
		const at = tabs.findIndex((tab) => tab.value === value);
		const last = tabs.length - 1;
		const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
			event.key
		];
		const tab = next === undefined ? undefined : tabs[next];
		if (tab === undefined || next === undefined) return;
		event.preventDefault();
		onChange(tab.value);
		event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
	};
	return (
		<div className={styles.tabs}>
			<div className={styles.head}>
				<div className={styles.list} role="tablist" tabIndex={-1} aria-label={label} onKeyDown={walk}>
					{tabs.map((tab) => (
						<button
							key={tab.value}
							type="button"
							role="tab"
							id={`${id}-${tab.value}`}
							className={styles.tab}
							aria-selected={tab.value === value}
							{...(tab.value === value ? { "aria-controls": `${id}-panel` } : {})}
							tabIndex={tab.value === value ? 0 : -1}
							onClick={() => onChange(tab.value)}
						>
							{tab.name}
						</button>
					))}
				</div>
				{end}
			</div>
			<div key={value} className={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
				{children}
			</div>
		</div>
	);
}
