export interface TokenPrices {
	usdPerMillionPromptTokens: number;
	usdPerMillionCompletionTokens: number;
}

export interface TokenUsage {
	promptTokens: number | null;
	completionTokens: number | null;
}

/** What a call took, as far as the provider counted. */
export interface SpentOnCall extends TokenUsage {
	/** US dollars. */
	costUsd: number | null;
}

/** US dollars that a call cost; null when the provider did not count both kinds of tokens. */
export function costOfCall(usage: TokenUsage, prices: TokenPrices): number | null {
	if (usage.promptTokens === null || usage.completionTokens === null) {
		return null;
	}
	const perMillion =
		usage.promptTokens * prices.usdPerMillionPromptTokens +
		usage.completionTokens * prices.usdPerMillionCompletionTokens;
	return perMillion / 1_000_000;
}
