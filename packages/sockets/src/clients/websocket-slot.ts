import { CLOSE, closeCodeOf, plainReply, WebSocketParser } from "@roundtrip/behaviour";
import type { AttemptResult } from "@roundtrip/model";
import type { CallConnection } from "../shaper/call-connection.ts";
import type { ShapedLink } from "../shaper/link.ts";
import { openWebSocket } from "../websocket/client.ts";
import type { WebSocketEnd } from "../websocket/end.ts";
import { type AskedStream, createAskedStream, type StreamCarrier } from "./asked-stream.ts";
import { type Question, resultOf } from "./question.ts";
import { type CallUser, carriageOf, createConnection, type Slot, statusOf } from "./slot.ts";

/** What the package ws says by itself when it asks. */
const OWN_FIELDS = [
	"sec-websocket-version",
	"sec-websocket-key",
	"sec-websocket-extensions",
	"sec-websocket-protocol",
	"connection",
	"upgrade",
];

/** Room for one WebSocket, on a connection of its own, which the package ws opens and speaks. */
export function createWebSocketSlot(link: ShapedLink, gone: () => void): Slot {
	let connection: CallConnection | undefined;
	let told: CallUser | undefined;
	let stream: AskedStream | undefined;
	let end: WebSocketEnd | undefined;
	let status: number | undefined;

	/** The call is over for its asker; the two ends may still say goodbye. */
	function over(result: AttemptResult): void {
		const user = told;
		told = undefined;
		stream?.close();
		gone();
		user?.ended(result, link.timers.clock.now());
	}

	/** The head is here, and the library has read it: which comes first is not said. */
	function begin(): void {
		if (end === undefined || status === undefined) return;
		if (told === undefined) end.close(CLOSE.normal);
		else stream?.opened(status);
	}

	const carrier: StreamCarrier = {
		send(item) {
			const [message] = new WebSocketParser({ from: "client" }).take(octetsOf(item.octets));
			if (message?.is === "text") end?.send(message.text);
		},
		end: () => end?.close(CLOSE.normal),
		leave() {
			end?.close(CLOSE.normal);
			connection?.hearNoMore();
			connection?.saidGoodbye("left");
			over({ how: "left" });
		},
	};

	function ask(asked: CallConnection, question: Question): void {
		const { call, request, headers } = question;
		const subprotocol = question.conversation?.subprotocol;
		const fields = request.fields.filter(([name]) => !OWN_FIELDS.includes(name));
		openWebSocket(
			{
				...{ to: headers[1] ?? link.to, path: request.path, connection: asked },
				fields: [["roundtrip-call", call], ...fields],
				deflates: question.conversation?.deflates,
				protocols: subprotocol === undefined ? [] : [subprotocol],
			},
			{
				opened(opened) {
					end = opened;
					begin();
				},
				message: () => undefined,
				closed: () => asked.destroy(),
				// Where there is no status, the connection has told of its end.
				refused: (said) => {
					if (said === undefined) return;
					asked.wasAnswered();
					over({ how: "answered", status: said });
				},
			},
		);
	}

	return {
		isIdle: false,
		get hasSent() {
			return connection?.hasSent ?? false;
		},
		carry(question, atNs, user) {
			told = user;
			const { stream: wish } = question;
			if (wish !== undefined) stream = createAskedStream(wish, link.timers, carrier);
			const opening: CallConnection = createConnection(link, {
				refused: () => over({ how: "refused" }),
				ended: () => over({ how: "reset" }),
				arrived(message) {
					if (message.isHead) {
						status = statusOf(message);
						told?.begun();
						begin();
					} else if (message.item === "end") {
						opening.saidGoodbye("done");
						const reply = { ...plainReply(status ?? 0), closeCode: closeCodeOf(message.body) };
						over(resultOf(question, reply));
					} else if (typeof message.item === "number") stream?.item(message.body);
				},
			});
			connection = opening;
			opening.carry(carriageOf(question), atNs);
			opening.on("error", () => undefined);
			opening.open(atNs, (error) => {
				if (error === null) ask(opening, question);
			});
		},
		leave() {
			told = undefined;
			stream?.close();
			connection?.leave();
		},
		giveUp() {
			told = undefined;
			stream?.close();
			connection?.giveUp();
		},
		close() {
			told = undefined;
			stream?.close();
			end?.cut();
			connection?.destroy();
		},
	};
}

function octetsOf(octets: string | undefined): string {
	return octets ?? "";
}
