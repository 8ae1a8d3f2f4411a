import type { HeaderField } from "../../messages/http-message.ts";
import { indexTable, type TableIndex } from "./static-table.ts";

/** Entries with values (RFC 7541, appendix A); all others bear a name alone. */
const VALUED: readonly HeaderField[] = [
	[":authority", ""],
	[":method", "GET"],
	[":method", "POST"],
	[":path", "/"],
	[":path", "/index.html"],
	[":scheme", "http"],
	[":scheme", "https"],
	...["200", "204", "206", "304", "400", "404", "500"].map((status): HeaderField => [":status", status]),
	["accept-charset", ""],
	["accept-encoding", "gzip, deflate"],
];

const NAMES = `accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control
	content-disposition content-encoding content-language content-length content-location content-range content-type
	cookie date etag expect expires from host if-match if-modified-since if-none-match if-range if-unmodified-since
	last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after
	server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate`;

const TABLE: readonly HeaderField[] = [...VALUED, ...NAMES.split(/\s+/).map((name): HeaderField => [name, ""])];

/** How many entries HPACK's static table has; the dynamic table's numbers go on from here. */
export const HPACK_STATIC_LENGTH: number = TABLE.length;

export const HPACK_STATIC: TableIndex = indexTable(TABLE, 1);
