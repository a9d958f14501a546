/** Containers inside each other, the outermost list included. */
export const BODY_DEPTH_MAX = 64;
/** Names of all objects of one body together; a body of 1 MiB with SendPulse's own events has about 45 000. */
export const BODY_KEYS_MAX = 100_000;
/** Events in one body. */
export const BODY_EVENTS_MAX = 5_000;
/** Of a body as it comes over the wire, and again after inflating. */
export const BODY_BYTES_MAX = 1024 * 1024;
