/** What an acknowledgement says, gathered while it is handled. */
export class AckSample {
	/** The window edge moved; data or SYN was acknowledged; new blocks came; all of it was never sent again. */
	advanced = false;
	dataAcked = false;
	synAcked = false;
	newlySacked = false;
	resentAcked = false;
	/** Something that was never sent again, from before the recovery began, has arrived. */
	originalArrived = false;
	duplicateReported = false;
	duplicateOfProbe = false;
	lostAgain = false;
	setTimer = false;
	maybeDelayed = false;
	windowUpdated = false;
	carriesData = false;
	/** When the earliest and the latest never resent segment that is newly SACKed was sent; 0: none. */
	firstSackedUs = 0;
	lastSackedUs = 0;
	/** Segments delivered before the latest sent one that is acknowledged now had been sent; 0: none. */
	deliveredBefore = 0;
	latestSentUs = 0;
	latestEnd = 0;
	/** The lowest position that was delivered after a higher one without being sent again. */
	reordered = 0;

	reset(sndNxt: number): void {
		this.advanced = false;
		this.dataAcked = false;
		this.synAcked = false;
		this.newlySacked = false;
		this.resentAcked = false;
		this.originalArrived = false;
		this.duplicateReported = false;
		this.duplicateOfProbe = false;
		this.lostAgain = false;
		this.setTimer = false;
		this.maybeDelayed = false;
		this.windowUpdated = false;
		this.carriesData = false;
		this.firstSackedUs = 0;
		this.lastSackedUs = 0;
		this.deliveredBefore = 0;
		this.latestSentUs = 0;
		this.latestEnd = 0;
		this.reordered = sndNxt;
	}
}

/** Whether a segment was sent later than another: by time, then by position. */
export function sentAfter(firstUs: number, secondUs: number, firstEnd: number, secondEnd: number): boolean {
	return firstUs > secondUs || (firstUs === secondUs && firstEnd > secondEnd);
}
