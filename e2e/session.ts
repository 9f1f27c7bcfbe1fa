import { expect, type Page } from '@playwright/test';
import { PASSWORD } from './command.ts';

const sessions = new Map<string, Promise<string>>();

/** The session cookie of a console's operator, who logs in once for all tests of a file. */
export function sessionCookie(url: string): Promise<string> {
	const known = sessions.get(url) ?? openSession(url);
	sessions.set(url, known);
	return known;
}

/** Opens the overview as the operator who has logged in; that one can, by the page, is a test of its own. */
export async function logIn(page: Page, url: string): Promise<void> {
	const [name = '', value = ''] = (await sessionCookie(url)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	await page.goto(url);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('48 h');
}

async function openSession(url: string): Promise<string> {
	const body = new URLSearchParams({ name: 'admin', password: PASSWORD });
	const answer = await fetch(`${url}/login`, { method: 'POST', body, redirect: 'manual' });
	const cookie = answer.headers.get('set-cookie')?.split(';')[0];
	if (!cookie) throw new Error(`The console does not log its operator in: status ${answer.status}.`);
	return cookie;
}
