import { Counter, Gauge, Registry, Summary } from 'prom-client';
import type { Figure } from './figure.ts';

/** The figures as prom-client writes them; one without values is left out. */
export function registryOf(figures: Figure[]): Registry {
	const registry = new Registry();
	for (const figure of figures) {
		const { name, help, values } = figure;
		const [first] = values;
		if (!first) continue;
		if (figure.summary) {
			registry.registerMetric(new StoredSummary(figure));
			continue;
		}
		const known = { name, help, labelNames: Object.keys(first.labels), registers: [registry] };
		const metric = figure.counter ? new Counter(known) : new Gauge(known);
		for (const { labels, value } of values) metric.inc(labels, value);
	}
	return registry;
}

/** A summary whose sums and counts were kept elsewhere; prom-client's own would have to see each measurement. */
class StoredSummary extends Summary {
	constructor(private readonly figure: Figure) {
		super({ name: figure.name, help: figure.help, registers: [], percentiles: [] });
	}

	override async get() {
		const { name, values } = this.figure;
		return {
			...(await super.get()),
			values: values.map(({ labels, value, suffix }) => ({ metricName: `${name}${suffix}`, labels, value })),
		};
	}
}
