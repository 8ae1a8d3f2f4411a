import type { Role } from "@roundtrip/model";
import { Fragment, type ReactElement } from "react";
import { NodeGlyph } from "../views/stage/node-glyph.tsx";
import styles from "./parts.module.css";

/** What a message passes, from the client to where its data lies: between any two of them lies the network. */
export function Parts({ roles }: { readonly roles: readonly Role[] }): ReactElement {
	return (
		<p className={styles.parts}>
			{roles.map((role, at) => (
				<Fragment key={role}>
					{at > 0 && (
						<span className={styles.network}>
							<span className="visually-hidden">, network, </span>
						</span>
					)}
					<span className={styles.part}>
						<NodeGlyph role={role} size={12} />
						{role}
					</span>
				</Fragment>
			))}
		</p>
	);
}
