import { type ReactElement, useState } from "react";
import { IconButton } from "../../design/button.tsx";

/** Puts a text on the clipboard, and says whether that worked. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
	const [tried, setTried] = useState<{ readonly text: string; readonly worked: boolean }>();
	const copy = async (): Promise<void> => {
		try {
			await navigator.clipboard.writeText(text);
			setTried({ text, worked: true });
		} catch {
			// A page that is not served securely has no clipboard.
			setTried({ text, worked: false });
		}
	};
	const now = tried?.text === text ? tried : undefined;
	const label = now === undefined ? `Copy ${what}` : now.worked ? "Copied" : "The browser does not allow to copy";
	return <IconButton icon={now?.worked ? "check" : "copy"} label={label} onClick={() => void copy()} />;
}
