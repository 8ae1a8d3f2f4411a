export { EXIT, type ExitCode } from "./exit-codes.ts";
