import { browserWindows } from "./kinds/browser-windows.ts";
import { finalAddress } from "./kinds/final-address.ts";
import { halfDistance } from "./kinds/half-distance.ts";
import { http2 } from "./kinds/http-2.ts";
import { keepAlive } from "./kinds/keep-alive.ts";
import { knownAddress } from "./kinds/known-address.ts";
import { largerBegin } from "./kinds/larger-begin.ts";
import { noLoss } from "./kinds/no-loss.ts";
import { resumption } from "./kinds/resumption.ts";
import { sixConnections } from "./kinds/six-connections.ts";
import { tls13 } from "./kinds/tls-1-3.ts";
import { zeroRtt } from "./kinds/zero-rtt.ts";
import type { SavingKind } from "./saving.ts";

/** Every change that is tried, the last resort last. */
export const savingKinds: readonly SavingKind[] = [
	keepAlive,
	http2,
	sixConnections,
	tls13,
	resumption,
	zeroRtt,
	knownAddress,
	finalAddress,
	browserWindows,
	largerBegin,
	noLoss,
	halfDistance,
];
