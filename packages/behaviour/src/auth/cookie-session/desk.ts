import { type DemandStep, NS_PER_S, type Scenario } from "@roundtrip/model";
import { type HttpReply, plainReply } from "../../messages/http-message.ts";
import type { CredentialFaults } from "../credential-faults.ts";
import type { DeskParts, DeskRequest } from "../desk-parts.ts";
import type { Guard } from "../guard.ts";
import type { Seconds } from "../seconds.ts";
import { subjectsAt } from "../secrets.ts";
import { loginRefused, readLogin, refusalReply, sessionReply } from "../sign-in-messages.ts";
import { cookieValue } from "./cookie-field.ts";
import { sessionGuard } from "./guard.ts";
import { endField, SESSION_COOKIE, sessionField } from "./issue.ts";
import { createSessionStore } from "./store.ts";

/** What a server does about the sessions that it remembers. */
export interface SessionDesk {
	login(request: DeskRequest, told: (reply: HttpReply) => void): void;
	logout(request: DeskRequest): HttpReply;
	guard(step: DemandStep): Guard;
}

export interface SessionDeskParts extends DeskParts {
	readonly faults: CredentialFaults;
}

/** As long as OWASP advises for what isn't worth much (Session Management Cheat Sheet), and a working day. */
const USUAL_IDLE_S: Seconds = 1_800;
const LONGEST_S: Seconds = 28_800;

export function createSessionDesk({ scenario, server, secrets, hands, faults }: SessionDeskParts): SessionDesk {
	const subjects = subjectsAt(secrets, server, "session");
	const store = createSessionStore(hands.words, { idleS: idleOf(scenario, server), absoluteS: LONGEST_S });

	return {
		login({ text, fields }, told) {
			const said = readLogin(text);
			if (said === undefined) {
				told(refusalReply("invalid_request"));
				return;
			}
			const subject = subjects.find(({ user }) => user === said.user);
			const expected = subject === undefined ? undefined : secrets.passwords[subject.client];
			hands.checkPassword(said.password, expected, (isRight) => {
				if (!isRight || subject === undefined) {
					told(loginRefused());
					return;
				}
				const nowS = hands.nowS();
				const id = store.login(cookieValue(fields, SESSION_COOKIE.name), subject.user, nowS);
				const look = store.look(id, nowS);
				if (faults.lifetime(subject.client, LONGEST_S) === 0) store.logout(id);
				told(sessionReply(sessionField(id), look.ok ? look.session.csrfToken : ""));
			});
		},
		logout(request) {
			const answer = sessionGuard(store, { csrf: "token" })(request, hands.nowS());
			if (answer.kind === "refused") return { ...plainReply(answer.refusal.status), fields: answer.refusal.fields };
			const id = cookieValue(request.fields, SESSION_COOKIE.name);
			if (id !== undefined) store.logout(id);
			return { ...plainReply(204), fields: [endField()] };
		},
		guard: ({ csrf = true }) => sessionGuard(store, csrf ? { csrf: "token" } : {}),
	};
}

/** A server has one memory for its sessions: the shortest time that a route of it says. */
function idleOf({ routes }: Pick<Scenario, "routes">, server: string): Seconds {
	const steps = Object.values(routes[server] ?? {}).flat();
	const said = steps.flatMap((step) => ("demand" in step && step.idle !== undefined ? [step.idle / NS_PER_S] : []));
	return said.reduce((least, each) => Math.min(least, each), said.length === 0 ? USUAL_IDLE_S : LONGEST_S);
}
