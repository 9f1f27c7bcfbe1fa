import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureDatabase, withConnection } from './databases.ts';
import {
	type EmbeddedPostgres,
	findEmbeddedPostgres,
	removeEmbeddedPostgres,
	startEmbeddedPostgres,
} from './embedded-postgres.ts';
import { newScratchDataDir, removeScratch } from './scratch-postgres.ts';

const isRoot = process.getuid?.() === 0;

let dataDir: string;
let lines: string[];

beforeEach(async () => {
	dataDir = await newScratchDataDir();
	lines = [];
});

afterEach(() => removeScratch(dataDir));

const start = () => startEmbeddedPostgres({ dataDir, fast: true, log: (line) => lines.push(line) });
const pidFile = () => path.join(dataDir, 'cluster', 'postmaster.pid');
const portOf = ({ adminUrl }: EmbeddedPostgres) => Number(new URL(adminUrl).port);

describe('the embedded Postgres', () => {
	it('keeps its data and its port from one start to the next', async () => {
		const first = await start();
		expect(lines).toEqual([`Created a Postgres cluster in ${dataDir}.`]);
		await ensureDatabase(first.adminUrl, 'kept');
		await first.stop();
		expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();

		const second = await start();
		expect(second.urlOf('kept')).toBe(first.urlOf('kept'));
		expect(await currentDatabase(second.urlOf('kept'))).toBe('kept');
	});

	it('sets itself up below folders that are not there yet', async () => {
		const below = path.join(path.dirname(dataDir), 'new', 'folders', 'postgres');
		const started = await startEmbeddedPostgres({ dataDir: below, fast: true, log: () => undefined });
		expect(await currentDatabase(started.adminUrl)).toBe('postgres');
		await started.stop();
	});

	it('is taken over by the next start when a killed run left it behind', async () => {
		const left = await start();
		const before = await readFile(pidFile(), 'utf8');
		const found = await start();
		expect(found.adminUrl).toBe(left.adminUrl);
		expect((await findEmbeddedPostgres(dataDir))?.adminUrl).toBe(left.adminUrl);
		expect(await readFile(pidFile(), 'utf8')).toBe(before);
		expect(lines.at(-1)).toContain('Taking over');
	});

	it('recovers when it was killed itself', async () => {
		const killed = await start();
		await ensureDatabase(killed.adminUrl, 'survivor');
		process.kill(Number.parseInt(await readFile(pidFile(), 'utf8'), 10), 'SIGKILL');
		const recovered = await start();
		expect(await currentDatabase(recovered.urlOf('survivor'))).toBe('survivor');
	});

	it('is not fooled by a pid file whose number another program has now', async () => {
		const { adminUrl, stop } = await start();
		const file = await readFile(pidFile(), 'utf8');
		await stop();
		await writeFile(pidFile(), file.replace(/^\d+/, String(process.pid)));
		expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
		await writeFile(pidFile(), file.replace(/^\d+/, String(process.pid)));
		expect((await start()).adminUrl).toBe(adminUrl);
	});

	it('takes another port when its own is taken', async () => {
		const first = await start();
		const port = portOf(first);
		await first.stop();
		const stranger = createServer();
		await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
		const second = await start();
		expect(portOf(second)).not.toBe(port);
		expect(await currentDatabase(second.adminUrl)).toBe('postgres');
		await new Promise((resolve) => stranger.close(resolve));
	});

	it('lets in nobody without its password, which only its account can read', async () => {
		const { adminUrl } = await start();
		const guess = new URL(adminUrl);
		guess.password = 'guess';
		await expect(currentDatabase(guess.href)).rejects.toThrow(/refuses the login of "touchline"/);
		expect((await stat(path.join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
	});

	it('says on one line why it does not start', async () => {
		await (await start()).stop();
		await writeFile(path.join(dataDir, 'cluster', 'PG_VERSION'), '9\n');
		const error = await start().catch((reason: unknown) => reason);
		expect(error).toMatchObject({ name: 'AppError', code: 'unavailable' });
		expect(String(error)).toMatch(/^AppError: .*did not start \(.+\): see .*postgres\.log\.$/);
	});

	it('stops twice without complaint', async () => {
		const { stop } = await start();
		await stop();
		await stop();
	});

	// Only root runs Postgres as another account.
	it.runIf(isRoot)('goes where its account can follow when the folder is closed to it', async () => {
		await chmod(path.dirname(dataDir), 0o700);
		const { adminUrl } = await start();
		expect(await currentDatabase(adminUrl)).toBe('postgres');
		expect((await findEmbeddedPostgres(dataDir))?.adminUrl).toBe(adminUrl);
		const refuge = /its data is in (\/var\/tmp\/touchline-\S+)\.$/.exec(lines[0] ?? '')?.[1] ?? '';
		expect((await stat(refuge)).isDirectory()).toBe(true);
		await removeEmbeddedPostgres(dataDir);
		await expect(stat(refuge)).rejects.toThrow('ENOENT');
	});

	it('begins anew when a first start was cut short', async () => {
		await mkdir(path.join(dataDir, 'cluster.unfinished', 'base'), { recursive: true });
		expect(await currentDatabase((await start()).adminUrl)).toBe('postgres');
	});
});

async function currentDatabase(url: string): Promise<string> {
	const { rows } = await withConnection(url, (client) =>
		client.query<{ name: string }>('SELECT current_database() AS name'),
	);
	return rows[0]?.name ?? '';
}
