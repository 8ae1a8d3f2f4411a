import { unreadableReply } from "@roundtrip/behaviour";
import { diesAt } from "../own-death.ts";
import type { World } from "../world.ts";
import { type Call, ofCall } from "./call.ts";
import type { Answerer, ReturnWay } from "./caller.ts";
import type { Link } from "./link.ts";

/** A request has wholly arrived. One that can't be read is answered at the door: nobody works on it. */
export function receive(
	world: World,
	{ answerer: { name } }: Link,
	answerer: Answerer,
	call: Call,
	back: ReturnWay,
	deliveredSeq: number,
): void {
	if (call.damagedBy === undefined) {
		answerer.receive(call, back, deliveredSeq);
		return;
	}
	if (diesAt(world, name, "received", call.id, [deliveredSeq])) return;
	if (diesAt(world, name, "replying", call.id, [deliveredSeq])) return;
	const reply = unreadableReply(call.question);
	const [causes, data] = [[deliveredSeq], { status: reply.status }];
	back.send(reply, [world.record({ ...ofCall(call, name), kind: "replied", causes, data })]);
}
