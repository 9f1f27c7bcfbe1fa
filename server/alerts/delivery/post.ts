import { Agent, type Dispatcher, request } from 'undici';
import { type Clock, SECOND } from '../../clock.ts';
import { describeError } from '../../errors.ts';
import { shortened } from '../../foreign-text.ts';
import { retryAfterMs } from '../../models/retry-after.ts';
import { PermanentError, RateLimitedError, TransientError } from '../../queue/outcomes.ts';
import { masked } from './masked.ts';
import { signatureOf } from './sign.ts';

/** A message on its way to a webhook. */
export interface Outgoing {
	/** Of the delivery: the same at every try. */
	id: string;
	event: string;
	body: string;
	url: string;
	secret: string;
}

export interface Poster {
	/**
	 * Posts it once. An answer of 2xx is all that counts.
	 * @throws RateLimitedError 429, with the wait that was asked for
	 * @throws TransientError timeouts, lost connections, certificates, 408, 425, 5xx
	 * @throws PermanentError redirects, and other statuses
	 */
	post(message: Outgoing, signal: AbortSignal): Promise<void>;
	/** Ends the connections. */
	close(): Promise<void>;
}

export interface PosterOptions {
	realClock: Clock;
	/** Real milliseconds for all of a post, up to the answer. */
	patience?: number;
}

const PATIENCE = 10 * SECOND;

/** Bytes of a refusal that are read. */
const MOST_READ = 4_096;

/** Of a refusal's text that is kept. */
const EXCERPT_LENGTH = 200;

/** Posts to webhooks over connections of its own. Redirects are not followed: they could lead anywhere. */
export function createPoster({ realClock, patience = PATIENCE }: PosterOptions): Poster {
	const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

	async function post({ id, event, body, url, secret }: Outgoing, signal: AbortSignal): Promise<void> {
		const { host } = new URL(url);
		const deadline = AbortSignal.timeout(patience);
		const timestamp = Math.floor(realClock.now().getTime() / SECOND);
		const end = AbortSignal.any([signal, deadline]);
		let response: Dispatcher.ResponseData;
		try {
			response = await request(url, {
				dispatcher: agent,
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'user-agent': 'Touchline',
					'x-touchline-event': event,
					'x-touchline-delivery': id,
					'x-touchline-timestamp': String(timestamp),
					'x-touchline-signature': signatureOf(secret, timestamp, body),
				},
				body,
				signal: end,
			});
		} catch (cause) {
			signal.throwIfAborted();
			const trouble = deadline.aborted
				? `did not answer within ${patience / SECOND} s`
				: masked(reasonOf(cause), { url, secret });
			throw new TransientError(`${host} ${trouble}.`, { cause });
		}
		const { statusCode, headers, body: answer } = response;
		// An answer of any length is none to wait for: what its status says is known.
		answer.on('error', () => undefined);
		if (statusCode >= 200 && statusCode < 300) {
			answer.destroy();
			return;
		}
		const said = excerpt(masked(await beginning(answer), { url, secret }));
		throw refusal(url, statusCode, headers, said);
	}

	return { post, close: () => agent.destroy() };
}

type Headers = Dispatcher.ResponseData['headers'];

/** 408 and 425 pass by themselves, as 5xx do. */
const PASSING: ReadonlySet<number> = new Set([408, 425]);

function refusal(url: string, status: number, headers: Headers, said: string): Error {
	const { host } = new URL(url);
	if (status >= 300 && status < 400) {
		const to = originOf(single(headers.location), url) ?? 'another address';
		return new PermanentError(`${host} redirects to ${to}, which is not followed: correct the URL.`, {
			httpStatus: status,
		});
	}
	const message = `${host} refused it with status ${status}${said ? `: ${said}` : '.'}`;
	if (status === 429) {
		return new RateLimitedError(message, retryAfterMs(single(headers['retry-after']), single(headers.date)));
	}
	return status >= 500 || PASSING.has(status)
		? new TransientError(message, { httpStatus: status })
		: new PermanentError(message, { httpStatus: status });
}

/** Of a redirect's target no more than this is told: what follows the host may be a secret of somebody. */
function originOf(location: string | undefined, base: string): string | null {
	if (location === undefined || !URL.canParse(location, base)) return null;
	const { protocol, host } = new URL(location, base);
	return `${protocol}//${host}`;
}

/** The first bytes of an answer; what came until it broke off, or until the deadline. */
async function beginning(answer: Dispatcher.ResponseData['body']): Promise<string> {
	const chunks: Buffer[] = [];
	let read = 0;
	try {
		for await (const chunk of answer) {
			chunks.push(chunk);
			read += chunk.length;
			if (read >= MOST_READ) break;
		}
	} catch {
		// The status is what counts, and it is known: the text only helps to understand it.
	} finally {
		answer.destroy();
	}
	return Buffer.concat(chunks).subarray(0, MOST_READ).toString();
}

/** The first words, on one line. */
function excerpt(text: string): string {
	return shortened(text.replace(/[\p{C}\s]+/gu, ' ').trim(), EXCERPT_LENGTH);
}

function single(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header;
}

/** The system's code says more than some messages do, which are empty when several addresses were tried. */
function reasonOf(error: unknown): string {
	const code =
		error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	const what = code ?? describeError(error);
	return /CERT|SELF_SIGNED|UNABLE_TO_/.test(what)
		? `has a certificate that is not trusted (${what}): mend it, or correct the URL`
		: `could not be reached (${what})`;
}
