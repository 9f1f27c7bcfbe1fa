import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Clock, SECOND } from '../clock.ts';
import { kept } from '../kept.ts';
import type { Logger } from '../log.ts';
import { by, type Figure, type MetricDeps, type MetricGroup } from './figure.ts';
import { alertsGroup } from './groups/alerts.ts';
import { clockGroup } from './groups/clock.ts';
import { coverageGroup } from './groups/coverage.ts';
import { failuresGroup } from './groups/failures.ts';
import { PARTS } from './groups/parts.ts';
import { passesGroup } from './groups/passes.ts';
import { queuesGroup } from './groups/queues.ts';
import { settlementGroup } from './groups/settlement.ts';
import { workersGroup } from './groups/workers.ts';
import { createPatientReader } from './patient-reader.ts';

/** Another group of metrics is a file in groups/ and its name here. */
const GROUPS: MetricGroup[] = [
	clockGroup,
	coverageGroup,
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

/** Real milliseconds that an answer is kept. */
const KEPT = 3 * SECOND;

/**
 * Makes the reader of all metrics. What cannot be read is left out, and `touchline_up` and
 * `touchline_metrics_read` say so. Scrapers that come at once, or within 3 s, share an answer.
 */
export function createMetrics(deps: MetricDeps & { log: Logger }, realClock: Clock): () => Promise<Metrics> {
	const ofProcess = new Registry();
	collectDefaultMetrics({ register: ofProcess });
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

function registryOf(figures: Figure[]): Registry {
	const registry = new Registry();
	for (const { name, help, counter, values } of figures) {
		const [first] = values;
		if (!first) continue;
		const known = { name, help, labelNames: Object.keys(first.labels), registers: [registry] };
		const metric = counter ? new Counter(known) : new Gauge(known);
		for (const { labels, value } of values) metric.inc(labels, value);
	}
	return registry;
}
