import type { WorkerOptions } from 'bullmq';
import { tracing } from '../tracing/tracing.ts';

/**
 * What BullMQ's workers need to tell of what they do; nothing when this process is not traced. Its queues get none:
 * they would put whatever adds a job in the place of the match.
 */
export function tracedWorker(): Pick<WorkerOptions, 'telemetry'> {
	const current = tracing();
	return current ? { telemetry: current.bullmq } : {};
}

/** What a job carries so that what is done about it belongs to its match's trace. */
export function tracedJob(payload: unknown): { telemetry?: { metadata: string } } {
	const current = tracing();
	if (!current || typeof payload !== 'object' || payload === null || !('matchId' in payload)) return {};
	return { telemetry: current.jobTelemetry(String(payload.matchId)) };
}
