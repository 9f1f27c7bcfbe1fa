import superjson from 'superjson';
import { after, DAY } from '../../../server/clock.ts';
import { appRouter } from '../../../server/trpc/router.ts';
import { consolePages } from '../../browser/console-pages.ts';
import type { Subjects } from '../../browser/subjects.ts';
import type { Visitor } from './visitor.ts';

/** What is asked for: a page of the console, or a query over tRPC. */
export interface Target {
	name: string;
	/** Path and query. */
	address: string;
}

/** Pages have a stroke before their names: some queries are called the same. */
export function pageName(name: string): string {
	return `/${name}`;
}

/** Some of the pages filtered, searched and sorted. */
const ASKED_MORE_OF = [
	'/matches?q=rovers',
	'/matches?q=harrowmere+victoria',
	'/matches?q=a&status=finished',
	'/matches?status=finished&competition=de.1&sort=up',
	'/matches?state=at_risk',
	'/failures?status=resolved',
	'/failures?status=resolved&search=refused',
	'/failures?stage=predictions&competition=de.1',
	'/failures?search=nobodyhasthis',
	'/backfill?days=7',
	'/history?days=365',
	'/audit?person=early-shift&action=failures.retry',
];

/** Every page, filtered, searched and deep ones too, for what this database holds. */
export async function pages(subjects: Subjects, visitor: Visitor): Promise<Target[]> {
	const every = consolePages(subjects).map(({ name, path }) => ({ name: pageName(name), address: path }));
	const asked = ASKED_MORE_OF.map((address) => ({ name: address, address }));
	const deep = await Promise.all(
		['/matches?status=finished', '/failures?status=resolved', '/alerts', '/audit'].map((address) =>
			deepPage(visitor, address),
		),
	);
	return existing(visitor, [...every, ...asked, ...deep.flat()]);
}

/** Every query that the router has, each with an input where it needs one. */
export async function queries(
	{ match, model, action, run }: Subjects,
	now: Date,
	visitor: Visitor,
): Promise<Target[]> {
	const year = { from: after(now, -365 * DAY), to: now };
	const inputs: Record<string, unknown> = {
		'matches.byId': { id: match },
		'matches.find': { text: 'rovers' },
		'matches.prediction': { matchId: match, modelId: model },
		'models.one': { id: model },
		'matches.unknown': { ids: [match] },
		'failures.action': { id: action },
		'failures.actionResults': { id: action },
		'backfill.run': { id: run },
		'backfill.items': { id: run },
		'history.coverage': year,
		'history.outages': { from: after(now, -30 * DAY), to: now },
	};
	const paths = Object.entries<object>(appRouter._def.procedures)
		.filter(([path, procedure]) => isQuery(procedure) && !path.startsWith('auth.'))
		.map(([path]) => path);
	const targets = paths.map((path) => {
		const input = encodeURIComponent(JSON.stringify(superjson.serialize(inputs[path])));
		return { name: path, address: `/trpc/${path}?input=${input}` };
	});
	return existing(visitor, targets);
}

function isQuery(procedure: object): boolean {
	return (
		'_def' in procedure &&
		typeof procedure._def === 'object' &&
		procedure._def !== null &&
		'type' in procedure._def &&
		procedure._def.type === 'query'
	);
}

/** Five pages further, by the links of the pages. */
async function deepPage(visitor: Visitor, first: string): Promise<Target[]> {
	let address = first;
	for (let turn = 0; turn < 5; turn++) {
		const { body } = await visitor.get(address);
		const links = [...body.matchAll(/href="(\/[^"]*)"/g)].map(([, href = '']) =>
			href.replaceAll('&amp;', '&'),
		);
		const next = links.filter((href) => /[?&](cursor|after)=/.test(href)).at(-1);
		if (next === undefined) break;
		address = next.replace(/#.*/, '');
	}
	return address === first ? [] : [{ name: `${first}, deep`, address }];
}

/** Those that answer: pages that are not there are not measured, nor are queries that want more than is known here. */
async function existing(visitor: Visitor, targets: Target[]): Promise<Target[]> {
	const answers: boolean[] = [];
	for (const { address } of targets) answers.push((await visitor.get(address)).status === 200);
	const left = targets.filter((_, index) => !answers[index]);
	if (left.length > 0)
		visitor.say(`Not measured, for they do not answer: ${left.map(({ name }) => name).join(', ')}`);
	return targets.filter((_, index) => answers[index]);
}
