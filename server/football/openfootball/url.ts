import { type Clock, MINUTE, SystemClock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { FoundFile } from './season-file.ts';

/** How long a download counts as current; the same as GitHub's own cache of raw files. */
const MAX_AGE = 5 * MINUTE;
const TIMEOUT = 30_000;

/**
 * Finds a competition's files below a URL: `<url>/<season>/<competition>.json` for each of the
 * seasons. One that the server does not have is left out.
 *
 * @param seasons asked each time: a process that runs for long lives to see new ones
 * @param clock real time: a fast replay must not ask the server more often
 * @returns a function that throws AppError 'unavailable' when the server cannot be reached, 'not-found'
 * when it has no season of the competition
 */
export function findAtUrl(
	base: string,
	seasons: (() => string[]) | undefined,
	clock: Clock = new SystemClock(),
): (competition: string) => Promise<FoundFile[]> {
	if (!seasons)
		throw new AppError(
			'invalid',
			`Which seasons to get from ${base} is not said: name them, such as 2024-25.`,
		);
	const downloads = new Map<string, { at: number; text: Promise<string | null> }>();

	async function find(url: string, season: string): Promise<FoundFile | null> {
		const now = clock.now().getTime();
		let download = downloads.get(url);
		if (!download || now - download.at >= MAX_AGE) {
			download = { at: now, text: get(url) };
			downloads.set(url, download);
			download.text.catch(() => downloads.delete(url));
		}
		const text = await download.text;
		return text === null
			? null
			: { where: url, season, version: String(download.at), read: async () => text };
	}

	return async (competition) => {
		const root = base.replace(/\/+$/, '');
		const file = encodeURIComponent(competition);
		const wanted = seasons();
		const found = await Promise.all(wanted.map((season) => find(`${root}/${season}/${file}.json`, season)));
		const files = found.filter((file) => file !== null);
		if (files.length === 0)
			throw new AppError(
				'not-found',
				`${base} has no ${competition}.json for ${wanted.join(', ')}: check the competition, the seasons and the address (such as https://raw.githubusercontent.com/openfootball/football.json/master).`,
			);
		return files;
	};
}

/** @returns null when the server says that there is no such file */
async function get(url: string): Promise<string | null> {
	let response: Response;
	try {
		response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
		if (response.ok) return await response.text();
	} catch (error) {
		throw new AppError(
			'unavailable',
			`${url} cannot be reached: check the address and the network, or name a folder of football.json files.`,
			{ cause: error },
		);
	}
	await response.body?.cancel();
	if (response.status === 404) return null;
	throw new AppError('unavailable', `${url} answered with status ${response.status}: try again later.`);
}
