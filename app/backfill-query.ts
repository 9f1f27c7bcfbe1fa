import { z } from 'zod';
import { after, DAY } from '../server/clock.ts';
import {
	type BackfillOrder,
	type BackfillPolicy,
	type BackfillSelection,
	backfillSelection,
	DEFAULT_DAYS,
	ORDERS,
	POLICIES,
} from '../server/pipeline/backfill/order.ts';

/** The fields of the form that asks for a preview, as the address has them. */
export interface BackfillFields {
	/** Which of the times below is meant. */
	time: (typeof TIMES)[number];
	days: string;
	/** "2025-03-01": days in UTC, both included. */
	from: string;
	to: string;
	/** Id of the one match that is meant, whenever it kicks off; mostly empty. */
	match: string;
	/** Competition code. */
	competition: string;
	policy: BackfillPolicy;
	order: BackfillOrder;
	/** Matches that are worked on at once. */
	concurrency: string;
	/** US dollars; empty is no limit. */
	budget: string;
}

/** What the console's address asks for. */
export interface BackfillQuery {
	/** What the form shows: what was asked for, or what is usual. */
	fields: BackfillFields;
	/** Null when nothing was asked for, or something that cannot be. */
	selection: BackfillSelection | null;
	/** Why it cannot be. */
	problem: string | null;
}

const TIMES = ['days', 'dates'] as const;

const USUAL = backfillSelection.parse({});

/** Fields that are left empty ask for what is usual. */
export function backfillQuery(search: URLSearchParams): BackfillQuery {
	const given = Object.fromEntries([...search].map(([name, value]) => [name, value.trim()]));
	const fields = fieldsOf(given);
	if (!Object.keys(fields).some((name) => search.has(name))) {
		return { fields, selection: null, problem: null };
	}
	const read = written.safeParse(meant(given));
	const parsed = read.success ? backfillSelection.safeParse(read.data) : read;
	return parsed.success
		? { fields, selection: parsed.data, problem: null }
		: { fields, selection: null, problem: inWords(parsed.error.issues) };
}

type Given = Partial<Record<string, string>>;

function fieldsOf(given: Given): BackfillFields {
	const { from = '', to = '', match = '', competition = '', budget = '' } = given;
	const time = chosenTime(given) ?? (from || to ? 'dates' : 'days');
	return {
		...{ time, from, to, match, competition, budget },
		days: given.days || (time === 'days' ? String(DEFAULT_DAYS) : ''),
		policy: POLICIES.find((policy) => policy === given.policy) ?? USUAL.policy,
		order: ORDERS.find((order) => order === given.order) ?? USUAL.order,
		concurrency: given.concurrency || String(USUAL.concurrency),
	};
}

/** What was filled in, without the time that was not chosen. */
function meant({ budget, match, ...given }: Given): Record<string, unknown> {
	const idle = { days: ['from', 'to'], dates: ['days'] };
	const time = chosenTime(given);
	const left = time ? idle[time] : [];
	const filled = Object.entries({ ...given, budgetUsd: budget }).filter(([, value]) => value);
	const named = match ? { matchIds: [match] } : {};
	return { ...Object.fromEntries(filled.filter(([name]) => !left.includes(name))), ...named };
}

function chosenTime({ time }: Given): BackfillFields['time'] | undefined {
	return TIMES.find((known) => known === time);
}

const number = z.coerce.number('must be a number');
const day = z.iso
	.date('must be a day, such as 2025-03-01')
	.transform((text) => new Date(`${text}T00:00:00Z`));

/** The numbers and days of the address; which of them can be is the selection's to say. */
const written = z.looseObject({
	days: number.optional(),
	from: day.optional(),
	// To the end of that day.
	to: day.transform((begin) => after(begin, DAY)).optional(),
	concurrency: number.optional(),
	budgetUsd: number.optional(),
});

/** What the form calls its fields. */
const LABELS: Record<string, string> = {
	days: 'Days',
	from: 'From',
	to: 'To',
	matchIds: 'Match',
	competition: 'Competition',
	policy: 'Policy',
	order: 'Order',
	concurrency: 'Matches at once',
	budgetUsd: 'Budget',
};

function inWords(issues: z.core.$ZodIssue[]): string {
	const problems = new Set(issues.map(({ path, message }) => named(LABELS[String(path[0])] ?? '', message)));
	return `${[...problems].join('. ')}. Correct it in the form and preview it again.`;
}

/** The message with the name of its field, unless it has it already. */
function named(label: string, message: string): string {
	const isNamed = message.toLowerCase().includes(label.toLowerCase());
	const sentence = isNamed ? message : `${label}${message.startsWith('must ') ? '' : ':'} ${message}`;
	return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
