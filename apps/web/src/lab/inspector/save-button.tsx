import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";

/** Saves a text as a file on the person's machine. */
export function SaveButton({ text, name }: { readonly text: string; readonly name: string }): ReactElement {
	const save = (): void => {
		const address = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
		const link = document.createElement("a");
		link.href = address;
		link.download = name;
		link.click();
		URL.revokeObjectURL(address);
	};
	return (
		<Button icon="file" onClick={save}>
			Save {name}
		</Button>
	);
}
