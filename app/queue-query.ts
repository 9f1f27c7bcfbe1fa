import type { Span } from '../server/pipeline/queues/throughput.ts';

/**
 * The time that the console's address asks to look back on; an hour when it does not say.
 * @throws Response 400 for any other
 */
export function spanOf(search: URLSearchParams): Span {
	const span = search.get('span') ?? 'hour';
	if (span === 'hour' || span === 'day') return span;
	throw new Response('Queues are shown over the last hour or the last day: choose one of them.', {
		status: 400,
	});
}
