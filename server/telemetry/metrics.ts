import { collectDefaultMetrics, Registry } from 'prom-client';
import { type Clock, SECOND } from '../clock.ts';
import { kept } from '../kept.ts';
import type { Logger } from '../log.ts';
import { by, type Figure, type MetricDeps, type MetricGroup } from './figure.ts';
import { alertsGroup } from './groups/alerts.ts';
import { clockGroup } from './groups/clock.ts';
import { coverageGroup } from './groups/coverage.ts';
import { failuresGroup } from './groups/failures.ts';
import { modelCallsGroup } from './groups/model-calls.ts';
import { PARTS } from './groups/parts.ts';
import { passesGroup } from './groups/passes.ts';
import { punctualityGroup } from './groups/punctuality.ts';
import { queuesGroup } from './groups/queues.ts';
import { settlementGroup } from './groups/settlement.ts';
import { workersGroup } from './groups/workers.ts';
import { createPatientReader } from './patient-reader.ts';
import { registryOf } from './registry.ts';

/** Another group of metrics is a file in groups/ and its name here. */
const GROUPS: MetricGroup[] = [
	clockGroup,
	coverageGroup,
	punctualityGroup,
	modelCallsGroup,
	passesGroup,
	queuesGroup,
	workersGroup,
	alertsGroup,
	failuresGroup,
	settlementGroup,
];

/** All metrics in Prometheus's text format. */
export interface Metrics {
	contentType: string;
	text: string;
}

/** prom-client's own that end like counters and are none; the same without the ending are there, by type. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** Real milliseconds that an answer is kept. */
const KEPT = 3 * SECOND;

/**
 * Makes the reader of all metrics. What cannot be read is left out, and `touchline_up` and
 * `touchline_metrics_read` say so. Scrapers that come at once, or within 3 s, share an answer.
 * @param ofProcess what this process measures itself: it starts anew with the process
 */
export function createMetrics(
	deps: MetricDeps & { log: Logger },
	realClock: Clock,
	ofProcess = new Registry(),
): () => Promise<Metrics> {
	collectDefaultMetrics({ register: ofProcess });
	for (const name of MISNAMED) ofProcess.removeSingleMetric(name);
	const parts = PARTS.map((part) => createPatientReader(part, deps));
	const groups = GROUPS.map((group) => createPatientReader(group, deps));

	async function read(): Promise<Metrics> {
		const [partAnswers, groupAnswers] = await Promise.all([
			Promise.all(parts.map((part) => part())),
			Promise.all(groups.map((group) => group())),
		]);
		const figures = [
			by('part', 'touchline_up', '1 when this part of Touchline answers.', answered(PARTS, partAnswers)),
			by(
				'group',
				'touchline_metrics_read',
				'1 when this group of metrics could be read; else it is left out.',
				answered(GROUPS, groupAnswers),
			),
			...groupAnswers.flatMap((found) => found ?? []),
		];
		const registry = Registry.merge([registryOf(figures), ofProcess]);
		return { contentType: registry.contentType, text: await registry.metrics() };
	}

	return kept(read, () => KEPT, realClock);
}

function answered(groups: MetricGroup[], answers: (Figure[] | null)[]): Record<string, number> {
	return Object.fromEntries(groups.map(({ name }, index) => [name, answers[index] ? 1 : 0]));
}
