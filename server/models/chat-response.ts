import { z } from 'zod';
import { TransientError } from '../queue/outcomes.ts';

export interface ChatResponse {
	text: string;
	/** The model that the provider says answered; null when it does not say. */
	servedBy: string | null;
	promptTokens: number | null;
	completionTokens: number | null;
}

/** A count that cannot be one is unknown; it never spoils the answer. */
const tokens = z.int32().nonnegative().nullish().catch(null);

const responseSchema = z.object({
	model: z.string().nullish().catch(null),
	choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
	usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

/**
 * Reads the body of a chat completion.
 * @param who answered, for messages
 * @throws TransientError when it is not JSON, has no reply, or an empty one
 */
export function readChatResponse(body: string, who: string): ChatResponse {
	const parsed = responseSchema.safeParse(parseJson(body, who));
	if (!parsed.success) {
		throw new TransientError(`${who} answered without a reply.`);
	}
	const { model, choices, usage } = parsed.data;
	const text = choices[0].message.content;
	if (text.trim() === '') {
		throw new TransientError(`${who} answered with an empty reply.`);
	}
	return {
		text,
		servedBy: model || null,
		promptTokens: usage?.prompt_tokens ?? null,
		completionTokens: usage?.completion_tokens ?? null,
	};
}

function parseJson(body: string, who: string): unknown {
	try {
		return JSON.parse(body);
	} catch (cause) {
		throw new TransientError(`${who} answered with something that is not JSON.`, { cause });
	}
}
