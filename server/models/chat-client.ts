import { Agent, request } from 'undici';
import { describeError } from '../errors.ts';
import { TransientError } from '../queue/outcomes.ts';
import { readChatResponse } from './chat-response.ts';
import type { Endpoint } from './providers.ts';
import { type ChatHttpResponse, refusalError } from './refusal.ts';

export interface ChatCall {
	provider: string;
	/** What the provider calls the model. */
	providerModel: string;
	prompt: string;
	/** Real milliseconds for the whole call, up to the last byte; the client's default when null. */
	timeoutMs?: number | null | undefined;
	/** Left to the provider unless given. */
	maxTokens?: number | undefined;
	/** 0 unless given: a prediction should be the model's best guess and, as far as it goes, repeatable. */
	temperature?: number | undefined;
	/** Aborting it ends the call with the signal's reason. */
	signal?: AbortSignal | undefined;
}

export interface ChatCompletion {
	text: string;
	/** The model that the provider says answered, else the one that was asked. */
	servedBy: string;
	promptTokens: number | null;
	completionTokens: number | null;
	/** Real milliseconds, whole. */
	latencyMs: number;
}

export interface ChatClient {
	/**
	 * One call, never repeated here. The whole prompt goes in one user message: some models know no system
	 * role, and the stored prompt is then all that a model was told.
	 * @throws RateLimitedError 429, with the wait that the provider asked for
	 * @throws TransientError timeouts, lost connections, 408, 409, 425, 5xx; `UnusableReplyError` for replies that are
	 *   empty or not JSON
	 * @throws PermanentError other statuses, a missing key; `ModelGoneError` for 404 and 410
	 */
	complete(call: ChatCall): Promise<ChatCompletion>;
	/** Ends the connections; calls in flight fail as transient. */
	close(): Promise<void>;
}

export interface ChatClientOptions {
	/** Throws PermanentError when the provider cannot be called. */
	endpointOf(provider: string): Endpoint;
	/** Real milliseconds, for models without a timeout of their own. */
	defaultTimeoutMs: number;
	/** undici's options for the connections, over the client's own. */
	agent?: Agent.Options;
}

/** A client for OpenAI-compatible chat completions, with connections of its own that are kept alive. */
export function createChatClient({
	endpointOf,
	defaultTimeoutMs,
	agent: options,
}: ChatClientOptions): ChatClient {
	const agent = new Agent({ ...AGENT_OPTIONS, ...options });
	return {
		complete: async (call) =>
			complete(agent, endpointOf(call.provider), call, call.timeoutMs ?? defaultTimeoutMs),
		close: () => agent.destroy(),
	};
}

/** As many connections as there are calls: the queues bound those. The call's own timeout replaces undici's. */
const AGENT_OPTIONS: Agent.Options = { headersTimeout: 0, bodyTimeout: 0, maxResponseSize: 4 * 2 ** 20 };

async function complete(
	agent: Agent,
	endpoint: Endpoint,
	call: ChatCall,
	timeoutMs: number,
): Promise<ChatCompletion> {
	const { providerModel } = call;
	const startedAt = performance.now();
	const response = await post(agent, endpoint, call, timeoutMs);
	const latencyMs = Math.round(performance.now() - startedAt);
	if (response.status < 200 || response.status > 299) {
		throw refusalError(endpoint, providerModel, response);
	}
	const reply = readChatResponse(response.body, `${providerModel} at ${endpoint.label}`);
	return { ...reply, servedBy: reply.servedBy ?? providerModel, latencyMs };
}

/** One deadline over connection, headers and body, since undici's own timeouts watch each phase alone. */
async function post(
	agent: Agent,
	endpoint: Endpoint,
	call: ChatCall,
	timeoutMs: number,
): Promise<ChatHttpResponse> {
	const { providerModel, signal } = call;
	signal?.throwIfAborted();
	const deadline = new AbortController();
	const timer = setTimeout(() => deadline.abort(), timeoutMs);
	const onAbort = () => deadline.abort();
	signal?.addEventListener('abort', onAbort, { once: true });
	try {
		const { statusCode, headers, body } = await request(`${endpoint.baseUrl}/chat/completions`, {
			dispatcher: agent,
			method: 'POST',
			headers: requestHeaders(endpoint),
			body: requestBody(call),
			signal: deadline.signal,
		});
		return { status: statusCode, headers, body: await body.text() };
	} catch (cause) {
		signal?.throwIfAborted();
		const trouble = deadline.signal.aborted
			? `did not answer within ${timeoutMs} ms`
			: `could not be reached (${reasonOf(cause)})`;
		throw new TransientError(`${endpoint.label} ${trouble} when asked for ${providerModel}.`, { cause });
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', onAbort);
	}
}

function requestHeaders({ apiKey }: Endpoint): Record<string, string> {
	const headers = { 'content-type': 'application/json', accept: 'application/json' };
	return apiKey === null ? headers : { ...headers, authorization: `Bearer ${apiKey}` };
}

function requestBody({ providerModel, prompt, maxTokens, temperature = 0 }: ChatCall): string {
	return JSON.stringify({
		model: providerModel,
		messages: [{ role: 'user', content: prompt }],
		temperature,
		max_tokens: maxTokens,
	});
}

/** The system's code says more than some messages do, which are empty when several addresses were tried. */
function reasonOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: describeError(error);
}
