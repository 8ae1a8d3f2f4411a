/** Each message is compressed by itself: no end holds memory for that between messages (RFC 7692, section 7.1.1). */
export const DEFLATE_OPTIONS = { serverNoContextTakeover: true, clientNoContextTakeover: true } as const;
