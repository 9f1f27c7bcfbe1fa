import { shortened } from '../foreign-text.ts';
import { PermanentError, RateLimitedError, TransientError } from '../queue/outcomes.ts';
import type { Endpoint } from './providers.ts';
import { retryAfterMs } from './retry-after.ts';

/** The provider no longer has the model: 404 or 410. */
export class ModelGoneError extends PermanentError {}

export interface ChatHttpResponse {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/**
 * The typed error for a call that was answered with a status other than 2xx. 429 waits; 408, 409, 425
 * and 5xx pass; everything else, redirects included (they would carry the key elsewhere), needs a person.
 */
export function refusalError(endpoint: Endpoint, providerModel: string, response: ChatHttpResponse): Error {
	const { status, headers } = response;
	const said = excerpt(saidIn(response.body), endpoint.apiKey);
	const message = `${endpoint.label} refused ${providerModel} with status ${status}${said ? `: ${said}` : '.'}`;
	if (status === 429) {
		return new RateLimitedError(message, retryAfterMs(single(headers['retry-after']), single(headers.date)));
	}
	if (status >= 500 || PASSING.has(status)) {
		return new TransientError(message, { httpStatus: status });
	}
	return GONE.has(status)
		? new ModelGoneError(message, { httpStatus: status })
		: new PermanentError(message, { httpStatus: status });
}

const PASSING: ReadonlySet<number> = new Set([408, 409, 425]);
const GONE: ReadonlySet<number> = new Set([404, 410]);
const EXCERPT_LENGTH = 200;
/** A piece of a key this long is taken for the key: providers like to quote the beginning of a wrong one. */
const KEY_PREFIX_LENGTH = 6;

/** The first words of a foreign text on one line, without the key. */
function excerpt(text: string, apiKey: string | null): string {
	const line = text
		.slice(0, 20 * EXCERPT_LENGTH)
		.replace(/[\p{C}\s]+/gu, ' ')
		.trim();
	const clean = apiKey ? line.replace(keyPattern(apiKey), '[key]') : line;
	return shortened(clean, EXCERPT_LENGTH);
}

function keyPattern(apiKey: string): RegExp {
	const escaped = apiKey.slice(0, KEY_PREFIX_LENGTH).replace(/[^\p{L}\p{N}]/gu, '\\$&');
	return new RegExp(`${escaped}[^\\s"',;)]*`, 'g');
}

/** OpenAI-compatible servers put their reason into `error.message`. */
function saidIn(body: string): string {
	try {
		const message: unknown = JSON.parse(body)?.error?.message;
		return typeof message === 'string' ? message : body;
	} catch {
		return body;
	}
}

function single(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header;
}
