import { createBullBoard } from '@bull-board/api';
import type { RequestHandler } from 'express';
import { QUEUE_NAMES } from '../../pipeline/queues/queue-work.ts';
import { BoardQueue } from '../../queue/board-queue.ts';
import type { Queues } from '../../queue/queues.ts';
import { BoardPages } from './board-pages.ts';

/** Where the board stands. */
export const BOARD = '/queues/board';

/**
 * bull-board over every queue, with as many connections as the process has anyway.
 * @param readOnly it changes nothing, and shows no buttons that would
 * @throws AppError 'unavailable' when the queues cannot be reached
 */
export async function openBoard(queues: Pick<Queues, 'open'>, readOnly: boolean): Promise<RequestHandler> {
	const shown = await Promise.all(
		QUEUE_NAMES.map(async ({ name, label }) => {
			return new BoardQueue(await queues.open(name), { description: label, readOnlyMode: readOnly });
		}),
	);
	const serverAdapter = new BoardPages();
	serverAdapter.setBasePath(BOARD);
	createBullBoard({
		queues: shown,
		serverAdapter,
		options: {
			uiConfig: {
				boardTitle: 'Touchline queues',
				miscLinks: [{ text: 'Back to the console', url: '/queues' }],
				favIcon: { default: '/favicon.svg', alternative: '/favicon.svg' },
				hideDocsLink: true,
				// The console counts for itself: BullMQ's counters would cost a query for each job.
				showMetrics: false,
				// It knows workers by the names of their connections, which several of ours share: the console tells who is alive.
				showWorkers: false,
				locale: { lng: 'en-US' },
			},
		},
	});
	return serverAdapter.getRouter();
}
