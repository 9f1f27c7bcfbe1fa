import { Prisma } from '../../prisma/generated/client.ts';
import { after } from '../clock.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { FixtureSource, FixtureStatus, SourceProblem } from '../football/source.ts';
import { usableFixtures } from '../football/usable.ts';
import { countOf, listed } from '../words.ts';
import { underWay } from './claims.ts';
import { confirmResults, doubted } from './doubted-results.ts';
import type { MatchCondition } from './match-condition.ts';
import { type ReconcileDeps, reconcileMatches } from './reconcile.ts';
import { sourceTrouble } from './source-trouble.ts';
import { LIVE_AT_MOST, STUCK_AFTER } from './stages.ts';
import { storeFixtures } from './store-fixtures.ts';

export interface LiveDeps extends ReconcileDeps {
	source: FixtureSource;
	feed: Pick<FeedPublisher, 'match'>;
}

export interface LiveReport {
	/** Matches that the source was asked about. */
	asked: number;
	/** Those of them that had changed. */
	changed: number;
	/** What could not be learned, one sentence each. */
	problems: string[];
}

export interface StuckReport extends LiveReport {
	/** Ids of the matches that are stuck still. */
	stuck: string[];
}

/**
 * Asks the source about the matches that are under way: that have kicked off, are not over and not stuck.
 * Stores what has changed, and queues what follows from it.
 */
export async function pollLive(deps: LiveDeps): Promise<LiveReport> {
	return ask(deps, await readMatches(deps, Prisma.sql`NOT (${stuckAt(deps.clock.now())})`));
}

/**
 * The same for the matches that are stuck, and for those with a result that is hard to believe: it is taken for
 * true when the source tells it again. Warns of those that stay so.
 */
export async function checkStuck(deps: LiveDeps): Promise<StuckReport> {
	const stuck = () => readMatches(deps, stuckAt(deps.clock.now()));
	const doubtful = () => readMatches(deps, doubted);
	const report = await ask(deps, [...(await stuck()), ...(await doubtful())]);
	const left = [...(await stuck()), ...(await doubtful())];
	const ids = left.map(({ id }) => id);
	if (left.length === 0) return { ...report, stuck: ids };
	const message = stuckInWords(left);
	deps.log.warn({ matches: ids }, message);
	return { ...report, stuck: ids, problems: [...report.problems, message] };
}

function stuckAt(now: Date): MatchCondition {
	return Prisma.sql`m.status = 'scheduled' AND m."kickoffAt" < ${after(now, -STUCK_AFTER)}
		OR m.status = 'live' AND m."kickoffAt" < ${after(now, -LIVE_AT_MOST)}`;
}

interface AskedMatch {
	id: string;
	sourceKey: string;
	competitionId: string;
	home: string;
	away: string;
	kickoffAt: Date;
	status: FixtureStatus;
	homeGoals: number | null;
	awayGoals: number | null;
}

function readMatches({ db, clock, windows }: LiveDeps, condition: MatchCondition): Promise<AskedMatch[]> {
	return db.$queryRaw<AskedMatch[]>`
		SELECT m.id, m."sourceKey", m."competitionId", home.name AS home, away.name AS away, m."kickoffAt",
			m.status::text AS status, m."homeGoals", m."awayGoals"
		FROM "Match" m
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		WHERE ${underWay(clock.now(), windows)} AND (${condition})
		ORDER BY m."kickoffAt", home.name`;
}

/** Competition by competition: one that cannot be read holds up no other. */
async function ask(deps: LiveDeps, matches: AskedMatch[]): Promise<LiveReport> {
	const changed: string[] = [];
	const problems: string[] = [];
	for (const competition of new Set(matches.map(({ competitionId }) => competitionId))) {
		const members = matches.filter(({ competitionId }) => competitionId === competition);
		try {
			for await (const batch of refresh(deps, members)) {
				changed.push(...batch.changed);
				for (const { where, reason } of batch.problems) problems.push(`${where} (${competition}) ${reason}.`);
			}
		} catch (error) {
			const reason = sourceTrouble(error, competition, deps.log);
			const what = countOf(members.length, 'match', 'matches');
			problems.push(`The state of ${what} of ${competition} could not be learned: ${reason}`);
		}
	}
	for (const id of changed) deps.feed.match(id);
	if (changed.length > 0) await reconcileMatches(deps, changed);
	return { asked: matches.length, changed: changed.length, problems };
}

interface Refreshed {
	/** Ids of the matches of which something new is known. */
	changed: string[];
	/** What the source said and cannot be. */
	problems: SourceProblem[];
}

/** Stores what the source knows now, batch by batch. */
async function* refresh({ db, clock, source }: LiveDeps, matches: AskedMatch[]): AsyncGenerator<Refreshed> {
	for (let start = 0; start < matches.length; start += source.batchSize) {
		const keys = matches.slice(start, start + source.batchSize).map(({ sourceKey }) => sourceKey);
		const { fixtures, problems } = usableFixtures(await source.fetchFixtures(keys));
		const changed = await storeFixtures(db, fixtures, clock.now());
		const confirmed = await confirmResults(db, fixtures, changed, clock.now());
		yield { changed: [...changed, ...confirmed], problems };
	}
}

/** With more, the rest is counted. */
const MOST_TOLD = 3;

function stuckInWords(matches: AskedMatch[]): string {
	const told = matches.slice(0, MOST_TOLD).map(stuckMatchInWords);
	const more = matches.length - told.length;
	return `Stuck: ${listed(more > 0 ? [...told, `${more} more`] : told)}.`;
}

function stuckMatchInWords({ status, homeGoals, awayGoals, ...match }: AskedMatch): string {
	const { home, away, competitionId, kickoffAt } = match;
	const name = `${home} against ${away} (${competitionId}, kick-off ${kickoffAt.toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
	return status === 'finished'
		? `${name} has a result that is hard to believe, ${homeGoals}–${awayGoals}, and the source was not there to tell it again`
		: `${name} is still ${status}`;
}
