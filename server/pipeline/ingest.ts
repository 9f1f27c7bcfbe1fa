import type { AlertKind } from '../alerts/alert.ts';
import { closeAlert, closeAlertsOfOthers, raiseAlert } from '../alerts/alerts.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Fixture, FixtureSource, SourceProblem } from '../football/source.ts';
import { usableFixtures } from '../football/usable.ts';
import type { Logger } from '../log.ts';
import { countOf } from '../words.ts';
import { sourceTrouble } from './source-trouble.ts';
import { storeFixtures } from './store-fixtures.ts';

export interface IngestReport {
	/** Fixtures that the source listed. */
	fixtures: number;
	/** Matches that are new or were changed. */
	changed: number;
	/** Competitions that could not be taken over: worth another try soon. */
	failed: string[];
	/** Lines of the source that could not be used. */
	leftOut: SourceProblem[];
	/** What the pipeline has to do without, one sentence each. */
	problems: string[];
}

export interface IngestDeps {
	db: Database;
	clock: Clock;
	source: FixtureSource;
	log: Logger;
}

/**
 * Takes over what the source knows of the competitions: new matches, new dates, new states. It deletes
 * nothing: a match that the source no longer lists stays as it is stored, and is worked on. A competition
 * that cannot be read, or whose list has lost more than half of its coming matches, raises an alert until
 * the next good read; it holds up no other.
 * @param competitions all that are followed: the alerts about others are closed
 * @param only those of them to read now; all by default
 */
export async function ingest(
	deps: IngestDeps,
	competitions: string[],
	only = competitions,
): Promise<IngestReport> {
	await closeAlertsOfOthers(deps.db, SOURCE_ALERTS, competitions, deps.clock.now());
	const report: IngestReport = { fixtures: 0, changed: 0, failed: [], leftOut: [], problems: [] };
	for (const id of only) {
		const { fixtures, changed, failed, leftOut, problems } = await ingestCompetition(deps, id);
		report.fixtures += fixtures;
		report.changed += changed;
		report.failed.push(...failed);
		report.leftOut.push(...leftOut);
		report.problems.push(...problems);
	}
	const { leftOut, ...counts } = report;
	deps.log.info({ ...counts, leftOut: leftOut.length }, 'ingested');
	return report;
}

/** What goes wrong with the fixtures of one competition. */
export const SOURCE_ALERTS: AlertKind[] = ['source_unavailable', 'empty_fixture_list'];

async function ingestCompetition(deps: IngestDeps, id: string): Promise<IngestReport> {
	const { db, clock, log } = deps;
	const alert = { kind: 'source_unavailable', subject: id } as const;
	try {
		const report = await takeOver(deps, id);
		await closeAlert(db, alert, clock.now());
		return report;
	} catch (error) {
		const reason = sourceTrouble(error, id, log);
		const message = `The fixtures of ${id} cannot be taken over: ${reason} What is stored of it is worked on.`;
		await raiseAlert(db, { ...alert, message }, clock.now());
		const problems = [`Working on what is stored of ${id}: ${reason}`];
		return { fixtures: 0, changed: 0, failed: [id], leftOut: [], problems };
	}
}

async function takeOver(deps: IngestDeps, id: string): Promise<IngestReport> {
	const { db, clock, source, log } = deps;
	const { name, timeZone } = await source.competition(id);
	const list = await source.listFixtures(id);
	const { fixtures, problems: unusable } = usableFixtures(list.fixtures);
	const leftOut = [...list.problems, ...unusable];
	for (const problem of leftOut) log.warn(problem, 'fixture left out');

	const now = clock.now();
	const missing = await checkList(deps, id, fixtures);
	const problems = [...missing, ...(leftOut.length > 0 ? [leftOutInWords(id, leftOut)] : [])];
	if (fixtures.length === 0) return { fixtures: 0, changed: 0, failed: [], leftOut, problems };

	await db.competition.upsert({
		where: { id },
		create: { id, name, timeZone, followedSince: now },
		update: { name, timeZone },
	});
	const changed = await storeFixtures(db, fixtures, now);
	return { fixtures: fixtures.length, changed: changed.length, failed: [], leftOut, problems };
}

function leftOutInWords(id: string, problems: SourceProblem[]): string {
	const [first] = problems;
	return `${countOf(problems.length, 'line')} of ${id} cannot be used, the first: ${first?.where}: ${first?.reason}.`;
}

/**
 * Raises the alert when the list lacks more than half of the coming matches that are stored, and closes it
 * otherwise: single matches come and go, half of a league does not.
 * @returns what is wrong with the list, in words
 */
async function checkList(
	{ db, clock, source, log }: IngestDeps,
	id: string,
	fixtures: Fixture[],
): Promise<string[]> {
	const now = clock.now();
	const alert = { kind: 'empty_fixture_list', subject: id } as const;
	const { coming, listed } = await countComing(db, id, fixtures, now);
	if (listed * 2 < coming) {
		const known = `${countOf(coming, 'coming match', 'coming matches')} of ${id} that Touchline knows`;
		const message = `${source.name} lists ${listed} of ${known}. They stay as they are stored and are worked on; check the source.`;
		if (await raiseAlert(db, { ...alert, message }, now))
			log.error({ competition: id, coming, listed }, message);
		return [message];
	}
	await closeAlert(db, alert, now);
	if (fixtures.length > 0) return [];
	const message = `${source.name} lists no match of ${id}.`;
	log.warn({ competition: id }, message);
	return [message];
}

/** The coming matches that are stored, and how many of them are on the list. */
async function countComing(
	db: Database,
	id: string,
	fixtures: Fixture[],
	now: Date,
): Promise<{ coming: number; listed: number }> {
	const keys = fixtures.map(({ sourceKey }) => sourceKey);
	const [counts] = await db.$queryRaw<{ coming: number; listed: number }[]>`
		SELECT count(*)::int AS coming, count(*) FILTER (WHERE "sourceKey" = ANY(${keys}))::int AS listed
		FROM "Match" WHERE "competitionId" = ${id} AND status = 'scheduled' AND "kickoffAt" > ${now}`;
	return counts ?? { coming: 0, listed: 0 };
}
