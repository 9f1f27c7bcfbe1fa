import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import superjson from 'superjson';
import { changesPages } from '../../server/feed/changes-pages.ts';
import type { AppRouter } from '../../server/trpc/router.ts';
import type { ClockReading } from '../time/clock-store.ts';
import { urls } from '../urls.ts';

interface FeedHandlers {
	/** Something other than the clock may have changed. */
	onChange(): void;
	onClock(reading: ClockReading): void;
	onConnection(connected: boolean): void;
}

/** Follows what changes in the pipeline, for as long as the page is open. @returns how to end it */
export function followFeed({ onChange, onClock, onConnection }: FeedHandlers): () => void {
	const client = createTRPCClient<AppRouter>({
		links: [httpSubscriptionLink({ url: urls.trpc, transformer: superjson })],
	});
	const subscription = client.feed.changes.subscribe(undefined, {
		onData({ data: { clock, ...message } }) {
			onClock(clock);
			if (changesPages(message)) onChange();
		},
		onConnectionStateChange: ({ state }) => onConnection(state === 'pending'),
		onError: () => onConnection(false),
	});
	return () => subscription.unsubscribe();
}
