export { createStream, type RandomStream } from "./random/stream.ts";
