import { createKernel, type Kernel } from "@roundtrip/kernel";
import { describe, expect, it } from "vitest";
import { createPath } from "../path/path.ts";
import type { TcpEndpoint, TcpUser } from "./endpoint.ts";
import type { PacketRecord } from "./packet-record.ts";
import {
	abort,
	bytesPending,
	bytesReceived,
	close,
	createTcpStack,
	setReading,
	type TcpPair,
	type TcpStack,
	write,
} from "./stack.ts";

/** A user that writes down what it is told. */
class Noting implements TcpUser {
	readonly told: string[] = [];

	connected(): void {
		this.told.push("connected");
	}

	readable(): void {
		this.told.push("readable");
	}

	ended(): void {
		this.told.push("ended");
	}

	closed(reason: string): void {
		this.told.push(`closed: ${reason}`);
	}
}

interface Driven {
	readonly kernel: Kernel;
	readonly stack: TcpStack;
	readonly pair: TcpPair;
	readonly client: Noting;
	readonly server: Noting;
	readonly records: PacketRecord[];
	/** The clock has come to this moment. */
	at(ms: number): void;
}

function drive(listening: TcpStack["listening"] = "accepts"): Driven {
	const kernel = createKernel();
	const records: PacketRecord[] = [];
	const spec = { rttNs: 100e6, seed: 1, watchPacket: (record: PacketRecord) => records.push(record) };
	const stack = createTcpStack(kernel, createPath(kernel, spec), spec, { initialWindow: 4 });
	stack.listening = listening;
	const [client, server] = [new Noting(), new Noting()];
	const pair = stack.connect(client, server);
	const at = (ms: number): void => {
		kernel.run({ untilNs: ms * 1e6 });
		kernel.advance(ms * 1e6);
	};
	return { kernel, stack, pair, client, server, records, at };
}

const positions = ({ client, server }: TcpPair): readonly number[] => [client, server].map((end) => bytesReceived(end));

describe("TCP under a driver with a clock of its own", () => {
	it("carries what is written when the clock says so, both ways", () => {
		const { kernel, pair, client, server, at } = drive();
		at(130.5);
		expect(client.told).toEqual(["connected"]);
		write(pair.client, 1_000);
		expect(kernel.nextDueNs()).toBeGreaterThan(130.5e6);
		at(180);
		expect(positions(pair)).toEqual([0, 0]);
		at(181);
		expect(positions(pair)).toEqual([0, 1_000]);
		write(pair.server, 2_000);
		at(300);
		expect(positions(pair)).toEqual([2_000, 1_000]);
		close(pair.client);
		at(400);
		expect(server.told.at(-1)).toBe("ended");
		close(pair.server);
		at(600);
		expect(client.told.at(-1)).toBe("closed: closed");
		expect(server.told.at(-1)).toBe("closed: closed");
		expect(kernel.nextDueNs()).toBeUndefined();
	});

	it("resets from either end, after what is under way", () => {
		const { pair, client, server, at } = drive();
		at(200);
		write(pair.server, 500);
		abort(pair.server);
		at(400);
		expect(server.told.at(-1)).toBe("closed: reset");
		expect(client.told).toEqual(["connected", "readable", "closed: reset"]);
		expect(bytesReceived(pair.client)).toBe(500);
	});

	it("refuses where nobody listens, and once more for whoever asks again", () => {
		const { stack, client, at } = drive("refuses");
		at(200);
		expect(client.told).toEqual(["closed: refused"]);
		stack.listening = "accepts";
		const again = new Noting();
		stack.connect(again, new Noting());
		at(400);
		expect(again.told).toEqual(["connected"]);
	});

	it("lets a SYN meet the host as it is when it comes", () => {
		const { stack, client, at } = drive("silent");
		at(500);
		stack.listening = "accepts";
		at(2_000);
		expect(client.told).toEqual(["connected"]);
	});

	it("answers a SYN-ACK that comes to an end that was closed meanwhile with a reset", () => {
		const { pair, kernel, server, at, records } = drive();
		at(60);
		close(pair.client);
		at(5_000);
		expect(server.told).toEqual(["closed: reset"]);
		expect(records.map(({ flags }) => flags.join(" "))).toEqual(["SYN", "SYN ACK", "RST"]);
		expect(kernel.pending).toBe(0);
	});

	it("closes the window to a sender whose reader has stopped, and opens it again", () => {
		const { pair, at } = drive();
		at(200);
		setReading(pair.server, false);
		write(pair.client, 1_000_000);
		at(10_000);
		const held = bytesPending(pair.client);
		expect(held).toBeGreaterThan(800_000);
		setReading(pair.server, true);
		at(20_000);
		expect(bytesPending(pair.client)).toBe(0);
		expect(bytesReceived(pair.server)).toBe(1_000_000);
	});

	it("begins with the window that is set, and numbers connections from 1", () => {
		const { pair, stack, records, at } = drive();
		const other = stack.connect(new Noting(), new Noting());
		at(200);
		const before = records.length;
		write(pair.client, 20_000);
		expect(records.slice(before).map(({ connection, from }) => [connection, from])).toEqual(
			Array.from({ length: 4 }, () => [1, "client"]),
		);
		expect(inFlightOf(other.client)).toBe(0);
		expect(new Set(records.map(({ connection }) => connection))).toEqual(new Set([1, 2]));
	});

	it("with a dead host: resets at once, or silence, and no word to its users", () => {
		for (const [how, heard] of [
			["process", ["connected", "closed: reset"]],
			["machine", ["connected"]],
		] as const) {
			const { stack, pair, client, server, at } = drive();
			at(200);
			const told = server.told.length;
			stack.dies("server", how);
			at(300);
			expect(client.told).toEqual(heard);
			expect(server.told).toHaveLength(told);
			stack.revives("server");
			write(pair.client, 10);
			at(500);
			expect(client.told).toEqual(["connected", "closed: reset"]);
		}
	});
});

function inFlightOf(tcp: TcpEndpoint): number {
	return tcp.inFlight();
}
