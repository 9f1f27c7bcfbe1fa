import type { RouterOutputs } from '../../server/trpc/client.ts';
import type { Asking } from './connection.ts';

/** What `touchline status` tells. */
export interface Status
	extends Pick<
		RouterOutputs['overview'],
		| 'status'
		| 'coverage'
		| 'atRisk'
		| 'workers'
		| 'queues'
		| 'alerts'
		| 'outages'
		| 'passes'
		| 'failureCounts'
	> {
	url: string;
	/** The pipeline's time. */
	now: Date;
}

export async function readStatus({ client, options, url }: Asking): Promise<Status> {
	const [overview, { clock }] = await Promise.all([
		client.overview.query(undefined, options),
		client.status.query(undefined, options),
	]);
	const { status, coverage, atRisk, workers, queues, alerts, outages, passes, failureCounts } = overview;
	return {
		url,
		now: clock.at,
		status,
		coverage,
		atRisk,
		workers,
		queues,
		alerts,
		outages,
		passes,
		failureCounts,
	};
}
