import type { AtRisk, Severity } from '../../pipeline/at-risk.ts';
import { COVERAGE_HOURS, type Coverage } from '../../pipeline/coverage.ts';
import { outlook } from '../../pipeline/outlook.ts';
import { matchesWithoutPredictions } from '../../pipeline/unpredicted.ts';
import { by, type Figure, type MetricGroup, plain } from '../figure.ts';

const WINDOW = `kick off in the next ${COVERAGE_HOURS} h`;

/** How well the coming matches are served. */
export const coverageGroup: MetricGroup = {
	name: 'coverage',
	async read(deps) {
		const [{ coverage, atRisk }, unpredicted] = await Promise.all([
			outlook(deps),
			matchesWithoutPredictions(deps),
		]);
		return [
			plain('touchline_coverage_matches', `Matches that ${WINDOW}.`, coverage.matches),
			plain(
				'touchline_coverage_matches_covered',
				`Matches that ${WINDOW} and lack nothing.`,
				coverage.covered,
			),
			coveredByStage(coverage),
			by(
				'severity',
				'touchline_matches_at_risk',
				'Matches that may go unserved, by how soon they kick off.',
				{
					...count(atRisk, 'critical'),
					...count(atRisk, 'warning'),
					...count(atRisk, 'info'),
				},
			),
			plain(
				'touchline_matches_without_predictions',
				'Matches whose predictions are due and of which there is none; void matches do not count.',
				unpredicted,
			),
		];
	},
};

function coveredByStage({ byStage }: Coverage): Figure {
	return by(
		'stage',
		'touchline_coverage_stage_matches_covered',
		`Matches that ${WINDOW} and whose stage is done or on its way.`,
		Object.fromEntries(Object.entries(byStage).map(([stage, { covered }]) => [stage, covered])),
	);
}

function count(atRisk: AtRisk[], severity: Severity): Record<string, number> {
	return { [severity]: atRisk.filter((risk) => risk.severity === severity).length };
}
