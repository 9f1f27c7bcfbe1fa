import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../server/errors.ts';

const BUILT = 'build/server/index.js';
const SOURCES = ['app', 'server', 'package-lock.json', 'vite.config.ts', 'tailwind.config.ts'];
const REMIX = 'node_modules/@remix-run/dev/dist/cli.js';

/**
 * Builds the console unless the build is newer than everything it is made from.
 * @throws AppError with the last line of the build's output
 */
export async function ensureConsoleBuild(report: (line: string) => void): Promise<void> {
	const built = await modifiedAt(BUILT);
	const sources = await Promise.all(SOURCES.map(newestIn));
	if (built > Math.max(...sources)) return;
	report('Building the console ...');
	try {
		await promisify(execFile)(process.execPath, [REMIX, 'vite:build'], {
			env: { ...process.env, NODE_ENV: 'production' },
			maxBuffer: 64 * 2 ** 20,
		});
	} catch (error) {
		const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
		const line =
			output
				.trim()
				.split('\n')
				.findLast((text) => /error/i.test(text)) ?? 'see `npx remix vite:build`';
		throw new AppError('unavailable', `The console could not be built: ${line.trim()}`, { cause: error });
	}
}

async function newestIn(where: string): Promise<number> {
	const own = await stat(where);
	if (!own.isDirectory()) return own.mtimeMs;
	const inside = await readdir(where, { recursive: true });
	return Math.max(
		own.mtimeMs,
		...(await Promise.all(inside.map((name) => modifiedAt(path.join(where, name))))),
	);
}

/** 0 for a file that is not there. */
async function modifiedAt(file: string): Promise<number> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	return found?.mtimeMs ?? 0;
}
