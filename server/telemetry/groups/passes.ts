import { eventCounts, PASS } from '../../pipeline/event-counts.ts';
import { PASS_KINDS, type PassReport } from '../../pipeline/pass-report.ts';
import { recentPasses } from '../../pipeline/passes.ts';
import { by, type Figure, type MetricGroup } from '../figure.ts';

/** How many reconcile passes each net made, and the newest one. */
export const passesGroup: MetricGroup = {
	name: 'passes',
	async read({ db }) {
		const [recent, ran] = await Promise.all([recentPasses(db), eventCounts(db, PASS)]);
		const newest = PASS_KINDS.flatMap((kind) => recent.find((pass) => pass.kind === kind) ?? []);
		return [
			{
				...by('pass', 'touchline_reconcile_passes_total', 'Passes that each net made.', { ...NONE, ...ran }),
				counter: true,
			},
			...FIGURES.map(({ name, help, value }) => ({
				name: `touchline_reconcile_last_${name}`,
				help: `The newest pass of each net: ${help}.`,
				values: newest.map((pass) => ({ labels: { pass: pass.kind }, value: value(pass) })),
			})),
			addedByStage(newest),
			blockedByStage(newest),
		];
	},
};

const NONE = Object.fromEntries(PASS_KINDS.map((kind) => [kind, 0]));

const FIGURES: { name: string; help: string; value(pass: PassReport): number }[] = [
	{
		name: 'timestamp_seconds',
		help: 'when it ran, by the pipeline’s clock, as seconds since 1970',
		value: ({ at }) => at.getTime() / 1_000,
	},
	{ name: 'duration_seconds', help: 'how long it took', value: ({ tookMs }) => tookMs / 1_000 },
	{ name: 'matches_checked', help: 'matches that it looked at', value: ({ checked }) => checked },
	{ name: 'jobs_in_place', help: 'jobs that it found in place', value: ({ alreadyQueued }) => alreadyQueued },
	{ name: 'jobs_revived', help: 'added jobs whose work had failed before', value: ({ revived }) => revived },
	{
		name: 'jobs_replaced',
		help: 'added jobs that took an ended one’s place',
		value: ({ replaced }) => replaced,
	},
	{ name: 'jobs_moved', help: 'delayed jobs that it gave another time', value: ({ moved }) => moved },
	{ name: 'jobs_dropped', help: 'jobs that it took out', value: ({ dropped }) => dropped },
	{ name: 'problems', help: 'things that it had to do without', value: ({ problems }) => problems.length },
];

function addedByStage(passes: PassReport[]): Figure {
	return {
		name: 'touchline_reconcile_last_jobs_added',
		help: 'The newest pass of each net: jobs that it put into the queues.',
		values: passes.flatMap(({ kind, added }) =>
			Object.entries(added).map(([stage, value]) => ({ labels: { pass: kind, stage }, value })),
		),
	};
}

function blockedByStage(passes: PassReport[]): Figure {
	return {
		name: 'touchline_reconcile_last_matches_blocked',
		help: 'The newest pass of each net: matches whose stage waits for the stage in "by".',
		values: passes.flatMap(({ kind, blocked }) =>
			blocked.map(({ stage, by, matches }) => ({ labels: { pass: kind, stage, by }, value: matches })),
		),
	};
}
