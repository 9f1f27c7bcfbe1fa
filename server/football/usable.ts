import type { Fixture, FixtureList, SourceProblem } from './source.ts';

/** No score has more goals for one side; the database refuses them. */
const MOST_GOALS = 99;

/** Parts the fixtures that can be stored from those that cannot, whatever the source is. */
export function usableFixtures(fixtures: Fixture[]): FixtureList {
	const problems: SourceProblem[] = [];
	const usable = fixtures.filter((fixture) => {
		const reason = unusableBecause(fixture);
		if (reason !== null) problems.push({ where: `${fixture.home} against ${fixture.away}`, reason });
		return reason === null;
	});
	return { fixtures: usable, problems };
}

function unusableBecause({ status, goals, fullTime, extraTime, home, away }: Fixture): string | null {
	if (home === away) return `home and away are both "${home}"`;
	if (status === 'finished' && (!goals || !fullTime)) return 'is finished, and its score is missing';
	for (const score of [goals, fullTime, extraTime]) {
		const bad = score && [score.home, score.away].find((count) => !isGoals(count));
		if (bad !== null && bad !== undefined)
			return `has ${bad} goals: it must be a whole number from 0 to ${MOST_GOALS}`;
	}
	return null;
}

function isGoals(count: number): boolean {
	return Number.isInteger(count) && count >= 0 && count <= MOST_GOALS;
}
