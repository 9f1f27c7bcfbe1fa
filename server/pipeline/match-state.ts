import { type FactsDeps, type LoadedMatch, loadFacts } from './load-facts.ts';
import type { MatchCondition } from './match-condition.ts';
import { type MatchPlan, plan } from './plan.ts';
import type { Windows } from './stages.ts';

/** A match with its plan: what happened, what is in the queues, and what is next. */
export interface MatchState extends LoadedMatch {
	plan: MatchPlan;
}

/** What matches are loaded and planned with. */
export interface StateDeps extends FactsDeps {
	windows: Windows;
}

/** The matches that fulfil the condition, with their plans, in order of kick-off. */
export async function matchStates(deps: StateDeps, condition: MatchCondition): Promise<MatchState[]> {
	const matches = await loadFacts(deps, condition);
	const now = deps.clock.now();
	return matches.map((match) => Object.assign(match, { plan: plan(match, now, deps.windows) }));
}
