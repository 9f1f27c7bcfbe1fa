import { beforeEach, describe, expect, it } from 'vitest';
import { typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';

const web = testWeb({ queues: 'postgres' });

beforeEach(async () => {
	const { db } = web().pipeline;
	await db.operatorAction.deleteMany();
	await db.operator.deleteMany({ where: { name: { not: 'admin' } } });
});

/** Runs the command against the test's own web process. */
function people(...args: string[]) {
	return typeTouchline(['people', ...args, '--url', web().url], {
		variables: { ADMIN_PASSWORD: PASSWORD },
	});
}

async function secretOf(...args: string[]): Promise<string> {
	const { code, out } = await people(...args);
	expect([code, out]).toEqual([0, expect.stringMatching(/not shown again:\n\S{43}\n$/)]);
	return out.trim().split('\n').at(-1) ?? '';
}

/** The cookie of a session; null when the password does not fit. */
async function logIn(name: string, password: string): Promise<string | null> {
	const response = await fetch(`${web().url}/trpc/auth.login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ json: { name, password } }),
	});
	return response.ok ? (response.headers.get('set-cookie')?.split(';')[0] ?? null) : null;
}

const status = (headers: Record<string, string>) =>
	fetch(`${web().url}/trpc/status`, { headers }).then((response) => response.status);

describe('touchline people', () => {
	it('lets a viewer in with a password that it shows once', async () => {
		const password = await secretOf('add', 'Vera');
		const cookie = await logIn('Vera', password);
		expect(cookie).not.toBeNull();
		expect((await people('list')).out).toBe('  admin  operator  0 sessions\n  Vera   viewer    1 session\n');
		const stored = JSON.stringify(await web().pipeline.db.operatorAction.findMany());
		expect(stored).toContain('people.add');
		expect(stored).not.toContain(password);
		expect((await people('list', '--json')).out).not.toContain(password);
	});

	it('changes the role of who is logged in, at once', async () => {
		const cookie = String(await logIn('Vera', await secretOf('add', 'Vera')));
		const act = () =>
			fetch(`${web().url}/trpc/passes.run`, {
				method: 'POST',
				headers: { cookie, 'content-type': 'application/json' },
			}).then((response) => response.status);
		expect(await act()).toBe(403);
		expect((await people('role', 'Vera', '--role', 'operator')).out).toBe('"Vera" is an operator.\n');
		expect(await act()).toBe(200);
		expect((await people('role', 'Vera', '--role', 'viewer')).code).toBe(0);
		expect(await act()).toBe(403);
	});

	it('ends the sessions of who gets another password', async () => {
		const first = await secretOf('add', 'Vera');
		const cookie = String(await logIn('Vera', first));
		expect(await status({ cookie })).toBe(200);
		const second = await secretOf('password', 'Vera');
		expect(await status({ cookie })).toBe(401);
		expect(await logIn('Vera', first)).toBeNull();
		expect(await logIn('Vera', second)).not.toBeNull();
	});

	it('ends the sessions and tokens of who is removed, keeps what they did, and takes them back', async () => {
		const password = await secretOf('add', 'Olaf', '--role', 'operator');
		const cookie = String(await logIn('Olaf', password));
		const token = await secretOf('token', 'add', 'Olaf', 'cron');
		const bearer = { authorization: `Bearer ${token}` };
		await fetch(`${web().url}/trpc/passes.run`, {
			method: 'POST',
			headers: { ...bearer, 'content-type': 'application/json' },
		});
		expect([await status({ cookie }), await status(bearer)]).toEqual([200, 200]);
		expect((await people('remove', 'Olaf')).out).toBe('"Olaf" is removed.\n');
		expect([await status({ cookie }), await status(bearer)]).toEqual([401, 401]);
		expect(await logIn('Olaf', password)).toBeNull();
		const { db } = web().pipeline;
		expect(await db.operatorAction.count({ where: { operator: { name: 'Olaf' } } })).toBe(1);
		expect((await people('list')).out).not.toContain('Olaf');
		expect((await people('remove', 'Olaf')).err).toMatch(/^There is nobody called "Olaf"/);

		await secretOf('add', 'Olaf');
		expect(await status(bearer)).toBe(401);
		expect((await people('list')).out).toContain('Olaf   viewer');
		expect(await db.operatorAction.count({ where: { operator: { name: 'Olaf' } } })).toBe(1);
	});

	it('makes tokens, and takes them away', async () => {
		const token = await secretOf('token', 'add', 'admin', 'uptime check');
		const bearer = { authorization: `Bearer ${token}` };
		expect(await status(bearer)).toBe(200);
		expect((await people('list')).out).toContain('tokens: uptime check');
		expect((await people('token', 'add', 'admin', 'uptime check')).err).toMatch(
			/has a token "uptime check" already/,
		);
		expect((await people('token', 'remove', 'admin', 'uptime check')).code).toBe(0);
		expect(await status(bearer)).toBe(401);
	});

	it.each([
		[['add', 'admin'], /There is somebody called "admin" already/],
		[['add', 'Admin'], /There is somebody called "Admin" already/],
		[['add', 'a\u200bdmin'], /has a character that cannot be seen/],
		[['add', 'x', '--role', 'king'], /--role.*operator, viewer/],
		[['role', 'admin', '--role', 'viewer'], /"admin" stays an operator/],
		[['password', 'admin'], /ADMIN_PASSWORD/],
		[['remove', 'admin'], /"admin" cannot be removed/],
		[['remove', 'nobody'], /There is nobody called "nobody"/],
		[['token', 'add', 'nobody', 'x'], /There is nobody called "nobody"/],
		[['token', 'remove', 'admin', 'x'], /"admin" has no token "x"/],
	])('%j: says in one line why not', async (args, named) => {
		const { code, out, err } = await people(...args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
