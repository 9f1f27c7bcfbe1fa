import { z } from 'zod';
import type { Database } from '../db.ts';

/** The Postgres channel that all processes of one pipeline share. */
export const CHANNEL = 'touchline';

/** Changes within this many real milliseconds go out as one message per process. */
const COALESCE = 200;

/** Postgres refuses notifications of 8,000 bytes and more. */
const MATCHES_PER_MESSAGE = 200;

export const feedMessage = z.object({
	matches: z.array(z.string()),
	topics: z.array(z.enum(['failures', 'coverage', 'backfill', 'alerts', 'queues', 'replay'])),
});

/** What has changed since the last message: ids of matches, and areas. */
export type FeedMessage = z.infer<typeof feedMessage>;
export type FeedTopic = FeedMessage['topics'][number];

/** Tells every process and every open page that something has changed, never what it is now. */
export interface FeedPublisher {
	match(id: string): void;
	topic(topic: FeedTopic): void;
	/** Sends what is still waiting. */
	flush(): Promise<void>;
}

export function createFeedPublisher(db: Database, onError: (error: unknown) => void): FeedPublisher {
	let matches = new Set<string>();
	let topics = new Set<FeedTopic>();
	let timer: NodeJS.Timeout | null = null;

	async function flush() {
		if (timer) clearTimeout(timer);
		timer = null;
		if (matches.size === 0 && topics.size === 0) return;
		const messages = split([...matches], [...topics]);
		matches = new Set();
		topics = new Set();
		for (const message of messages)
			await db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(message)})`;
	}

	function later() {
		timer ??= setTimeout(() => flush().catch(onError), COALESCE).unref();
	}

	return {
		match(id) {
			matches.add(id);
			later();
		},
		topic(topic) {
			topics.add(topic);
			later();
		},
		flush,
	};
}

function split(matches: string[], topics: FeedTopic[]): FeedMessage[] {
	const messages: FeedMessage[] = [];
	for (let start = 0; start < Math.max(matches.length, 1); start += MATCHES_PER_MESSAGE) {
		messages.push({ matches: matches.slice(start, start + MATCHES_PER_MESSAGE), topics });
	}
	return messages;
}
