import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureInstalled } from "./debian.mjs";

const DEBIAN = "/usr/lib/postgresql";

/** The programs of PostgreSQL, which tests run servers of their own with. Debian leaves them out of PATH. */
function hasPostgres() {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, "bin")) : [];
	const places = [...versions, ...(process.env.PATH ?? "").split(delimiter)];
	return places.some((place) => existsSync(join(place, "initdb")) && existsSync(join(place, "postgres")));
}

/** Installs Debian's PostgreSQL where there is none. */
export function ensurePostgres() {
	ensureInstalled({
		...{ name: "PostgreSQL", debian: "postgresql", isThere: hasPostgres },
		elsewhere: "install PostgreSQL and put its initdb and postgres in PATH",
	});
}
