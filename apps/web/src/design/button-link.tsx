import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

/** A link to another page that looks like a button. */
export function ButtonLink({
	to,
	icon,
	children,
}: {
	readonly to: "/" | "/open" | "/patterns" | "/compare";
	readonly icon: IconName;
	readonly children: ReactNode;
}): ReactElement {
	return (
		<Link to={to} className={classes(styles.button, styles.outlined)}>
			<Icon name={icon} />
			{children}
		</Link>
	);
}
