/** One time series of a scrape, such as `touchline_up{part="queue"}`. */
export type Series = Map<string, number>;

// Numbers are what Go's ParseFloat reads; prom-client writes NaN as "Nan".
const HELP = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const TYPE = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:e[+-]?\d+)?|[+-]Inf|[Nn]a[Nn])$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

/**
 * Reads Prometheus's text format as strictly as it is specified, and refuses everything else: a sample
 * without its family's HELP and TYPE before it, a family in two places, a series twice.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseExposition(text: string): Series {
	if (!text.endsWith('\n')) throw new Error('The last line has no end.');
	const series: Series = new Map();
	const families = new Set<string>();
	let helped = '';
	let family = { name: '', type: '' };
	for (const line of text.split('\n').filter((each) => each !== '')) {
		const [, help] = HELP.exec(line) ?? [];
		const [, name, type] = TYPE.exec(line) ?? [];
		if (help !== undefined) {
			helped = help;
		} else if (name !== undefined && type !== undefined) {
			if (helped !== name || families.has(name)) throw new Error(`Out of place: ${line}`);
			families.add(name);
			family = { name, type };
		} else {
			readSample(line, family, series);
		}
	}
	return series;
}

function readSample(line: string, family: { name: string; type: string }, series: Series): void {
	const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
	const suffixes = family.type === 'histogram' ? '_bucket|_sum|_count' : '_sum|_count';
	const compound = ['histogram', 'summary'].includes(family.type);
	const ofFamily = new RegExp(`^${family.name}(?:${compound ? suffixes : ''})?$`);
	if (name === '' || !ofFamily.test(name)) throw new Error(`Not a sample of ${family.name}: ${line}`);
	const key = labels === '' ? name : `${name}{${readLabels(labels, line)}}`;
	if (series.has(key)) throw new Error(`Twice: ${line}`);
	series.set(key, /^nan$/i.test(value) ? Number.NaN : Number(value.replace('Inf', 'Infinity')));
}

/** The labels in alphabetical order. */
function readLabels(text: string, line: string): string {
	const labels = new Map<string, string>();
	for (let rest = text; rest !== ''; ) {
		const [matched, name, value] = LABEL.exec(rest) ?? [];
		if (matched === undefined || name === undefined || labels.has(name)) throw new Error(`Labels: ${line}`);
		labels.set(name, value ?? '');
		rest = rest.slice(matched.length);
	}
	return [...labels]
		.sort()
		.map(([name, value]) => `${name}="${value}"`)
		.join(',');
}
