import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import styles from "./page-states.module.css";

function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement {
	return (
		<main className={styles.notice}>
			<h1 className={styles.title}>{title}</h1>
			{children}
			<p>
				<Link to="/">All scenarios</Link>
			</p>
		</main>
	);
}

/** While a part of the program is fetched. */
export function Loading(): ReactElement {
	return (
		<main className={styles.notice} aria-busy="true">
			<p className={styles.quiet}>Loading…</p>
		</main>
	);
}

/** An address that leads nowhere. */
export function NotFound(): ReactElement {
	return (
		<Notice title="There is nothing at this address">
			<p>It may have been mistyped, or cut when it was copied.</p>
		</Notice>
	);
}

/** A fault of this program itself. */
export function PageError({ error }: ErrorComponentProps): ReactElement {
	return (
		<Notice title="The page has stopped">
			<p>This is a fault of Roundtrip, not of your scenario. Reloading the page may help.</p>
			<pre className={styles.detail}>{error instanceof Error ? error.message : String(error)}</pre>
		</Notice>
	);
}
