import { describe, expect, it } from 'vitest';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { DAY } from '../clock.ts';
import { createTouchlineClient } from '../trpc/client.ts';
import { ensureOperator } from './operators.ts';
import { hashToken, newToken } from './tokens.ts';

const web = testWeb({ queues: 'postgres' });
const JSON_BODY = { 'content-type': 'application/json' };

async function logIn(password = PASSWORD): Promise<Response> {
	return fetch(`${web().url}/trpc/auth.login`, {
		method: 'POST',
		headers: JSON_BODY,
		body: JSON.stringify({ json: { name: 'admin', password } }),
	});
}

async function sessionCookie(): Promise<string> {
	return (await logIn()).headers.get('set-cookie')?.split(';')[0] ?? '';
}

const status = (headers: Record<string, string>) =>
	fetch(`${web().url}/trpc/status`, { headers }).then((response) => response.status);

async function problem(response: Promise<Response>): Promise<[number, string]> {
	const answer = await response;
	const { error } = await answer.json();
	return [answer.status, error.json.message];
}

describe('an operator', () => {
	it('is asked for by everything but health and login', async () => {
		expect(await problem(fetch(`${web().url}/trpc/overview`))).toEqual([
			401,
			'This needs an operator: log in, or send an "Authorization: Bearer <token>" or "X-Admin-Password" header.',
		]);
		const anonymous = createTouchlineClient({ url: web().url });
		expect(await anonymous.auth.me.query()).toBeNull();
		expect((await anonymous.health.query()).database).toBe('ok');
	});

	it('logs in with a password and stays logged in by a cookie that scripts cannot read', async () => {
		const cookie = (await logIn()).headers.get('set-cookie') ?? '';
		expect(cookie).toMatch(/; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/);
		expect(await status({ cookie })).toBe(200);
		const stored = await web().pipeline.db.session.findMany();
		expect(stored.map(({ tokenHash }) => tokenHash)).not.toContain(cookie.split(/[=;]/)[1]);
	});

	it('is logged out by logging out, after 14 days, and by a new password', async () => {
		const [ended, expired, revoked] = [await sessionCookie(), await sessionCookie(), await sessionCookie()];
		expect(await status({ cookie: ended })).toBe(200);
		await fetch(`${web().url}/trpc/auth.logout`, {
			method: 'POST',
			headers: { ...JSON_BODY, cookie: ended },
		});
		expect(await status({ cookie: ended })).toBe(401);
		expect(await status({ cookie: expired })).toBe(200);

		await ensureOperator(web().pipeline.db, 'another password');
		expect(await status({ cookie: revoked })).toBe(401);
		await ensureOperator(web().pipeline.db, PASSWORD);

		const lasting = await sessionCookie();
		web().realClock.advance(14 * DAY);
		expect(await status({ cookie: lasting })).toBe(401);
	});

	it('is known by the admin password and by an API token', async () => {
		const byPassword = createTouchlineClient({ url: web().url, password: PASSWORD });
		expect(await byPassword.auth.me.query()).toEqual({ name: 'admin', role: 'operator' });

		const token = newToken();
		const { db, clock } = web().pipeline;
		const { id } = await db.operator.findUniqueOrThrow({ where: { name: 'admin' } });
		await db.apiToken.create({
			data: { name: 'cron', operatorId: id, tokenHash: hashToken(token), createdAt: clock.now() },
		});
		const byToken = createTouchlineClient({ url: web().url, token });
		expect(await byToken.auth.me.query()).toEqual({ name: 'admin', role: 'operator' });
		expect(
			await problem(fetch(`${web().url}/trpc/status`, { headers: { authorization: 'Bearer x' } })),
		).toEqual([401, 'The API token is not known: send a valid one as "Authorization: Bearer <token>".']);
	});

	it('has fifty tries for all names together, known or not', async () => {
		const from = { 'x-forwarded-for': '192.0.2.7', ...JSON_BODY };
		const tries = (name: string) =>
			fetch(`${web().url}/trpc/auth.login`, {
				method: 'POST',
				headers: from,
				body: JSON.stringify({ json: { name, password: 'wrong' } }),
			}).then(({ status: code }) => code);
		const codes = await Promise.all(Array.from({ length: 60 }, (_, n) => tries(`nobody ${n}`)));
		expect(codes.filter((code) => code === 401)).toHaveLength(50);
		expect(codes.filter((code) => code === 429)).toHaveLength(10);
	});

	it('has ten tries, then has to wait, with the right password too', async () => {
		for (let tries = 0; tries < 10; tries++) {
			expect(await problem(logIn('wrong'))).toEqual([
				401,
				'The name or the password is wrong: check both and try again.',
			]);
		}
		const [code, message] = await problem(logIn());
		expect(code).toBe(429);
		expect(message).toMatch(/^Too many wrong passwords: wait \d+ s, then try again\.$/);
		expect(await status({ 'x-admin-password': PASSWORD })).toBe(429);
	});
});
