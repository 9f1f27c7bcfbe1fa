import { beforeEach, describe, expect, it } from 'vitest';
import { START } from '../../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../../tests/web.ts';
import { recordAction } from '../../pipeline/audit.ts';

const web = testWeb({ queues: 'postgres' });

beforeEach(() => web().pipeline.db.operatorAction.deleteMany());

async function added(name: string): Promise<void> {
	await recordAction(web().pipeline.db, {
		...{ operatorId: null, at: START, action: 'webhooks.test', detail: { name } },
	});
}

async function ask(query: string, headers: Record<string, string> = { 'x-admin-password': PASSWORD }) {
	const response = await fetch(`${web().url}/api/admin/audit?${query}`, { headers });
	return { response, text: await response.text() };
}

describe('GET /api/admin/audit', () => {
	it('is CSV that a spreadsheet opens and calculates nothing of', async () => {
		const hostile = '=HYPERLINK("http://evil.example","x"),\n"y"';
		await added(hostile);
		const { response, text } = await ask('format=csv');
		expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(response.headers.get('content-disposition')).toBe(
			'attachment; filename="touchline-audit-2025-03-01.csv"',
		);
		const [head, ...lines] = text.split('\r\n');
		expect(head).toBe('at,person,action,what,about,detail');
		const quoted = hostile.replaceAll('"', '""');
		expect(lines).toEqual([
			[
				'"2025-03-01T12:00:00.000Z"',
				'"pipeline"',
				'"webhooks.test"',
				`"sent a test message to the webhook “${quoted}”"`,
				`"webhook ${quoted}"`,
				`"${JSON.stringify({ name: hostile }).replaceAll('"', '""')}"`,
			].join(','),
			'',
		]);
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|calc', '%0a'])(
		'puts an apostrophe before a person called %j',
		async (name) => {
			const { db } = web().pipeline;
			const { id } = await db.operator.create({ data: { name, passwordHash: 'x' } });
			await recordAction(db, { operatorId: id, at: START, action: 'webhooks.test', detail: { name: 'x' } });
			expect((await ask('format=csv')).text).toContain(`,"'${name}",`);
		},
	);

	it('is JSON lines of all that the filter means, however many', async () => {
		await web().pipeline.db.operatorAction.createMany({
			data: Array.from({ length: 603 }, (_, n) => ({
				...{ at: new Date(START.getTime() + n), action: 'webhooks.test', detail: { name: `w${n}` } },
			})),
		});
		await recordAction(web().pipeline.db, {
			...{ operatorId: null, at: START, action: 'webhooks.remove', detail: { name: 'w' } },
		});
		const { response, text } = await ask('action=webhooks.test&person=&from=2025-03-01');
		expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
		expect(response.headers.get('content-disposition')).toContain('.jsonl"');
		const lines = text
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.map(({ detail }) => detail.name)).toEqual(
			Array.from({ length: 603 }, (_, n) => `w${602 - n}`),
		);
		expect(lines[0]).toMatchObject({ person: null, sentence: 'sent a test message to the webhook “w602”' });
	});

	it('is a head alone when there is nothing', async () => {
		expect((await ask('format=csv&from=2030-01-01')).text).toBe('at,person,action,what,about,detail\r\n');
		expect((await ask('from=2030-01-01')).text).toBe('');
	});

	it.each([
		['format=xml', 400, /csv/],
		['from=soon', 400, /must be a day/],
		['person=Nobody', 404, /There never was anybody/],
	])('%s is refused with %i', async (query, status, problem) => {
		const { response, text } = await ask(query);
		expect(response.status).toBe(status);
		expect(JSON.parse(text).error).toMatch(problem);
	});

	it('is for those who get in', async () => {
		expect((await ask('', {})).response.status).toBe(401);
	});
});
