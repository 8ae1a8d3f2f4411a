import type { ReactElement } from "react";
import { IconButton } from "./button.tsx";
import { type Theme, useTheme } from "./theme.ts";

const icons = { system: "system", light: "sun", dark: "moon" } as const satisfies Record<Theme, string>;
const names: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

/** Switches between the system's theme, light and dark. */
export function ThemeButton(): ReactElement {
	const { theme, next } = useTheme();
	return <IconButton icon={icons[theme]} label={`Theme: ${names[theme]}`} onClick={next} />;
}
