import { after, type Clock, HOUR, MINUTE } from '../clock.ts';
import type { FixtureRecord, RecordSource } from './fixture-record.ts';
import type { Fixture, FixtureSource } from './source.ts';

/** From kick-off to full time: two halves, 15 minutes between them, 5 of added time. */
const REGULAR_DURATION = 110 * MINUTE;

/** The same with extra time: two times 15 minutes more, breaks, added time and a shoot-out's start. */
const EXTRA_TIME_DURATION = 150 * MINUTE;

/** How long before kick-off the line-ups are known. */
const LINEUPS_LEAD = HOUR;

/** When the result of a finished match is told. */
export function fullTimeAt({ kickoffAt, extraTime }: Pick<FixtureRecord, 'kickoffAt' | 'extraTime'>): Date {
	return after(kickoffAt, extraTime ? EXTRA_TIME_DURATION : REGULAR_DURATION);
}

/**
 * The source as it would have been at the clock's time: a match with a result is scheduled until kick-off,
 * live until full time, then finished. While it is live the goals are those of the last whistle: none in
 * the first half, the half-time score from the break on (still 0-0 when the source lacks it), the
 * 90-minute score in extra time. Line-ups are told from `LINEUPS_LEAD` before kick-off.
 *
 * Two things are told as the source has them, whatever the time: a match without a result (it never gets
 * an invented one), and postponed, cancelled, abandoned or awarded, because the files do not say when
 * that became known.
 */
export function asOf(source: RecordSource, clock: Clock): FixtureSource {
	return {
		name: source.name,
		offersLineups: source.offersLineups,
		batchSize: source.batchSize,
		competition: (id) => source.competition(id),
		async listFixtures(competition) {
			const { fixtures, problems } = await source.listFixtures(competition);
			const now = clock.now();
			return { fixtures: fixtures.map((record) => knownAt(record, now)), problems };
		},
		async fetchFixtures(sourceKeys) {
			const records = await source.fetchFixtures(sourceKeys);
			const now = clock.now();
			return records.map((record) => knownAt(record, now));
		},
		async fetchLineups(sourceKey) {
			const [record] = await source.fetchFixtures([sourceKey]);
			if (!record || clock.now() < after(record.kickoffAt, -LINEUPS_LEAD)) return null;
			return source.fetchLineups(sourceKey);
		},
	};
}

function knownAt(record: FixtureRecord, now: Date): Fixture {
	const { halfTime, ...result } = record;
	if (result.status !== 'finished' || now >= fullTimeAt(record)) return result;

	const elapsed = now.getTime() - record.kickoffAt.getTime();
	const unplayed = { ...result, minute: null, goals: null, fullTime: null, extraTime: null };
	if (elapsed < 0) return { ...unplayed, status: 'scheduled' };
	const live = { ...unplayed, status: 'live', minute: minuteOfPlay(elapsed) } as const;
	// Only a match with extra time gets here after its 90 minutes.
	if (elapsed >= REGULAR_DURATION) return { ...live, goals: record.fullTime, fullTime: record.fullTime };
	const goals = elapsed >= FIRST_HALF_ENDS ? halfTime : null;
	return { ...live, goals: goals ?? { home: 0, away: 0 } };
}

const FIRST_HALF_ENDS = 47 * MINUTE;

/** When each period starts after kick-off, and its first and last minute of play. Added time shows the last. */
const PERIODS = [
	{ start: 0, first: 1, last: 45 },
	{ start: 62 * MINUTE, first: 46, last: 90 },
	{ start: 115 * MINUTE, first: 91, last: 105 },
	{ start: 132 * MINUTE, first: 106, last: 120 },
] as const;

function minuteOfPlay(elapsed: number): number {
	const period = PERIODS.findLast(({ start }) => elapsed >= start) ?? PERIODS[0];
	return Math.min(period.last, period.first + Math.floor((elapsed - period.start) / MINUTE));
}
