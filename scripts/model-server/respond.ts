import type { ServerResponse } from 'node:http';
import { forecast } from './characters.ts';
import { dress } from './dressing.ts';
import type { Fault } from './faults.ts';
import type { MatchHints } from './hints.ts';

export interface Question {
	model: string;
	promptHash: number;
	promptLength: number;
	hints: MatchHints;
}

/** Answers with a completion. @param cut whether its text breaks off within the JSON */
export function respondWithCompletion(response: ServerResponse, question: Question, cut: boolean): void {
	const { model, promptHash, promptLength, hints } = question;
	const text = cut ? '{"home": 2, "aw' : dress(model, forecast(model, promptHash, hints));
	const prompt_tokens = tokensOf(promptLength);
	const completion_tokens = tokensOf(text.length);
	respond(response, 200, {
		id: `chatcmpl-${promptHash.toString(16)}`,
		object: 'chat.completion',
		created: 0,
		model,
		choices: [
			{ index: 0, message: { role: 'assistant', content: text }, finish_reason: cut ? 'length' : 'stop' },
		],
		usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
	});
}

/** Answers, or does not, a call that met a fault which lets no completion through. */
export function respondWithFault(response: ServerResponse, fault: Fault, model: string): void {
	if (fault.kind === '429') {
		response.setHeader('retry-after', String(fault.retryAfter));
		respondWithError(response, 429, 'Rate limit reached.');
	} else if (fault.kind === '404') {
		respondWithError(response, 404, `The model ${model} does not exist.`);
	} else if (fault.kind === '500') {
		respondWithError(response, 500, 'Internal error.');
	} else if (fault.kind === 'reset') {
		response.destroy();
	}
}

/** In the shape of the OpenAI API. */
export function respondWithError(response: ServerResponse, status: number, message: string): void {
	respond(response, status, { error: { message, code: status } });
}

export function respond(response: ServerResponse, status: number, content: unknown): void {
	const body = JSON.stringify(content);
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
	});
	response.end(body);
}

/** The usual rule of thumb: four characters are one token. */
function tokensOf(characters: number): number {
	return Math.ceil(characters / 4);
}
