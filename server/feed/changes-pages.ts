import type { FeedMessage } from './publisher.ts';

/** Whether a message tells of something that pages show, other than the pace of a replay's clock. */
export function changesPages({ matches, topics }: FeedMessage): boolean {
	return matches.length > 0 || topics.some((topic) => topic !== 'replay');
}
