import { Code, ConnectError } from "@connectrpc/connect";
import { codeOfNumber, GRPC_CODES, type GrpcCode, type GrpcStatus } from "@roundtrip/behaviour";

/** How a procedure fails when it means to: its asker is told. */
export class RpcFailure extends Error {
	readonly code: Exclude<GrpcCode, "ok">;

	constructor(code: Exclude<GrpcCode, "ok">, message = "") {
		super(message);
		this.name = "RpcFailure";
		this.code = code;
	}
}

/** What the library tells the asker; whatever else is thrown is `internal`, without its words. */
export function connectErrorOf(error: unknown): unknown {
	return error instanceof RpcFailure ? new ConnectError(error.message, GRPC_CODES[error.code]) : error;
}

/** What an asker makes of what the library throws. */
export function statusOfError(error: unknown): GrpcStatus {
	const { code, rawMessage } = ConnectError.from(error, Code.Unknown);
	return { code: codeOfNumber(code), message: rawMessage };
}
