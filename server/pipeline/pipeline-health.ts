import type { OpenAlert } from '../alerts/alert.ts';
import { openAlerts } from '../alerts/list-alerts.ts';
import type { AtRiskDeps } from './at-risk.ts';
import type { Coverage } from './coverage.ts';
import { conditionOf, type Health } from './health.ts';
import { outlook } from './outlook.ts';
import { type QueueStatus, queueStatus } from './queue-status.ts';
import { type RiskSummary, summarizeRisk } from './risk-summary.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

/** Whether the coming matches will be served, and what stands in the way. */
export interface PipelineHealth {
	/** As the health check tells it, of this window. */
	status: Health['status'];
	coverage: Coverage;
	/** Of the next 6 hours, whatever the window. */
	atRisk: RiskSummary[];
	workers: WorkerStatus[];
	queues: QueueStatus[];
	/** What is wrong now. */
	alerts: OpenAlert[];
}

/**
 * How the pipeline stands towards the matches of the next `hours`.
 * @throws AppError 'invalid' for hours that are no window
 */
export async function pipelineHealth(deps: AtRiskDeps, hours: number): Promise<PipelineHealth> {
	const [{ coverage, atRisk }, workers, queues, alerts] = await Promise.all([
		outlook(deps, hours),
		workersAlive(deps.db),
		queueStatus(deps.queues),
		openAlerts(deps.db),
	]);
	return {
		status: conditionOf(workers, coverage),
		coverage,
		atRisk: atRisk.map(summarizeRisk),
		workers,
		queues,
		alerts,
	};
}
