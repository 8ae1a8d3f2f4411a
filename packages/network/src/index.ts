export { createResolver, type DnsSpec, type Resolver } from "./dns.ts";
export type { ClientOptions, HttpClient } from "./http/client.ts";
export type {
	Asked,
	Departure,
	ExchangeResult,
	ExchangeSpec,
	ExchangeTimes,
	ExchangeWatcher,
	Outcome,
	RoundTrips,
} from "./http/exchange.ts";
export { createHttp1Client, type Http1Options } from "./http/http1-client.ts";
export { BROWSER_WINDOWS, createHttp2Client, type Http2Options } from "./http/http2-client.ts";
export type { Http2Windows } from "./http/http2-end.ts";
export { createHttp3Client, type Http3Options } from "./http/http3-client.ts";
export type { Answer, Handler, RequestListener } from "./http/server.ts";
export { type ChannelPair, createNetwork, type Network, type NetworkSpec } from "./network.ts";
export type { DirectionSpec } from "./path/direction.ts";
export type { LossSpec } from "./path/loss.ts";
export { createPath, type Path, type PathSpec } from "./path/path.ts";
export type { ProcessingCosts } from "./processor.ts";
export type { CloseReason, Listening, TcpEndpoint, TcpUser } from "./tcp/endpoint.ts";
export type { PacketFlag, PacketRecord, PacketWatcher } from "./tcp/packet-record.ts";
export { LINUX, type TcpSettings } from "./tcp/settings.ts";
export {
	abandon as abandonTcp,
	abort as abortTcp,
	bytesPending,
	bytesReceived,
	close as closeTcp,
	createTcpStack,
	type Death,
	setReading,
	type TcpPair,
	type TcpStack,
	type TcpStackSpec,
	write as writeTcp,
} from "./tcp/stack.ts";
export type { ChannelUser } from "./tls/channel.ts";
export { type HandshakePlan, planHandshake, type TlsOptions } from "./tls/handshake.ts";
export { type ClientSizes, recordOverhead, type TlsVersion } from "./tls/sizes.ts";
