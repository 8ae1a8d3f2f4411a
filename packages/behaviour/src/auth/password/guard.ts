import { type Guard, passed, refused } from "../guard.ts";
import { checkPassword, type Derive } from "./check.ts";
import { basicOf } from "./field.ts";

/**
 * Lets those pass who bring name and password.
 *
 * @param hashes PHC strings by name
 */
export function passwordGuard(hashes: ReadonlyMap<string, string>, derive?: Derive): Guard {
	return ({ fields }) => {
		const pair = basicOf(fields);
		if (pair === undefined) return refused("password", "no-credential", "no-password");
		const checked = checkPassword(pair.password, hashes.get(pair.user), derive);
		return checked.ok ? passed(pair.user) : refused("password", "bad-credential", checked.why);
	};
}
