import { EventEmitter, on } from 'node:events';
import pg from 'pg';
import { CHANNEL, type FeedMessage, feedMessage } from './publisher.ts';

/** One connection that listens for the whole process and passes each message on to everyone here. */
export interface FeedListener {
	/** Resolves once messages arrive. */
	ready(): Promise<void>;
	onMessage(listener: (message: FeedMessage) => void): void;
	/** Messages from now on, until the signal aborts. */
	messages(signal: AbortSignal): AsyncIterable<FeedMessage>;
	close(): Promise<void>;
}

/** Real milliseconds before a lost connection is tried again. */
const RECONNECT = 1_000;

/** After every (re)connection all topics are announced, because messages may have been missed. */
const EVERYTHING: FeedMessage = {
	matches: [],
	topics: ['failures', 'coverage', 'backfill', 'alerts', 'queues', 'replay'],
};

/** Listens to what the processes of the pipeline publish; reconnects by itself until it is closed. */
export function createFeedListener(databaseUrl: string, onError: (error: Error) => void): FeedListener {
	const emitter = new EventEmitter();
	emitter.setMaxListeners(0);
	let client: pg.Client | null = null;
	let timer: NodeJS.Timeout | null = null;
	let closed = false;

	async function connect(): Promise<void> {
		const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
		next.on('error', lost);
		next.on('end', () => lost(new Error('the feed lost its connection')));
		next.on('notification', ({ payload }) => {
			if (payload) emitter.emit('message', feedMessage.parse(JSON.parse(payload)));
		});
		client = next;
		await next.connect();
		await next.query(`LISTEN ${CHANNEL}`);
		emitter.emit('message', EVERYTHING);

		function lost(error: Error) {
			if (closed || client !== next) return;
			client = null;
			onError(error);
			reconnectLater();
		}
	}

	function reconnectLater() {
		timer = setTimeout(() => {
			connect().catch((error: Error) => {
				onError(error);
				client = null;
				if (!closed) reconnectLater();
			});
		}, RECONNECT);
	}

	const connected = connect();
	connected.catch(() => reconnectLater());

	return {
		ready: () => connected,
		onMessage(listener) {
			emitter.on('message', listener);
		},
		async *messages(signal) {
			for await (const [message] of on(emitter, 'message', { signal })) yield message;
		},
		async close() {
			closed = true;
			if (timer) clearTimeout(timer);
			await client?.end();
		},
	};
}
