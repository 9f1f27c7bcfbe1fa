import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '../server/alerts/alerts.ts';
import { HOUR, after as later, MINUTE } from '../server/clock.ts';
import { createHeartbeat } from '../server/pipeline/heartbeat.ts';
import { WORKER_KINDS } from '../server/pipeline/workers-alive.ts';
import { newJob } from '../server/queue/catalogue.ts';
import { START, storeMatch } from '../tests/pipeline.ts';
import { type Ended, runScript } from '../tests/run-script.ts';
import { typeTouchline } from '../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../tests/web.ts';
import { freePort } from './launch/ports.ts';

const web = testWeb();
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-cli-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const own = () => ({ TOUCHLINE_DATA_DIR: folder, ADMIN_PASSWORD: PASSWORD });

function touchline(args: string[], variables: Record<string, string> = {}): Promise<Ended> {
	return typeTouchline(args, { variables: { ...own(), ...variables } });
}

/** The same against the test's own web process. */
const ask = (...args: string[]) => touchline([...args, '--url', web().url]);

it('prints, and ends with the exit code, as a process of its own', async () => {
	const spawned = (...args: string[]) => runScript('scripts/touchline.ts', args, own());
	const told = await spawned('investigate', '--url', web().url);
	expect(told).toEqual({ code: 0, out: expect.stringMatching(/^Nothing has failed since /), err: '' });
	const wrong = await spawned('statsu');
	expect(wrong).toEqual({ code: 1, out: '', err: expect.stringMatching(/^unknown command 'statsu'.*\n$/) });
}, 60_000);

describe('touchline status', () => {
	async function beat() {
		const { db, clock } = web().pipeline;
		await db.workerHeartbeat.deleteMany();
		for (const kind of WORKER_KINDS) await createHeartbeat(db, clock, kind).beat();
	}

	it('ends with 0 when all is well, 2 with a gap, 3 without a worker', async () => {
		const { pipeline } = web();
		await beat();
		const well = await ask('status');
		expect(well.err).toBe('');
		expect(well.out).toMatch(/^No matches in the next 48 h\. Touchline is ok\.\n/);
		expect(well.code).toBe(0);

		await storeMatch(pipeline, {
			home: 'Ajax',
			away: 'Genk',
			kickoffAt: later(START, 90 * MINUTE),
			kickoffConfirmed: false,
		});
		await raiseAlert(
			pipeline.db,
			{ kind: 'source_unavailable', subject: 'openfootball', message: 'The source does not answer.' },
			later(START, -HOUR),
		);
		await beat();
		const gap = await ask('status');
		expect(gap.code).toBe(2);
		expect(gap.out).toContain('1 of 1 match of the next 48 h has a gap; 1 at risk. Touchline is degraded.');
		expect(gap.out).toContain(
			'Ajax – Genk, Sat 1 Mar 13:30 (time not confirmed), in 1 h 30 min, critical\n    analysis: not in the queue',
		);
		expect(gap.out).toContain('Source unavailable, 1 h ago: The source does not answer.');
		expect(gap.out).toContain('Minute sweep: has not run in the last 7 days');

		await pipeline.db.workerHeartbeat.deleteMany({ where: { kind: 'settlement' } });
		const down = await ask('status', '--json');
		expect(down.code).toBe(3);
		expect(down.out.trim().split('\n')).toHaveLength(1);
		expect(JSON.parse(down.out)).toMatchObject({
			url: web().url,
			now: START.toISOString(),
			status: 'down',
			coverage: { matches: 1, covered: 0 },
			atRisk: [{ match: { home: 'Ajax' }, stage: 'analysis' }],
			workers: [{ alive: 1 }, { alive: 1 }, { kind: 'settlement', alive: 0 }],
			alerts: [{ kind: 'source_unavailable' }],
			outages: [],
			passes: [],
			failureCounts: { settlement: 0 },
		});
	});
});

describe('touchline reconcile', () => {
	it('says what it would do without doing it, then does it, then has nothing to do', async () => {
		const { pipeline } = web();
		const matchId = await storeMatch(pipeline, {
			home: 'Lyon',
			away: 'Nice',
			kickoffAt: later(START, 10 * HOUR),
		});
		const job = newJob('analysis', { matchId });
		const dry = await ask('reconcile', '--dry-run');
		expect(dry.err).toBe('');
		expect(dry.code).toBe(0);
		expect(dry.out).toMatch(/^A pass would queue \d+ jobs \(analysis \d, /);
		expect(dry.out).toMatch(/\n {2}analysis +add +\d\n/);
		expect(dry.out).toMatch(/add +analysis +due Sat 1 Mar 16:00 +Lyon – Nice, kick-off Sat 1 Mar 22:00\n/);
		expect((await pipeline.queues.inspect([job])).size).toBe(0);

		const { total } = JSON.parse((await ask('reconcile', '--dry-run', '--json')).out);
		const ran = JSON.parse((await ask('reconcile', '--json')).out);
		const added: number[] = Object.values(ran.added);
		expect(added.reduce((sum, jobs) => sum + jobs, 0)).toBe(total);
		expect((await pipeline.queues.inspect([job])).size).toBe(1);

		pipeline.clock.advance(MINUTE);
		const again = await ask('reconcile');
		expect(again.out).toMatch(
			/^Nothing had to change\.\n\d match(es)? checked, \d+ jobs in place, took \d+ ms\.\n/,
		);
		expect(again.code).toBe(0);
		const status = await ask('status');
		expect(status.out).toMatch(/Operator, now: nothing to change; \d+ match/);
	});
});

describe('touchline, asked for what cannot be', () => {
	let stranger: Server;

	beforeAll(async () => {
		stranger = createServer((_req, res) => res.end('<h1>Something else</h1>'));
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	});

	afterAll(() => new Promise((resolve) => stranger.close(resolve)));

	async function refused(
		args: string[],
		variables: Record<string, string> = {},
		exitCode = 1,
	): Promise<string> {
		const { code, out, err } = await touchline(args, variables);
		expect(code).toBe(exitCode);
		expect(out).toBe('');
		expect(err.trim().split('\n')).toHaveLength(1);
		return err;
	}

	it.each([
		[['status', '--url', 'nonsense'], /--url.*URL such as http/],
		[['status', '--nonsense'], /unknown option '--nonsense'.*--help/],
		[['statsu'], /unknown command 'statsu'.*status/],
		[['reconcile', 'everything'], /too many arguments/],
	])('%j: says so in one line', async (args, named) => {
		expect(await refused(args)).toMatch(named);
	});

	it('names the address where nothing answers, and the variable that is wrong', async () => {
		const port = String(await freePort('127.0.0.1'));
		expect(await refused(['status'], { HOST: '127.0.0.1', PORT: port })).toBe(
			`No Touchline answers at http://127.0.0.1:${port} (ECONNREFUSED): start it with "npm start", or name its address with --url.\n`,
		);
		expect(await refused(['status'], { PORT: 'abc' })).toMatch(/PORT: it must be a whole number/);
	});

	it('names what answers and is not Touchline', async () => {
		const address = stranger.address();
		const port = typeof address === 'object' ? address?.port : '';
		expect(await refused(['status', '--url', `http://127.0.0.1:${port}`])).toMatch(
			/What answers at .* is not Touchline/,
		);
	});

	it('names where the password is from that is wrong or missing', async () => {
		const { url } = web();
		expect(await refused(['status', '--url', url], { ADMIN_PASSWORD: 'not this one' })).toMatch(
			/refuses the password in ADMIN_PASSWORD: /,
		);
		expect(await refused(['status', '--url', url], { ADMIN_PASSWORD: '' })).toMatch(
			/There is no password: set ADMIN_PASSWORD, or TOUCHLINE_DATA_DIR/,
		);
		await writeFile(path.join(folder, 'admin-password'), `${PASSWORD}\n`);
		expect((await touchline(['status', '--url', url], { ADMIN_PASSWORD: '' })).out).toContain('Touchline is');
	});

	it('says what happened when the server fails', async () => {
		const { pipeline } = web();
		await pipeline.db.$executeRaw`ALTER TABLE "ReconcilePass" RENAME TO "Hidden"`;
		expect(await refused(['reconcile', '--url', web().url])).toMatch(/Something went wrong on the server/);
		await pipeline.db.$executeRaw`ALTER TABLE "Hidden" RENAME TO "ReconcilePass"`;
		web().realClock.advance(MINUTE);
		await pipeline.db.$executeRaw`ALTER TABLE "WorkerHeartbeat" RENAME TO "Hidden"`;
		expect(await refused(['status', '--url', web().url], {}, 3)).toMatch(
			/is down: its database cannot be reached/,
		);
		await pipeline.db.$executeRaw`ALTER TABLE "Hidden" RENAME TO "WorkerHeartbeat"`;
	});
});

describe('touchline --help', () => {
	it.each([[['--help']], [['status', '--help']], [['reconcile', '--help']]])('%j tells how', async (args) => {
		const { code, out } = await touchline(args);
		expect(code).toBe(0);
		expect(out).toMatch(/Usage: touchline/);
		expect(out).toMatch(/Exit code/);
	});
});
