import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, after as later, MINUTE } from '../../server/clock.ts';
import { advanceRuns } from '../../server/pipeline/backfill/advance-runs.ts';
import { readRun } from '../../server/pipeline/backfill/read-run.ts';
import { settleMatch } from '../../server/pipeline/settlement.ts';
import { finishedMatch, storeFailure } from '../../tests/failures.ts';
import { START, storeMatch, storePrediction } from '../../tests/pipeline.ts';
import { type TypeOptions, typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';

const web = testWeb();

const MODELS = ['llama-4-scout', 'deepseek-r1'];

beforeEach(async () => {
	const { db } = web().pipeline;
	web().pipeline.clock.set(START);
	await db.backfillRun.deleteMany();
	await db.match.deleteMany();
	await db.model.updateMany({ where: { id: { notIn: MODELS } }, data: { enabled: false } });
});

/** Runs the command against the test's own web process. */
function backfill(args: string[], options: Omit<TypeOptions, 'variables'> = {}) {
	return typeTouchline(['backfill', ...args, '--url', web().url], {
		variables: { ADMIN_PASSWORD: PASSWORD },
		...options,
	});
}

/** A step of the scheduling worker. */
async function advance(): Promise<void> {
	const { pipeline, realClock } = web();
	await advanceRuns({ ...pipeline, realClock });
}

/**
 * Does what the workers do, until a run has ended or is paused. A prediction costs $0.25.
 * @param failing the model whose calls fail for good
 */
async function workOff(id: string, failing?: string): Promise<void> {
	const { pipeline } = web();
	const { db, clock } = pipeline;
	for (let steps = 0; steps < 20; steps++) {
		await advance();
		const run = await readRun(db, id);
		if (run.endedAt || run.pausedAt) return;
		const underWay = await db.backfillItem.findMany({
			where: { runId: id, startedAt: { not: null }, endedAt: null },
		});
		for (const { matchId, modelIds } of underWay) {
			for (const modelId of modelIds) {
				if (modelId === failing) {
					const message = 'the model refuses';
					await db.jobFailure.deleteMany({ where: { matchId, modelId } });
					await storeFailure(pipeline, { stage: 'predictions', matchId, modelId, message });
				} else {
					await storePrediction(pipeline, matchId, { modelId, madeAt: clock.now() });
				}
			}
			await db.prediction.updateMany({ where: { matchId }, data: { costUsd: 0.25 } });
			await settleMatch(db, { matchId, now: clock.now() });
		}
	}
	throw new Error(`Backfill ${id} does not end.`);
}

/** The same while the command waits, which tells the run's id on standard error. */
async function whileItWorks(
	args: string[],
	{ failing, ...options }: Partial<TypeOptions> & { failing?: string } = {},
) {
	const stuck = new AbortController();
	let work: Promise<void> | undefined;
	const ended = await backfill(args, {
		interrupt: stuck.signal,
		...options,
		onError(text) {
			const [, id] = /^Backfill (\S+) has/.exec(text) ?? [];
			if (id === undefined || work) return;
			work = workOff(id, failing);
			work.catch(() => stuck.abort());
		},
	});
	await work;
	return ended;
}

/** Begins one and does not wait. @returns its id */
async function begun(...args: string[]): Promise<string> {
	const { out } = await backfill([...args, '--yes', '--no-wait', '--json']);
	return JSON.parse(out).run.id;
}

function runs(): Promise<number> {
	return web().pipeline.db.backfillRun.count();
}

const gap = (home: string) => finishedMatch(web().pipeline, { home, away: 'Genk' });

/** A match with a retroactive prediction of each model. */
async function retroactive(home: string): Promise<string> {
	const matchId = await gap(home);
	for (const modelId of MODELS) await storePrediction(web().pipeline, matchId, { modelId, madeAt: START });
	return matchId;
}

describe('touchline backfill', () => {
	it('says what it would do in a dry run, and queues nothing', async () => {
		await gap('Ashbourne Vale');
		await gap('Brackenholt Rovers');
		await storeMatch(web().pipeline, { kickoffAt: later(START, -3 * HOUR), status: 'postponed' });
		const { code, out, err } = await backfill(['--dry-run']);
		expect([code, err]).toEqual([0, '']);
		expect(out).toMatch(/^Backfill of matches that kick off from 2025-02-22 12:00 to 2025-03-01 12:00 UTC\n/);
		expect(out).toContain('\n  matches  2; what they lack first: predictions 2\n');
		expect(out).toContain('\n  1  the match is postponed: it wants no predictions\n');
		expect(out).toMatch(
			/\n {2}2025-03-01 09:00 {2}Brackenholt Rovers – Genk .* 2 missing {2}predictions first\n/,
		);

		const json = await backfill(['--dry-run', '--json', '--from', '2025-02-28', '--to', '2025-02-28']);
		expect(json.out.split('\n')).toHaveLength(2);
		expect(JSON.parse(json.out)).toMatchObject({
			preview: {
				matches: 0,
				window: { from: '2025-02-28T00:00:00.000Z', to: '2025-03-01T00:00:00.000Z' },
			},
		});
		expect(await runs()).toBe(0);
	});

	it('follows what it began to the end, and then has nothing to do', async () => {
		await gap('Carrowmere Athletic');
		await gap('Dunmarsh United');
		const { code, out, err } = await whileItWorks(['--yes']);
		expect([code, out]).toEqual([
			0,
			'Backfill of 2 matches: 2 done; 4 of 4 predictions made, $1.00 spent, 0 s of work.\n',
		]);
		expect(err).toMatch(/^Backfill of matches .*\n[\s\S]*\nBackfill \S+ has begun\.\nWaiting .*\n$/);

		expect(await backfill(['--yes'])).toEqual({
			code: 0,
			out: 'Nothing to do: there is no gap in matches that kick off from 2025-02-22 12:00 to 2025-03-01 12:00 UTC.\n',
			err: '',
		});
		expect(await runs()).toBe(1);
	});

	it('names the matches that failed, and fails', async () => {
		await gap('Eskerby Town');
		const told = await whileItWorks(['--yes'], { failing: 'deepseek-r1' });
		expect([told.code, told.out]).toEqual([
			1,
			'Backfill of 1 match: 1 failed; 1 of 2 predictions made, $0.25 spent, 0 s of work.\n' +
				'  Eskerby Town – Genk  deepseek-r1: the model refuses\n',
		]);
		const again = await whileItWorks(['--yes', '--policy', 'failed', '--json'], { failing: 'deepseek-r1' });
		expect(again.code).toBe(1);
		expect(again.out.split('\n')).toHaveLength(2);
		expect(JSON.parse(again.out)).toMatchObject({
			preview: { matches: 1 },
			run: { policy: 'failed', matches: { outcomes: { failed: 1 } } },
			failed: [{ match: { home: 'Eskerby Town' }, reason: 'deepseek-r1: the model refuses' }],
		});
	});

	it('does nothing without a yes, and says how to give it', async () => {
		await gap('Fallowden City');
		const { code, out, err } = await backfill([]);
		expect([code, out]).toEqual([1, '']);
		expect(err).toMatch(
			/\nAsk for 2 missing predictions in 1 match, for about \$\S+\? There is no terminal to ask at: add --yes to go ahead\.\n$/,
		);
		expect(await runs()).toBe(0);
	});

	it.each([
		['n', 'Nothing was done.\n', 0],
		['yes', /^Backfill of 1 match, going on: 1 to come; 0 of 2 predictions made, /, 1],
	])('asks at a terminal, and does as the answer %j says', async (answer, told, count) => {
		await gap('Glasswick Wanderers');
		const asked: string[] = [];
		const { code, out } = await backfill(['--no-wait'], {
			answer: (question) => {
				asked.push(question);
				return answer;
			},
		});
		expect(asked).toEqual([
			expect.stringMatching(/^Ask for 2 missing predictions in 1 match, .*\? \[y\/N\] $/),
		]);
		expect(code).toBe(0);
		expect(out).toMatch(told);
		expect(await runs()).toBe(count);
	});

	it('means the time that it showed, however long the answer takes', async () => {
		const { pipeline } = web();
		await gap('Harrowmere United');
		await storeMatch(pipeline, { kickoffAt: later(START, 10 * MINUTE) });
		const { code, out } = await backfill(['--no-wait'], {
			answer() {
				pipeline.clock.set(later(START, HOUR));
				return 'y';
			},
		});
		expect([code, out]).toEqual([0, expect.stringMatching(/^Backfill of 1 match, going on/)]);
	});

	it('leaves it running at Ctrl-C, and says what can be done about it', async () => {
		await gap('Inverquill Thistle');
		const ctrlC = new AbortController();
		const { code, out, err } = await backfill(['--yes'], {
			interrupt: ctrlC.signal,
			onError: (text) => {
				if (text.includes('Waiting')) ctrlC.abort();
			},
		});
		expect(code).toBe(130);
		expect(out).toMatch(/^Backfill of 1 match, going on: 1 to come; /);
		const [, id = ''] = /\nIt goes on without you:\n[\s\S]* backfill cancel (\S+)\n$/.exec(err) ?? [];
		expect((await backfill(['cancel', id])).out).toMatch(
			/^Backfill of 1 match, cancelled and ending: 1 left alone/,
		);
	});

	it('stops when its budget is used up, and goes on with a larger one', async () => {
		await gap('Jarrowfield Albion');
		await gap('Kestermere Vale');
		const told = await whileItWorks(['--yes', '--budget', '0.5', '--concurrency', '1']);
		expect([told.code, told.out]).toEqual([
			1,
			expect.stringMatching(
				/^Backfill of 2 matches, paused by its budget: 1 done, 1 to come; 2 of 4 predictions made, \$0\.50 of \$0\.50 spent, /,
			),
		]);
		const [, id = ''] = /\nIt is paused:\n[\s\S]* backfill resume (\S+) --budget </.exec(told.err) ?? [];
		const resumed = await backfill(['resume', id, '--budget', 'none', '--json']);
		expect([resumed.code, resumed.err]).toEqual([0, '']);
		expect(JSON.parse(resumed.out)).toMatchObject({ id, budgetUsd: null, pausedAt: null });
		await workOff(id);
		expect((await backfill(['status', id])).out).toMatch(
			/^Backfill of 2 matches: 2 done; 4 of 4 predictions made/,
		);
	});
});

describe('touchline backfill --policy all', () => {
	it.each([
		[[], '--yes alone'],
		[['--anew', '3'], '--anew 3'],
	])('with --yes and %j does not replace what is there', async (anew, given) => {
		await retroactive('Larkwater Albion');
		await retroactive('Marlstone County');
		const { code, out, err } = await backfill(['--policy', 'all', '--yes', ...anew]);
		expect([code, out]).toEqual([1, '']);
		expect(err).toContain(
			`\n4 retroactive predictions would be made anew, which ${given} does not confirm: add --yes --anew 4 to go ahead.\n`,
		);
		expect(await runs()).toBe(0);
	});

	it('does so when their number is confirmed', async () => {
		await retroactive('Nethercote Rangers');
		const { code, out } = await whileItWorks(['--policy', 'all', '--yes', '--anew', '2']);
		expect([code, out]).toEqual([
			0,
			'Backfill of 1 match: 1 done; 2 of 2 predictions made, $0.50 spent, 0 s of work.\n',
		]);
		expect(await web().pipeline.db.voidPrediction.count()).toBe(2);
	});

	it('names the number in its question', async () => {
		await retroactive('Otterbourne Town');
		await gap('Pellworth City');
		const asked: string[] = [];
		const answer = (question: string) => {
			asked.push(question);
			return 'y';
		};
		expect((await backfill(['--policy', 'all', '--no-wait'], { answer })).code).toBe(0);
		expect(asked).toEqual([
			expect.stringMatching(
				/^Ask for 2 missing predictions and make 2 retroactive predictions anew in 2 matches, for about \$/,
			),
		]);
	});
});

describe('matches that another backfill has', () => {
	it('are followed there', async () => {
		await gap('Quenby Athletic');
		const id = await begun();
		const { code, out, err } = await whileItWorks(['--yes']);
		expect([code, out]).toEqual([0, expect.stringMatching(/^Backfill of 1 match: 1 done; /)]);
		expect(err).toMatch(`Backfill ${id} has these matches already: this is about that one.\n`);
		expect(await runs()).toBe(1);
	});

	it('are followed there when it took them while the operator thought', async () => {
		await gap('Ravensmoor United');
		let id = '';
		const { code, out, err } = await whileItWorks(['--json'], {
			async answer() {
				id = await begun();
				return 'y';
			},
		});
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			preview: { matches: 0 },
			run: { id, matches: { outcomes: { done: 1 } } },
		});
		expect(err).toMatch(`Backfill ${id} has these matches already: this is about that one.\n`);
	});
});

describe('touchline backfill status, pause, resume and cancel', () => {
	it('say that there is none', async () => {
		expect((await backfill(['status'])).out).toMatch(/^There is no backfill yet: /);
		expect(JSON.parse((await backfill(['status', '--json'])).out)).toEqual({
			run: null,
			failed: [],
			unended: [],
		});
	});

	it('tell of a run, and of the others that have not ended', async () => {
		const [one, other] = [await gap('Silverdale Rovers'), await gap('Thornbury Vale')];
		const first = await begun('--match', one);
		web().realClock.advance(MINUTE);
		const second = await begun('--match', other, '--budget', '2', '--concurrency', '1');
		await advance();
		const newest = (await backfill(['status'])).out;
		expect(newest).toMatch(
			/^Backfill of 1 match, going on: 1 under way; 0 of 2 predictions made, \$0\.00 of \$2\.00 spent, /,
		);
		expect(newest).toContain(
			`\n  run      ${second}\n  about    1 named match\n  policy   missing, newest first, 1 match at once\n`,
		);
		expect(newest).toContain(`npm run touchline -- backfill pause ${second}\n`);
		expect(newest).toContain(`\nOthers that have not ended\n  ${first}  Backfill of 1 match, going on: `);
		expect(JSON.parse((await backfill(['status', first, '--json'])).out)).toMatchObject({
			run: { id: first },
			failed: [],
			unended: [{ id: second }],
		});
	});

	it('pause one, go on with it, and end it early', async () => {
		await gap('Underhill Wanderers');
		const id = await begun();
		const paused = await backfill(['pause', id]);
		expect([paused.code, paused.out]).toEqual([
			0,
			expect.stringMatching(/^Backfill of 1 match, paused by an operator: 1 to come; /),
		]);
		const followed = await backfill(['--yes']);
		expect(followed.code).toBe(1);
		expect(followed.out).toMatch(/paused by an operator/);
		expect(followed.err).toContain(`npm run touchline -- backfill resume ${id}\n`);

		expect((await backfill(['resume', id])).out).toMatch(/^Backfill of 1 match, going on: /);
		expect((await backfill(['cancel', id])).code).toBe(0);
		await advance();
		const cancelled = expect.stringMatching(/^Backfill of 1 match, cancelled: 1 left alone; /);
		for (const [name, code] of [
			['cancel', 0],
			['pause', 1],
			['resume', 1],
			['status', 0],
		] as const) {
			const told = await backfill([name, id]);
			expect([name, told.code, told.out]).toEqual([name, code, cancelled]);
		}
	});
});

describe('touchline backfill, asked for what cannot be', () => {
	const NUMBER_OF_DAYS =
		/'--days <n>' argument '\S+' is invalid\. It must be a whole number of days from 1 to 366\./;
	const BUDGET = /'--budget <usd>' argument '\S+' is invalid\. It must be US dollars such as 2\.50, above 0/;
	const TIME = /'--(from|to) <time>' argument '\S+' is invalid\. It must be a day such as/;
	it.each([
		[['--days', '0'], NUMBER_OF_DAYS],
		[['--days', '-3'], NUMBER_OF_DAYS],
		[['--days', '10000'], NUMBER_OF_DAYS],
		[['--days', 'many'], NUMBER_OF_DAYS],
		[['--days', '3', '--from', '2025-03-01'], /--days cannot be used together with --from or --to: /],
		[['--days', '3', '--to', '2025-03-01'], /--days cannot be used together with --from or --to: /],
		[['--from', '2025-03-02', '--to', '2025-03-01'], /--from must be before --to: /],
		[['--from', '2023-03-02', '--to', '2025-03-01'], /--from and --to must be 366 days apart at most: /],
		[['--from', 'yesterday'], TIME],
		[['--from', '2025-02-30'], TIME],
		[['--to', '2025-03-01T15:00'], TIME],
		[['--to', '2025-03-01T24:30Z'], TIME],
		[['--budget', '0'], BUDGET],
		[['--budget', '-1'], BUDGET],
		[['--budget', 'much'], BUDGET],
		[['--budget', '1000000'], BUDGET],
		[['--budget', '0.00001'], /A budget of \$\S+ does not pay for one match: /],
		[['--concurrency', '0'], /--concurrency .*from 1 to 50\./],
		[['--policy', 'some'], /--policy .*missing, failed, all/],
		[['--order', 'random'], /--order .*newest, oldest/],
		[['--anew', '2'], /--anew can be used with --policy all only: /],
		[['--anew', 'all', '--policy', 'all'], /--anew .*whole number/],
		[['--match', 'nobody'], /There is no match "nobody": /],
		[['--competition', 'xx.9'], /There is no competition "xx\.9"; there are: /],
		[['stauts'], /too many arguments for 'backfill'/],
		[['--days', '3', 'status'], /--days must stand after "status", if it takes them\./],
		[['status', 'nothing'], /There is no backfill "nothing": /],
		[['pause'], /run/],
		[['pause', 'nothing'], /There is no backfill "nothing": /],
		[['cancel', 'nothing'], /There is no backfill "nothing": /],
		[['resume', 'nothing', '--budget', 'more'], BUDGET],
	])('%j: says so in one line', async (args, named) => {
		await gap('Vale of Wyre');
		const told = await backfill(
			args.includes('--days') || args[0]?.startsWith('--') ? [...args, '--yes'] : args,
		);
		expect([told.code, told.out]).toEqual([1, '']);
		expect(told.err.trim().split('\n')).toHaveLength(1);
		expect(told.err).toMatch(named);
		expect(await runs()).toBe(0);
	});

	it('says so when nobody can be asked', async () => {
		const { db } = web().pipeline;
		await gap('Wexcombe Town');
		await db.model.updateMany({ data: { enabled: false } });
		const { code, out, err } = await backfill(['--yes']);
		await db.model.updateMany({ where: { id: { in: MODELS } }, data: { enabled: true } });
		expect([code, out]).toEqual([1, '']);
		expect(err).toBe('No model is enabled, so that nobody can be asked: enable one first.\n');
	});
});
