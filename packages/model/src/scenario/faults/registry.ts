import type { Descriptor } from "../descriptor.ts";
import { type CertificateFault, certificate, type WrittenCertificate } from "./certificate.ts";
import { type CorruptFault, corrupt, type WrittenCorrupt } from "./corrupt.ts";
import { type CrashFault, crash, type WrittenCrash } from "./crash.ts";
import { type DelayFault, delay, type WrittenDelay } from "./delay.ts";
import { type DuplicateFault, duplicate, type WrittenDuplicate } from "./duplicate.ts";
import { type ExhaustFault, exhaust, type WrittenExhaust } from "./exhaust.ts";
import { type ExpireFault, expire, type WrittenExpire } from "./expire.ts";
import { type FailoverFault, failover, type WrittenFailover } from "./failover.ts";
import { type FillFault, fill, type WrittenFill } from "./fill.ts";
import { type FlapFault, flap, type WrittenFlap } from "./flap.ts";
import { type FlushFault, flush, type WrittenFlush } from "./flush.ts";
import { type LoseFault, lose, type WrittenLose } from "./lose.ts";
import { type PartitionFault, partition, type WrittenPartition } from "./partition.ts";
import { type PauseFault, pause, type WrittenPause } from "./pause.ts";
import { type ReorderFault, reorder, type WrittenReorder } from "./reorder.ts";
import { type ReplayFault, replay, type WrittenReplay } from "./replay.ts";
import { type ResetFault, reset, type WrittenReset } from "./reset.ts";
import { type RotateFault, rotate, type WrittenRotate } from "./rotate.ts";
import { type SkewFault, skew, type WrittenSkew } from "./skew.ts";
import { type SlowFault, slow, type WrittenSlow } from "./slow.ts";
import { type ThrottleFault, throttle, type WrittenThrottle } from "./throttle.ts";
import { type TruncateFault, truncate, type WrittenTruncate } from "./truncate.ts";

export type Fault =
	| LoseFault
	| DelayFault
	| DuplicateFault
	| ReorderFault
	| ResetFault
	| TruncateFault
	| CorruptFault
	| CrashFault
	| ExhaustFault
	| PartitionFault
	| FlapFault
	| ThrottleFault
	| FlushFault
	| FailoverFault
	| PauseFault
	| SlowFault
	| FillFault
	| ExpireFault
	| SkewFault
	| ReplayFault
	| RotateFault
	| CertificateFault;

export type WrittenFault<Link extends string = string, Node extends string = string> =
	| WrittenLose<Link>
	| WrittenDelay<Link>
	| WrittenDuplicate<Link>
	| WrittenReorder<Link>
	| WrittenReset<Link>
	| WrittenTruncate<Link>
	| WrittenCorrupt<Link>
	| WrittenCrash<Node>
	| WrittenExhaust<Node>
	| WrittenPartition<Link>
	| WrittenFlap<Link>
	| WrittenThrottle<Link>
	| WrittenFlush<Node>
	| WrittenFailover<Node>
	| WrittenPause<Node>
	| WrittenSlow<Node>
	| WrittenFill<Node>
	| WrittenExpire
	| WrittenSkew
	| WrittenReplay
	| WrittenRotate<Node>
	| WrittenCertificate<Node>;

/** What can go wrong on purpose. */
export const faultKinds: readonly Descriptor<Fault>[] = [
	...[lose, delay, duplicate, reorder, reset, truncate, corrupt, crash, exhaust, pause, slow, fill],
	...[partition, flap, throttle],
	...[flush, failover],
	...[expire, skew, replay, rotate, certificate],
];
