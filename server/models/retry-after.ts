import { MINUTE, SECOND } from '../clock.ts';

/** Also the answer to a Retry-After of 0: a refused call waits, however polite the refusal. */
const SHORTEST_MS = 250;
const DEFAULT_MS = 5 * SECOND;
const LONGEST_MS = 5 * MINUTE;

/**
 * Real milliseconds to wait after a 429, from its Retry-After header: seconds or an HTTP date
 * (RFC 9110, 10.2.3). 5 s when the header is missing or unreadable; at least 250 ms, at most 5 min.
 * @param date the response's own Date header, which an HTTP date counts from
 */
export function retryAfterMs(retryAfter: string | undefined, date: string | undefined): number {
	const wait = secondsToMs(retryAfter) ?? untilMs(retryAfter, date) ?? DEFAULT_MS;
	return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wait));
}

function secondsToMs(value: string | undefined): number | null {
	return value !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Math.ceil(Number(value) * SECOND) : null;
}

function untilMs(value: string | undefined, date: string | undefined): number | null {
	const wait = Date.parse(value ?? '') - Date.parse(date ?? '');
	return Number.isNaN(wait) ? null : wait;
}
