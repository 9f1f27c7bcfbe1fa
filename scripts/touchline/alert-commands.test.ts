import { beforeEach, describe, expect, it } from 'vitest';
import { closeAlert, raiseAlert } from '../../server/alerts/alerts.ts';
import { HOUR, after as later } from '../../server/clock.ts';
import { START } from '../../tests/pipeline.ts';
import { typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';

const web = testWeb();
const KEY = { kind: 'source_unavailable', subject: 'en.1' } as const;

beforeEach(() => web().pipeline.db.alert.deleteMany());

/** Runs the command against the test's own web process. */
function touchline(...args: string[]) {
	return typeTouchline([...args, '--url', web().url], { variables: { ADMIN_PASSWORD: PASSWORD } });
}

async function raised(subject: string): Promise<string> {
	const { db } = web().pipeline;
	const condition = { ...KEY, subject, severity: 'critical', message: `${subject} is down.` } as const;
	await raiseAlert(db, condition, later(START, -HOUR));
	return (await db.alert.findFirstOrThrow({ where: { subject, closedAt: null } })).id;
}

describe('touchline alerts', () => {
	it('says that nothing is wrong', async () => {
		expect(await touchline('alerts')).toEqual({ code: 0, out: 'Nothing is wrong now.\n', err: '' });
		expect((await touchline('alerts', '--all')).out).toBe('Nothing is wrong now.\n\nClosed\n  none\n');
	});

	it('tells what is, who knows of it, and what was', async () => {
		const id = await raised('en.1');
		await raised('de.1');
		await closeAlert(web().pipeline.db, { ...KEY, subject: 'de.1' }, START);
		expect(await touchline('acknowledge', id)).toEqual({ code: 0, out: '1 alert acknowledged.\n', err: '' });
		const { code, out } = await touchline('alerts', '--all');
		expect(code).toBe(0);
		expect(out.split('\n')).toEqual([
			'critical: Source unavailable, 1 h ago, acknowledged by admin: en.1 is down.',
			`  alert  ${id}`,
			'',
			'Closed',
			'  critical: Source unavailable, 1 h ago: de.1 is down.',
			'    Sat 1 Mar 11:00 to Sat 1 Mar 12:00',
			'',
		]);
		const { open, past } = JSON.parse((await touchline('alerts', '--json')).out);
		expect([open.length, past]).toEqual([1, null]);
		expect((await touchline('status')).out).toContain('1 h ago, acknowledged by admin: en.1 is down.');
	});
});

describe('touchline acknowledge', () => {
	it('names what cannot be acknowledged, and fails', async () => {
		const id = await raised('en.1');
		const unknown = await touchline('acknowledge', id, 'nope');
		expect([unknown.code, unknown.out]).toEqual([1, '']);
		expect(unknown.err).toMatch(/^There is no alert "nope".*\n$/);
		await closeAlert(web().pipeline.db, KEY, START);
		expect((await touchline('acknowledge', id)).err).toMatch(/closed at 2025-03-01T12:00/);
	});
});
