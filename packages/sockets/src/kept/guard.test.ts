import { expect, it } from "vitest";
import type { AskedHeaders } from "./exchange.ts";
import { createGuard } from "./guard.ts";

const HOST = "127.0.0.1:4711";
const IMAGE = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } as const;

const guard = createGuard("bank", () => 4711);

it.each([
	["a program of this machine", { host: HOST }, undefined],
	["whoever uses the server's name", { host: "BANK:4711" }, undefined],
	["a client of HTTP/2", { ":authority": "localhost:4711" }, undefined],
	["a name that resolves to this machine", { host: "shop.test:4711" }, 421],
	["a client of HTTP/2 that names a host beside another authority", { ":authority": "shop.test", host: HOST }, 421],
	["another port", { host: "127.0.0.1:80" }, 421],
	["nobody in particular", {}, 421],
	["a page of this machine", { host: HOST, origin: "http://[::1]:5173" }, undefined],
	["a page of the web", { host: HOST, origin: "https://shop.test" }, 403],
	["a page whose origin is a secret", { host: HOST, origin: "null" }, 403],
	["an image in a page of the web", { host: HOST, ...IMAGE }, 403],
	["whoever follows a link of the web", { host: HOST, ...IMAGE, "sec-fetch-mode": "navigate" }, undefined],
])("%s is let in, or told why not", (_, headers, status) => {
	for (const time of ["first", "again"]) expect(guard(headers as AskedHeaders)?.status, time).toBe(status);
});
