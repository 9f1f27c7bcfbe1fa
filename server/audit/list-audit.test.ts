import { beforeEach, describe, expect, it } from 'vitest';
import { finishedMatch, storeFailure } from '../../tests/failures.ts';
import { START } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { addPerson, removePerson } from '../auth/people.ts';
import { after as later, MINUTE } from '../clock.ts';
import { recordAction } from '../pipeline/audit.ts';
import { createTouchlineClient } from '../trpc/client.ts';
import { listAudit } from './list-audit.ts';

const web = testWeb({ queues: 'postgres' });
let admin = '';

beforeEach(async () => {
	const { db } = web().pipeline;
	await db.operatorAction.deleteMany();
	admin = (await db.operator.findUniqueOrThrow({ where: { name: 'admin' } })).id;
});

const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

function list(filter: Parameters<typeof listAudit>[1] = {}, page = { limit: 50 }) {
	return listAudit(web().pipeline.db, filter, page);
}

async function tested(name: string, minutes: number, operatorId: string | null = admin): Promise<void> {
	const at = later(START, minutes * MINUTE);
	await recordAction(web().pipeline.db, { operatorId, at, action: 'webhooks.test', detail: { name } });
}

const sentences = async (filter: Parameters<typeof listAudit>[1]) =>
	(await list(filter)).lines.map(({ sentence }) => sentence);

describe('the audit trail', () => {
	it('tells who did what to what, with the names of matches', async () => {
		const { pipeline } = web();
		const matchId = await finishedMatch(pipeline, { predicted: true });
		await client().settlement.retry.mutate({ matchIds: [matchId, 'nope'] });
		const { lines, nextCursor } = await list();
		expect(nextCursor).toBeNull();
		expect(lines).toMatchObject([
			{
				...{ person: 'admin', action: 'settlement.retry', label: 'Retry settlements', moreSubjects: 0 },
				sentence: 'asked for 2 settlements: 1 queued, 1 refused',
				subjects: [
					{ kind: 'match', id: matchId, label: expect.stringMatching(/^\S.* – .*\S$/) },
					{ kind: 'match', id: 'nope', label: null },
				],
				detail: { matches: [matchId, 'nope'], queued: 1, refused: 1 },
			},
		]);
	});

	it('names five of many subjects', async () => {
		const alerts = Array.from({ length: 7 }, (_, n) => `a${n}`);
		await recordAction(web().pipeline.db, {
			...{ operatorId: admin, at: START, action: 'alerts.acknowledge', detail: { alerts } },
		});
		expect((await list()).lines).toMatchObject([{ subjects: { length: 5 }, moreSubjects: 2 }]);
		expect(await sentences({ about: 'a6' })).toEqual(['acknowledged 7 alerts']);
	});

	it('finds by person, the pipeline and those who were removed included', async () => {
		const { services, pipeline } = web();
		await addPerson(services, { name: 'Olaf', role: 'operator' }, admin);
		const olaf = await pipeline.db.operator.findUniqueOrThrow({ where: { name: 'Olaf' } });
		await tested('of olaf', 1, olaf.id);
		await tested('of nobody', 2, null);
		await removePerson(services, 'Olaf', admin);
		expect(await sentences({ person: 'Olaf' })).toEqual(['sent a test message to the webhook “of olaf”']);
		expect((await list({ person: 'pipeline' })).lines).toMatchObject([
			{ person: null, detail: { name: 'of nobody' } },
		]);
		expect(await sentences({ person: 'admin' })).toHaveLength(2);
		expect(await sentences({ about: 'Olaf' })).toHaveLength(2);
		await expect(list({ person: 'Nobody' })).rejects.toThrow('There never was anybody called "Nobody"');
		const { people } = await client().audit.choices.query();
		expect(people).toEqual({ pipeline: 'The pipeline itself', admin: 'admin', Olaf: 'Olaf (removed)' });
	});

	it('finds by action and by time, the end left out', async () => {
		for (const minutes of [0, 1, 2]) await tested(`m${minutes}`, minutes);
		const { db } = web().pipeline;
		await recordAction(db, {
			operatorId: admin,
			at: START,
			action: 'webhooks.remove',
			detail: { name: 'm0' },
		});
		expect(await sentences({ action: 'webhooks.remove' })).toEqual(['removed the webhook “m0”']);
		const [from, to] = [later(START, MINUTE), later(START, 2 * MINUTE)];
		expect((await list({ from, to })).lines).toMatchObject([{ detail: { name: 'm1' } }]);
	});

	it('finds of a match what touched it: retries of its failures, too', async () => {
		const { pipeline } = web();
		const matchId = await finishedMatch(pipeline, { predicted: true });
		const other = await finishedMatch(pipeline, { predicted: true });
		const [id, otherId] = [
			await storeFailure(pipeline, { matchId, message: 'broke' }),
			await storeFailure(pipeline, { matchId: other, message: 'broke' }),
		];
		await client().failures.clear.mutate({ ids: [id], reason: 'known' });
		await client().failures.clear.mutate({ ids: [otherId], reason: 'other' });
		expect(await sentences({ about: matchId })).toEqual([
			'cleared 1 failure (1 failure chosen one by one), because: known',
		]);
	});

	it('is read page by page, each line once, also of one moment', async () => {
		for (let n = 0; n < 7; n++) await tested(`t${n}`, Math.floor(n / 3));
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await listAudit(web().pipeline.db, {}, { limit: 2, ...(cursor && { cursor }) });
			seen.push(...page.lines.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		expect(seen).toEqual((await list()).lines.map(({ id }) => id));
		expect(new Set(seen).size).toBe(7);
		await expect(listAudit(web().pipeline.db, {}, { limit: 2, cursor: 'x' })).rejects.toThrow(
			'begin with the first',
		);
	});
});
