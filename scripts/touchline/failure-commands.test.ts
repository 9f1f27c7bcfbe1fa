import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, after as later, MINUTE } from '../../server/clock.ts';
import { healFailures, recordFailure } from '../../server/pipeline/failures.ts';
import { endLineups, finishedWith, START, storeAnalysis, storeMatch } from '../../tests/pipeline.ts';
import { type TypeOptions, typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';

const web = testWeb();

beforeEach(async () => {
	const { db } = web().pipeline;
	// No answer of the test before is kept.
	web().realClock.advance(MINUTE);
	await db.failureAction.deleteMany();
	await db.jobFailure.deleteMany();
});

/** Runs the command against the test's own web process; nothing works on the queues. */
function touchline(args: string[], options: Omit<TypeOptions, 'variables'> = {}) {
	return typeTouchline([...args, '--url', web().url], {
		variables: { ADMIN_PASSWORD: PASSWORD },
		...options,
	});
}

/** Two hours after kick-off, with an analysis and without predictions. */
async function finishedMatch(home: string): Promise<string> {
	const { pipeline } = web();
	const kickoffAt = later(START, -2 * HOUR);
	const id = await storeMatch(pipeline, { home, kickoffAt, ...finishedWith(2, 1) });
	await storeAnalysis(pipeline, id, later(kickoffAt, -5 * HOUR));
	await endLineups(pipeline, id);
	return id;
}

async function settlementFails(matchId: string): Promise<string> {
	const { db, clock } = web().pipeline;
	const work = { stage: 'settlement', matchId, modelId: null } as const;
	const error = new Error('no prediction is stored');
	const failure = {
		job: 'settlement',
		payload: { matchId },
		permanent: true,
		stalled: false,
		attempts: 1,
	} as const;
	await recordFailure(db, work, { ...failure, error }, clock.now());
	return (await db.jobFailure.findFirstOrThrow({ where: work })).id;
}

describe('touchline investigate', () => {
	it('says that nothing has failed', async () => {
		const { code, out, err } = await touchline(['investigate', '--since', '30m']);
		expect(err).toBe('');
		expect(code).toBe(0);
		expect(out).toMatch(/^Nothing has failed since Sat 1 Mar 11:30 UTC\.\nLooked at 0 failures /);
	});

	it('tells the cause of what has, and asks for the time that it is told', async () => {
		await settlementFails(await finishedMatch('Brackenholt Rovers'));
		const { code, out } = await touchline(['investigate']);
		expect(code).toBe(0);
		expect(out).toMatch(/^1 match, 1 failure of the settlement\n {2}cause {5}\S/);
		expect(out).toMatch(/\n {2}missing {3}predictions, due Sat 1 Mar 09:30 UTC\n/);
		expect(out).toMatch(/\n {2}examples {2}Brackenholt Rovers – .*, kick-off Sat 1 Mar 10:00\n/);
		expect(out).toMatch(/\n {2}command {3}npm run touchline -- retry --group \w+\n/);

		const found = JSON.parse((await touchline(['investigate', '--since', '12h', '--json'])).out);
		expect(found).toMatchObject({ since: later(START, -12 * HOUR).toISOString(), failures: 1 });
		expect(found.groups).toHaveLength(1);
	});
});

describe('touchline retry', () => {
	it('does nothing without a yes, and says how to give it', async () => {
		await settlementFails(await finishedMatch('Carrowmere Athletic'));
		const { code, out, err } = await touchline(['retry', '--all']);
		expect([code, out]).toEqual([1, '']);
		expect(err).toBe('Retry 1 failure? There is no terminal to ask at: add --yes to go ahead.\n');
		expect(await web().pipeline.db.failureAction.count()).toBe(0);
	});

	it.each([
		['', 'Nothing was done.\n', 0],
		['n', 'Nothing was done.\n', 0],
		['Yes', 'Retry of 1 failure, going on: 1 to come.\n', 1],
	])('asks at a terminal, and does as the answer %j says', async (answer, told, actions) => {
		await settlementFails(await finishedMatch('Kestermere Vale'));
		const asked: string[] = [];
		const { code, out, err } = await touchline(['retry', '--all', '--no-wait'], {
			answer: (question) => {
				asked.push(question);
				return answer;
			},
		});
		expect(asked).toEqual(['Retry 1 failure? [y/N] ']);
		expect([code, out, err]).toEqual([0, told, '']);
		expect(await web().pipeline.db.failureAction.count()).toBe(actions);
	});

	it('has nothing to do when nothing has failed', async () => {
		const { code, out } = await touchline(['retry', '--all', '--stage', 'analysis']);
		expect([code, out]).toEqual([0, 'No failure is chosen: there is nothing to do.\n']);
	});

	it('queues a whole group', async () => {
		await settlementFails(await finishedMatch('Dunmarsh United'));
		await settlementFails(await finishedMatch('Eskerby Town'));
		const { groups } = JSON.parse((await touchline(['investigate', '--json'])).out);
		const { code, out, err } = await touchline([
			'retry',
			'--group',
			groups[0].id,
			'--yes',
			'--no-wait',
			'--json',
		]);
		expect(err).toBe('');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ action: { kind: 'retry', total: 2 }, refused: [] });
	});

	it('waits until what it queued is done, and counts', async () => {
		const { db, clock } = web().pipeline;
		const matchId = await finishedMatch('Fallowden City');
		const id = await settlementFails(matchId);
		let healed: Promise<void> | undefined;
		const { code, out, err } = await touchline(['retry', '--failure', id, '--yes'], {
			onError: () => {
				healed ??= healFailures(db, { stage: 'settlement', matchId, modelId: null }, clock.now());
			},
		});
		await healed;
		expect(err).toBe('Waiting until it is done; Ctrl-C leaves it running.\n');
		expect([code, out]).toEqual([0, 'Retry of 1 failure: 1 queued (1 done).\n']);
	});

	it('leaves the action running at Ctrl-C, and says how to stop it', async () => {
		await settlementFails(await finishedMatch('Glasswick Wanderers'));
		const ctrlC = new AbortController();
		const { code, out, err } = await touchline(['retry', '--all', '--search', 'glasswick', '--yes'], {
			interrupt: ctrlC.signal,
			onError: (text) => {
				if (text.includes('Waiting')) ctrlC.abort();
			},
		});
		expect(code).toBe(130);
		expect(out).toMatch(/^Retry of 1 failure.*(under way|to come)/);
		const [, id] = /To stop it: npm run touchline -- cancel (\S+)\n/.exec(err) ?? [];
		const cancelled = await touchline(['cancel', id ?? '', '--json']);
		expect(JSON.parse(cancelled.out)).toMatchObject({ id, kind: 'retry', total: 1 });
		expect(cancelled.code).toBe(0);
	});

	it('says match by match what happens to settlements', async () => {
		const finished = await finishedMatch('Harrowmere United');
		const coming = await storeMatch(web().pipeline, { home: 'Inverquill Thistle', away: 'Genk' });
		const { code, out } = await touchline(['retry', '--match', finished, coming, 'nobody', '--yes']);
		expect(code).toBe(0);
		expect(out).toMatch(/^1 match queued, 2 refused\.\n/);
		expect(out).toMatch(/\n {2}Inverquill Thistle – Genk +refused +\S/);
		expect(out).toMatch(/\n {2}nobody +refused +\S/);
	});
});

describe('touchline clear', () => {
	it('closes the failures of a match with a reason', async () => {
		const { db } = web().pipeline;
		const matchId = await finishedMatch('Jarrowfield Albion');
		const id = await settlementFails(matchId);
		const args = ['clear', '--match', matchId, '--reason', 'the season is annulled', '--yes'];
		const { code, out } = await touchline(args);
		expect([code, out]).toEqual([0, 'Clear of 1 failure: 1 cleared.\n']);
		expect(await db.jobFailure.findUnique({ where: { id } })).toMatchObject({
			resolution: 'cleared',
			clearedBecause: 'the season is annulled',
		});
		expect((await touchline(args)).out).toBe('No failure is chosen: there is nothing to do.\n');
	});

	it('closes those of matches that have more failures than one request may name', async () => {
		const { db } = web().pipeline;
		const matchIds: string[] = [];
		for (let match = 0; match < 12; match++) matchIds.push(await finishedMatch(`Kestlemoor ${match}`));
		const seen = { category: 'permanent', message: 'refused', fingerprint: 'refused', attempts: 1 } as const;
		const at = { firstSeenAt: START, lastSeenAt: START };
		const models = await db.model.findMany({ select: { id: true } });
		await db.jobFailure.createMany({
			data: matchIds.flatMap((matchId) =>
				models.map(({ id: modelId }) => ({
					stage: 'predictions' as const,
					matchId,
					modelId,
					...seen,
					...at,
				})),
			),
		});
		const args = ['clear', '--match', ...matchIds, 'nobody', '--reason', 'no use', '--yes'];
		const { code, out, err } = await touchline(args);
		expect(err).toMatch(/^Waiting|^$/);
		expect([code, out]).toEqual([
			0,
			'Clear of 504 failures: 504 cleared.\n  nobody  refused  there is no match with this id\n',
		]);
	});
});

describe('asked for what is not there', () => {
	it.each([
		[['retry', '--group', 'nothing', '--yes'], /no group "nothing" now/],
		[['cancel', 'nothing'], /no such action/],
	])('%j: says so in one line', async (args, named) => {
		const { code, out, err } = await touchline(args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});

	const clear = ['clear', '--reason', 'no use', '--yes'];
	it.each([
		[['retry', '--failure', 'nope', '--yes'], 'Retry of 0 failures: nothing to do.', 'failure'],
		[[...clear, '--failure', 'nope'], 'Clear of 0 failures: nothing to do.', 'failure'],
		[[...clear, '--match', 'nope'], 'No failure is chosen: there is nothing to do.', 'match'],
		[['retry', '--match', 'nope', '--yes'], '0 matches queued, 1 refused.', 'match'],
	])('%j: names it, and fails', async (args, said, what) => {
		const { code, out } = await touchline(args);
		expect([code, out]).toEqual([1, `${said}\n  nope  refused  there is no ${what} with this id\n`]);
	});

	it('names all of as many as can be named at once', async () => {
		const ids = Array.from({ length: 500 }, (_, place) => `match-of-the-season-${place}`);
		const { code, out, err } = await touchline([...clear, '--match', ...ids]);
		expect([code, err]).toEqual([1, '']);
		expect(out.split('\n')).toHaveLength(502);
	});

	it('does the rest of what was named', async () => {
		const id = await settlementFails(await finishedMatch('Larkwater Albion'));
		const { code, out } = await touchline([...clear, '--failure', 'nope', id, '--json']);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			action: { outcomes: { cleared: 1 } },
			unknown: [{ id: 'nope', reason: 'there is no failure with this id' }],
		});
	});
});
