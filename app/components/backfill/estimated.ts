import { shortened } from '../../count.ts';
import { dollars } from '../../money.ts';
import { formatDuration } from '../../time/format.ts';

/** "~$1.41": about so many US dollars. */
export function estimatedCost(usd: number): string {
	return about(dollars(usd));
}

/** "~8 min": about so many milliseconds. */
export function estimatedTime(ms: number): string {
	return about(ms > 0 && ms < 1_000 ? '<1 s' : formatDuration(ms));
}

/** "~567K": about so many tokens, those that are asked and those that are answered. */
export function estimatedTokens({
	promptTokens,
	completionTokens,
}: {
	promptTokens: number;
	completionTokens: number;
}): string {
	return about(shortened(promptTokens + completionTokens));
}

function about(words: string): string {
	return /^(<|less)/.test(words) ? words : `~${words}`;
}
