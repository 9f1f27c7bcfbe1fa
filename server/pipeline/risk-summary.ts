import type { AtRisk } from './at-risk.ts';
import { type MatchSummary, summarize } from './match-summary.ts';

/** A match at risk as lists show it. */
export interface RiskSummary extends Omit<AtRisk, 'match'> {
	match: MatchSummary;
}

export function summarizeRisk({ match, ...risk }: AtRisk): RiskSummary {
	return { ...risk, match: summarize(match) };
}
