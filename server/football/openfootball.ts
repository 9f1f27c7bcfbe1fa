import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { timeZoneOf } from './competitions.ts';
import { competitionOf, type FixtureRecord, type RecordSource } from './fixture-record.ts';
import { findInFolder } from './openfootball/folder.ts';
import { type FoundFile, parseSeasonFile, type SeasonFile } from './openfootball/season-file.ts';
import { findAtUrl } from './openfootball/url.ts';
import type { SourceProblem } from './source.ts';

interface OpenFootballOptions {
	/** A folder of football.json files, or the base URL of one. */
	location: string;
	/** Seasons to look for now below a URL, such as "2024-25"; a folder is read for what it has. */
	seasons?: () => string[];
	/** Real time, for the age of downloads. */
	clock?: Clock;
}

/**
 * Fixtures and results from football.json files (https://github.com/openfootball/football.json). Nothing
 * is read before something is asked for; files that change are read again.
 *
 * @throws AppError 'invalid' for a URL without seasons
 */
export function createOpenFootballSource({ location, seasons, clock }: OpenFootballOptions): RecordSource {
	const find = /^https?:\/\//i.test(location)
		? findAtUrl(location, seasons, clock)
		: (competition: string) => findInFolder(location, competition);
	const cache = new Map<string, { version: string; file: SeasonFile }>();

	async function load(competition: string): Promise<SeasonFile[]> {
		const found = await find(competition);
		const timeZone = timeZoneOf(competition);
		return Promise.all(found.map((file) => parse(file, competition, timeZone)));
	}

	async function parse(found: FoundFile, competition: string, timeZone: string): Promise<SeasonFile> {
		const known = cache.get(found.where);
		if (known?.version === found.version) return known.file;
		const { where, season, version } = found;
		const file = parseSeasonFile(await found.read(), { where, season, competition, timeZone });
		cache.set(where, { version, file });
		return file;
	}

	return {
		name: 'openfootball',
		offersLineups: false,
		batchSize: 20,
		async competition(id) {
			const files = await load(id);
			return { id, name: newest(files)?.title ?? id, timeZone: timeZoneOf(id) };
		},
		async listFixtures(competition) {
			const { records, problems } = merge(await load(competition));
			const byKickoff = (a: FixtureRecord, b: FixtureRecord) => a.kickoffAt.getTime() - b.kickoffAt.getTime();
			return { fixtures: [...records.values()].sort(byKickoff), problems };
		},
		async fetchFixtures(sourceKeys) {
			const competitions = new Set(sourceKeys.map(competitionOf));
			const loaded = await Promise.all([...competitions].map((id) => load(id).catch(noneIfNotFound)));
			const { records } = merge(loaded.flat());
			return sourceKeys.map((key) => records.get(key)).filter((record) => record !== undefined);
		},
		async fetchLineups() {
			return null;
		},
	};
}

/** All seasons together; of a match that stands there twice the first counts. */
function merge(files: SeasonFile[]): { records: Map<string, FixtureRecord>; problems: SourceProblem[] } {
	const records = new Map<string, FixtureRecord>();
	const problems: SourceProblem[] = [];
	for (const file of files) {
		problems.push(...file.problems);
		for (const { where, record } of file.matches) {
			const { sourceKey, home, away } = record;
			if (records.has(sourceKey))
				problems.push({
					where,
					reason: `${home} against ${away} is there already, in the same season and round`,
				});
			else records.set(sourceKey, record);
		}
	}
	return { records, problems };
}

function noneIfNotFound(error: unknown): SeasonFile[] {
	if (error instanceof AppError && error.code === 'not-found') return [];
	throw error;
}

function newest(files: SeasonFile[]): SeasonFile | undefined {
	return files.toSorted((a, b) => a.season.localeCompare(b.season)).at(-1);
}
