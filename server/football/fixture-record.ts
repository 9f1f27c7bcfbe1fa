import type { Fixture, FixtureList, FixtureSource, Score } from './source.ts';

/** A fixture as a source tells it that knows how the match went, whatever the time is. */
export interface FixtureRecord extends Fixture {
	/** At the break; null when the source does not say. */
	halfTime: Score | null;
}

interface FixtureRecordList extends FixtureList {
	fixtures: FixtureRecord[];
}

/** A source that tells the whole story; `asOf` makes it one that does not know the future. */
export interface RecordSource extends FixtureSource {
	listFixtures(competition: string): Promise<FixtureRecordList>;
	fetchFixtures(sourceKeys: string[]): Promise<FixtureRecord[]>;
}

/** Made only of what stays when a match is moved; `competitionOf` reads it. */
export function sourceKeyOf(
	match: Pick<FixtureRecord, 'competition' | 'season' | 'round' | 'home' | 'away'>,
): string {
	return [match.competition, match.season, match.round, match.home, match.away].join('/');
}

/** The competition of a key that `sourceKeyOf` made. */
export function competitionOf(sourceKey: string): string {
	return sourceKey.slice(0, Math.max(0, sourceKey.indexOf('/')));
}
