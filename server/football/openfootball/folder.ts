import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../errors.ts';
import { isCompetition } from '../competitions.ts';
import { isSeason } from '../seasons.ts';
import type { FoundFile } from './season-file.ts';

/**
 * Finds a competition's files in a folder: `<folder>/<competition>.json` and
 * `<folder>/<season>/<competition>.json`.
 *
 * @throws AppError 'unavailable' when the folder cannot be read, 'invalid' when it holds no football.json
 * files, 'not-found' when it holds none of this competition
 */
export async function findInFolder(folder: string, competition: string): Promise<FoundFile[]> {
	const listing = await listFiles(folder);
	const files = listing.filter((file) => file.competition === competition);
	if (files.length > 0) return Promise.all(files.map(describe));

	const others = [...new Set(listing.map((file) => file.competition))].filter(isCompetition).sort();
	if (others.length === 0)
		throw new AppError('invalid', `The folder ${folder} holds no football.json files: ${REMEDY}`);
	throw new AppError(
		'not-found',
		`The folder ${folder} has no ${competition}.json: it has ${others.join(', ')}.`,
	);
}

const REMEDY =
	'name one with files such as 2024-25/en.1.json (to be had from https://github.com/openfootball/football.json).';

interface ListedFile {
	path: string;
	competition: string;
	season: string | null;
}

async function listFiles(folder: string): Promise<ListedFile[]> {
	const names = await readFolder(folder);
	const own = basename(folder);
	const listing = jsonFiles(folder, names, isSeason(own) ? own : null);
	for (const season of names.filter(isSeason).sort()) {
		const path = join(folder, season);
		listing.push(...jsonFiles(path, await readFolder(path), season));
	}
	return listing;
}

function jsonFiles(folder: string, names: string[], season: string | null): ListedFile[] {
	return names
		.filter((name) => name.endsWith('.json'))
		.map((name) => ({ path: join(folder, name), competition: basename(name, '.json'), season }));
}

async function readFolder(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		throw new AppError('unavailable', `The folder ${folder} ${whyNot(error)}: ${REMEDY}`, { cause: error });
	}
}

async function describe({ path, season }: ListedFile): Promise<FoundFile> {
	const { mtimeMs, size } = await orUnavailable(path, stat(path));
	return {
		where: path,
		season,
		version: `${mtimeMs}/${size}`,
		read: () => orUnavailable(path, readFile(path, 'utf8')),
	};
}

async function orUnavailable<T>(path: string, reading: Promise<T>): Promise<T> {
	try {
		return await reading;
	} catch (error) {
		throw new AppError('unavailable', `The file ${path} ${whyNot(error)}: check it and its permissions.`, {
			cause: error,
		});
	}
}

function whyNot(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'ENOENT') return 'does not exist';
	if (code === 'ENOTDIR') return 'is not a folder';
	return `cannot be read (${String(code)})`;
}
