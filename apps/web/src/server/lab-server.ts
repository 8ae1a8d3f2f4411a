/** Whether the lab server is there, which runs scenarios on real sockets. */
export type LabServer =
	| { readonly state: "asking" }
	| { readonly state: "present"; readonly version: string }
	| { readonly state: "absent"; readonly why: string };

const ABSENT = "Real runs need the lab server on your machine: start it with roundtrip serve";

/** The lab server listens on these only, so anywhere else nobody need be asked. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Asks the place where the page came from. A static host answers 404, or with a page of its own. */
export async function askForLabServer(origin: string): Promise<LabServer> {
	if (!LOOPBACK.test(new URL(origin).hostname)) return { state: "absent", why: ABSENT };
	try {
		const response = await fetch(new URL("api/hello", origin), { headers: { accept: "application/json" } });
		if (!response.ok) return { state: "absent", why: ABSENT };
		const hello: unknown = await response.json();
		const isOurs = typeof hello === "object" && hello !== null && "roundtrip" in hello;
		if (!isOurs) return { state: "absent", why: ABSENT };
		return "real" in hello && hello.real === true
			? { state: "present", version: String(hello.roundtrip) }
			: { state: "absent", why: "This lab server makes no real runs" };
	} catch {
		return { state: "absent", why: ABSENT };
	}
}
