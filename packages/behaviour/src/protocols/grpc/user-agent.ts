/** What the client of @connectrpc/connect calls itself, in gRPC as in Connect. */
export const USER_AGENT = "connect-es/2.1.2";
