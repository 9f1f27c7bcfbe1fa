import { setTimeout as sleep } from 'node:timers/promises';
import { createFeedPublisher } from '../../../server/feed/publisher.ts';
import type { ProcessContext } from '../../../server/process.ts';

export interface Answer {
	status: number;
	body: string;
	/** Real milliseconds until all of it was there. */
	ms: number;
}

/** An operator who has logged in. */
export interface Visitor {
	/** Name and value, as a request sends it. */
	cookie: string;
	get(address: string): Promise<Answer>;
	/** Tells of a change, as a worker does; from then on nothing that was read before is told. */
	announce(): Promise<void>;
	say(line: string): void;
}

export async function createVisitor(
	url: string,
	{
		password,
		context: { db, listener },
		say,
	}: { password: string; context: ProcessContext; say: Visitor['say'] },
): Promise<Visitor> {
	const login = await fetch(`${url}/trpc/auth.login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ json: { name: 'admin', password } }),
	});
	const cookie = login.headers.get('set-cookie')?.split(';')[0];
	if (!cookie) throw new Error(`The console lets nobody in: ${await login.text()}`);

	const feed = createFeedPublisher(db, (error) => say(String(error)));
	const heard = new Set<() => void>();
	listener.onMessage(() => {
		for (const tell of heard) tell();
		heard.clear();
	});
	return {
		cookie,
		say,
		async get(address) {
			const startedAt = performance.now();
			const response = await fetch(url + address, { headers: { cookie }, redirect: 'manual' });
			const body = await response.text();
			return { status: response.status, body, ms: performance.now() - startedAt };
		},
		async announce() {
			const arrived = new Promise<void>((resolve) => heard.add(resolve));
			feed.match('bench');
			await feed.flush();
			await arrived;
			// The console hears of it on a connection of its own, at about the same time.
			await sleep(15);
		},
	};
}
