import type { Clock } from '../clock.ts';
import { asOf } from '../football/as-of.ts';
import type { RecordSource } from '../football/fixture-record.ts';
import { matchdayOf } from '../football/matchday.ts';
import type { FixtureSource } from '../football/source.ts';
import { dayBounds } from '../football/time-zones.ts';
import type { ReplayPlan } from './replay.ts';

/**
 * What a replay sees of a source: the results before its day, and the matches of the day as they were
 * known at the clock's time. Matches that the source has no result for are left out: they would never end.
 */
export function replaySource(
	records: RecordSource,
	{ competitionId, date }: ReplayPlan,
	clock: Clock,
): FixtureSource {
	const day: RecordSource = {
		...records,
		async listFixtures(competition) {
			const { timeZone } = await records.competition(competitionId);
			const list = await records.listFixtures(competition);
			const { start } = dayBounds(date, timeZone);
			const history = list.fixtures.filter(
				({ status, kickoffAt }) => status === 'finished' && kickoffAt < start,
			);
			return { ...list, fixtures: [...history, ...matchdayOf(list, timeZone, date).playable] };
		},
	};
	return asOf(day, clock);
}
