import { apiKey } from "./api-key/descriptor.ts";
import { cookieSession } from "./cookie-session/descriptor.ts";
import type { AuthDescriptor } from "./descriptor.ts";
import { jwt } from "./jwt/descriptor.ts";
import { mutualTls } from "./mutual-tls/descriptor.ts";
import { password } from "./password/descriptor.ts";

/** All schemes, in the order in which people meet them. */
export const authDescriptors: readonly AuthDescriptor[] = [password, cookieSession, jwt, apiKey, mutualTls];
