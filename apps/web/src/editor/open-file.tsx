import { useNavigate } from "@tanstack/react-router";
import { type ChangeEvent, type ReactElement, useRef } from "react";
import { Button } from "../design/button.tsx";
import { useDraft } from "./draft.ts";

/** Opens an own scenario from a file. */
export function OpenFile(): ReactElement {
	const file = useRef<HTMLInputElement>(null);
	const navigate = useNavigate();
	const write = useDraft((draft) => draft.write);
	const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
		const chosen = event.target.files?.[0];
		if (!chosen) return;
		write(await chosen.text());
		await navigate({ to: "/open" });
	};
	return (
		<>
			<Button icon="file" onClick={() => file.current?.click()}>
				Open a file…
			</Button>
			<input ref={file} type="file" accept=".yaml,.yml,.json" hidden onChange={(event) => void read(event)} />
		</>
	);
}
