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

describe('touchline webhook', () => {
	const ADDRESS = 'https://chat.example/hooks/1';

	it('adds one, shows its secret once, and changes and removes it', async () => {
		expect((await touchline('webhook', 'list')).out).toBe('There is no webhook.\n');
		const added = await touchline('webhook', 'add', 'chat', ADDRESS, '--least-severity', 'warning');
		const [, secret = ''] = /shown again:\n(\S{43})\n$/.exec(added.out) ?? [];
		expect([added.code, secret]).toEqual([0, expect.stringMatching(/./)]);
		const list = await touchline('webhook', 'list');
		expect(list.out).toBe(`  chat  on  warning and more severe  ${ADDRESS}\n`);
		expect((await touchline('webhook', 'list', '--json')).out).not.toContain(secret);
		expect((await touchline('webhook', 'disable', 'chat')).out).toBe('The webhook "chat" is off.\n');
		expect((await touchline('webhook', 'disable', 'chat')).code).toBe(0);
		expect((await touchline('webhook', 'test', 'chat')).err).toMatch(/is off: turn it on/);
		expect((await touchline('webhook', 'enable', 'chat')).out).toBe('The webhook "chat" is on.\n');
		const actions = await web().pipeline.db.operatorAction.findMany({ where: { action: 'webhooks.add' } });
		expect(actions).toMatchObject([{ detail: { name: 'chat', host: 'chat.example' } }]);
		expect(JSON.stringify(actions)).not.toContain('hooks/1');
		expect((await touchline('webhook', 'remove', 'chat')).out).toBe('The webhook "chat" is removed.\n');
		expect((await touchline('webhook', 'list')).out).toBe('There is no webhook.\n');
	});

	it('takes a secret of the operator', async () => {
		const added = await touchline(
			'webhook',
			'add',
			'own',
			ADDRESS,
			'--secret',
			'sixteen characters',
			'--json',
		);
		expect(JSON.parse(added.out)).toMatchObject({ name: 'own', secret: 'sixteen characters', enabled: true });
	});

	it.each([
		[['add', 'own', ADDRESS], /There is a webhook "own" already/],
		[['add', 'other', 'ftp://chat.example/'], /http or https URL/],
		[['add', 'other', 'https://user:pass@chat.example/'], /without a user and a password/],
		[['add', 'other', ADDRESS, '--secret', 'short'], /secret/],
		[['add', 'other', ADDRESS, '--least-severity', 'fatal'], /--least-severity.*info, warning, critical/],
		[['remove', 'nope'], /There is no webhook "nope"/],
		[['enable', 'nope'], /There is no webhook "nope"/],
		[['test', 'nope'], /There is no webhook "nope"/],
	])('%j: says in one line why not', async (args, named) => {
		const { code, out, err } = await touchline('webhook', ...args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
