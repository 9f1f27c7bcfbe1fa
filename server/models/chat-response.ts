import { z } from 'zod';
import type { TokenUsage } from './cost.ts';
import { UnusableReplyError } from './unusable-reply.ts';

export interface ChatResponse extends TokenUsage {
	text: string;
	/** The model that the provider says answered; null when it does not say. */
	servedBy: string | null;
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
 * @throws UnusableReplyError when it is not JSON, has no reply, or an empty one
 */
export function readChatResponse(body: string, who: string): ChatResponse {
	const parsed = responseSchema.safeParse(parseJson(body, who));
	if (!parsed.success) {
		throw new UnusableReplyError(`${who} answered without a reply.`);
	}
	const { model, choices, usage: counted } = parsed.data;
	const text = choices[0].message.content;
	const usage = {
		promptTokens: counted?.prompt_tokens ?? null,
		completionTokens: counted?.completion_tokens ?? null,
	};
	if (text.trim() === '') {
		throw new UnusableReplyError(`${who} answered with an empty reply.`, { spent: usage });
	}
	return { text, servedBy: model || null, ...usage };
}

function parseJson(body: string, who: string): unknown {
	try {
		return JSON.parse(body);
	} catch (cause) {
		throw new UnusableReplyError(`${who} answered with something that is not JSON.`, { cause });
	}
}
