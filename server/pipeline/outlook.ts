import { AT_RISK_HOURS, type AtRisk, type AtRiskDeps, atRiskOf, severityOf } from './at-risk.ts';
import { readCapacity } from './capacity.ts';
import { COVERAGE_HOURS, type Coverage, createCoverageTally, eachComing, requireWindow } from './coverage.ts';
import type { MatchState } from './match-state.ts';

/** How the coming matches stand. */
export interface Outlook {
	coverage: Coverage;
	atRisk: AtRisk[];
}

/**
 * The coverage of the next `windowHours`, and the matches at risk, from one look.
 * @throws AppError 'invalid' for hours that are no window
 */
export async function outlook(deps: AtRiskDeps, windowHours = COVERAGE_HOURS): Promise<Outlook> {
	const now = deps.clock.now();
	const tally = createCoverageTally(now, requireWindow(windowHours));
	const soon: MatchState[] = [];
	const [capacity] = await Promise.all([
		readCapacity(deps),
		eachComing(deps, Math.max(windowHours, AT_RISK_HOURS), (matches) => {
			tally.count(matches);
			soon.push(...matches.filter(({ kickoffAt }) => severityOf(kickoffAt, now)));
		}),
	]);
	return { coverage: tally.coverage(), atRisk: atRiskOf(soon, capacity, now) };
}
