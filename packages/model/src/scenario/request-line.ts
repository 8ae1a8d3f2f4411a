export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/** Method and path, such as `POST /transfers`. */
export type RequestLine = string;

/** A request line as it is written. */
export type WrittenRequest = `${Method} /${string}`;

/** The parts of a request line that has been checked. */
export function requestParts(line: RequestLine): { readonly method: Method; readonly path: string } {
	const space = line.indexOf(" ");
	const method = METHODS.find((candidate) => candidate === line.slice(0, space)) ?? "GET";
	return { method, path: line.slice(space + 1) };
}
