import { createSource, type SourceOptions } from '../../server/football/create-source.ts';
import { matchdayOf } from '../../server/football/matchday.ts';
import { seasonsAround } from '../../server/football/seasons.ts';
import type { CompetitionInfo, Fixture } from '../../server/football/source.ts';
import type { ReplayOptions } from './options.ts';

export interface ReplayMatchday {
	source: SourceOptions;
	competition: CompetitionInfo;
	/** By kick-off. */
	playable: Fixture[];
}

/**
 * Finds the matches to replay, and says of each that is left out why.
 * @throws AppError when there is no data, no such competition, or no match on that date
 */
export async function findMatchday(
	{ data, competition: id, date, seed }: ReplayOptions,
	say: (line: string) => void,
): Promise<ReplayMatchday> {
	const source: SourceOptions = data ? { kind: 'openfootball', location: data } : { kind: 'simulated', seed };
	const records = createSource({ ...source, seasons: () => seasonsAround(date) });
	const competition = await records.competition(id);
	const list = await records.listFixtures(id);
	for (const { where, reason } of list.problems) say(`Left out: ${where}: ${reason}`);
	const { playable, leftOut } = matchdayOf(list, competition.timeZone, date);
	for (const { reason } of leftOut) say(reason);
	return {
		source,
		competition,
		playable: playable.toSorted((a, b) => a.kickoffAt.getTime() - b.kickoffAt.getTime()),
	};
}
