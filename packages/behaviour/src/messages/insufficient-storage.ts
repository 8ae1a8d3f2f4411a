/** What a database answers whose disk is full (RFC 4918, section 11.5). */
export const INSUFFICIENT_STORAGE = 507;
