import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { FixtureSource, SourceProblem } from '../football/source.ts';
import type { Logger } from '../log.ts';
import { storeFixtures } from './store-fixtures.ts';

export interface IngestReport {
	/** Fixtures that the source listed. */
	fixtures: number;
	/** Matches that are new or were changed. */
	changed: number;
	problems: SourceProblem[];
}

interface IngestDeps {
	db: Database;
	clock: Clock;
	source: FixtureSource;
}

/**
 * Takes over what the source knows of the competitions: new matches, new dates, new states. A line that
 * cannot be used is reported and left out; a competition whose source is down is reported and keeps what
 * is stored.
 */
export async function ingest(
	{ log, ...deps }: IngestDeps & { log: Logger },
	competitions: string[],
): Promise<IngestReport> {
	const report: IngestReport = { fixtures: 0, changed: 0, problems: [] };
	for (const id of competitions) {
		try {
			const { fixtures, changed, problems } = await ingestCompetition(deps, id);
			report.fixtures += fixtures;
			report.changed += changed;
			report.problems.push(...problems);
			for (const problem of problems) log.warn(problem, 'fixture left out');
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			log.error({ competition: id, reason: error.message }, 'competition left out');
			report.problems.push({ where: id, reason: error.message });
		}
	}
	log.info({ fixtures: report.fixtures, changed: report.changed, left: report.problems.length }, 'ingested');
	return report;
}

async function ingestCompetition({ db, clock, source }: IngestDeps, id: string): Promise<IngestReport> {
	const { name, timeZone } = await source.competition(id);
	const { fixtures, problems } = await source.listFixtures(id);
	await db.competition.upsert({ where: { id }, create: { id, name, timeZone }, update: { name, timeZone } });
	const changed = await storeFixtures(db, fixtures, clock.now());
	return { fixtures: fixtures.length, changed: changed.length, problems };
}
