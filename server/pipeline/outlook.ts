import { AT_RISK_HOURS, type AtRisk, type AtRiskDeps, atRiskOf } from './at-risk.ts';
import { readCapacity } from './capacity.ts';
import { COVERAGE_HOURS, type Coverage, comingMatches, coverageOf, requireWindow } from './coverage.ts';

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
	const hours = Math.max(requireWindow(windowHours), AT_RISK_HOURS);
	const [coming, capacity] = await Promise.all([comingMatches(deps, hours), readCapacity(deps)]);
	return { coverage: coverageOf(coming, now, windowHours), atRisk: atRiskOf(coming, capacity, now) };
}
