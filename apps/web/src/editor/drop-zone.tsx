import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, type ReactElement, type ReactNode, useEffect, useState } from "react";
import { useDraft } from "./draft.ts";
import styles from "./drop-zone.module.css";

/** A page onto which a scenario file can be dropped, or its text pasted. */
export function DropZone({ children }: { readonly children: ReactNode }): ReactElement {
	const [over, setOver] = useState(false);
	const navigate = useNavigate();
	const write = useDraft((draft) => draft.write);
	useEffect(() => {
		const paste = (event: ClipboardEvent): void => {
			const text = event.clipboardData?.getData("text/plain") ?? "";
			if (!text.includes("roundtrip:")) return;
			write(text);
			void navigate({ to: "/open" });
		};
		addEventListener("paste", paste);
		return () => removeEventListener("paste", paste);
	}, [navigate, write]);
	const drop = async (event: DragEvent): Promise<void> => {
		event.preventDefault();
		setOver(false);
		const file = event.dataTransfer.files[0];
		const text = file ? await file.text() : event.dataTransfer.getData("text/plain");
		if (text === "") return;
		write(text);
		await navigate({ to: "/open" });
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the buttons do the same
		<div
			className={styles.zone}
			onDragOver={(event) => {
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={(event) => {
				if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
			}}
			onDrop={(event) => void drop(event)}
		>
			{children}
			{over && <p className={styles.hint}>Drop the scenario to open it</p>}
		</div>
	);
}
