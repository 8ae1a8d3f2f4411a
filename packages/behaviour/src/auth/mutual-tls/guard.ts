import { type Guard, passed, refused } from "../guard.ts";
import { checkClient } from "./check.ts";

/** Lets those clients pass that are named, by the certificate of their connection. */
export function certificateGuard(allowed: readonly string[]): Guard {
	return ({ client = { isVouchedFor: false } }) => {
		const checked = checkClient(client, allowed);
		if (checked.ok) return passed(checked.name);
		return refused("mutual-tls", checked.why === "not-allowed" ? "not-allowed" : "bad-credential", checked.why);
	};
}
