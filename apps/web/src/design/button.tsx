import type { ButtonHTMLAttributes, ReactElement } from "react";
import styles from "./button.module.css";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
	readonly look?: "plain" | "outlined" | "strong" | undefined;
	readonly icon?: IconName | undefined;
}

/** A button with words, and perhaps an icon before them. */
export function Button({ look = "outlined", icon, className, children, ...rest }: ButtonProps): ReactElement {
	return (
		<button type="button" {...rest} className={classes(styles.button, styles[look], className)}>
			{icon && <Icon name={icon} />}
			{children}
		</button>
	);
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "children"> {
	readonly icon: IconName;
	/** Its name, which is also its tooltip. */
	readonly label: string;
	/** The keys that do the same, shown in the tooltip. */
	readonly keys?: string;
	readonly look?: "plain" | "outlined" | "strong";
}

/** A button that is only an icon. */
export function IconButton({ icon, label, keys, look = "plain", className, ...rest }: IconButtonProps): ReactElement {
	return (
		<button
			type="button"
			{...rest}
			aria-label={label}
			title={keys === undefined ? label : `${label} (${keys})`}
			className={classes(styles.button, styles[look], styles.square, className)}
		>
			<Icon name={icon} />
		</button>
	);
}
