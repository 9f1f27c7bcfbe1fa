import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { withConnection } from '../server/databases.ts';
import { CHANNEL, type FeedMessage } from '../server/feed/publisher.ts';
import { sessionCookie } from './session.ts';

/** Real milliseconds between two announcements: one that is made before the feed is followed is lost. */
const ANNOUNCED_EVERY = 250;

/**
 * Does something to the database of a console behind its back, then announces it as the pipeline would, and waits
 * until the console has heard of it: what it is asked from then on, it reads anew.
 */
export async function changeDatabase<Result>(
	databaseUrl: string,
	consoleUrl: string,
	work: (client: Client) => Promise<Result>,
): Promise<Result> {
	return withConnection(databaseUrl, async (client) => {
		const result = await work(client);
		await announce(client, consoleUrl);
		return result;
	});
}

async function announce(client: Client, consoleUrl: string): Promise<void> {
	const id = randomUUID();
	const message: FeedMessage = { matches: [id], topics: ['failures', 'coverage', 'backfill', 'alerts'] };
	const heard = new AbortController();
	const feed = await fetch(`${consoleUrl}/trpc/feed.changes`, {
		headers: { accept: 'text/event-stream', cookie: await sessionCookie(consoleUrl) },
		signal: heard.signal,
	});
	if (!feed.ok || !feed.body) throw new Error(`The console's feed answers with status ${feed.status}.`);
	const publish = () => client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
	let published = publish();
	const timer = setInterval(() => {
		published = published.then(publish);
	}, ANNOUNCED_EVERY);
	try {
		let text = '';
		for await (const part of feed.body.pipeThrough(new TextDecoderStream())) {
			text += part;
			if (text.includes(id)) return;
		}
		throw new Error("The console's feed ended before it told of the change.");
	} finally {
		clearInterval(timer);
		await published;
		heard.abort();
	}
}
