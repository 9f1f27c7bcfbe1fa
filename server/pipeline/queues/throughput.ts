import type { Database } from '../../db.ts';

/** Times that are looked back on: each is told in parts of so many minutes. */
export const SPANS = { hour: { minutes: 60, part: 2 }, day: { minutes: 24 * 60, part: 30 } } as const;
export type Span = keyof typeof SPANS;

/** How many jobs ended, and how. */
export interface Ended {
	done: number;
	/** Given up. */
	failed: number;
	/** Failed, and tried again later. */
	retried: number;
}

/** The same of a part of the time. */
export interface EndedPart extends Ended {
	/** Its beginning, in real time. */
	at: Date;
}

export interface Throughput {
	/** The last 60 minutes of real time. */
	hour: Ended;
	/** The last 24 hours. */
	day: Ended;
	/** The parts of the time that is looked at, the oldest first; all of them, also those in which nothing ended. */
	parts: EndedPart[];
}

const NOTHING_ENDED: Ended = { done: 0, failed: 0, retried: 0 };

/** How the jobs of each queue ended, by the name of the queue; one in which none did has no entry. Two queries. */
export async function readThroughput(
	db: Pick<Database, '$queryRaw'>,
	{ span, now }: { span: Span; now: Date },
): Promise<(queue: string) => Throughput> {
	const begins = partsOf(span, now);
	const [first = now] = begins;
	const [sums, parts] = await Promise.all([readSums(db, now), readParts(db, first, now, span)]);
	return (queue) => {
		const sum = sums.find((row) => row.queue === queue);
		const known = new Map(parts.filter((row) => row.queue === queue).map((row) => [row.at.getTime(), row]));
		return {
			hour: sum ? { done: sum.doneHour, failed: sum.failedHour, retried: sum.retriedHour } : NOTHING_ENDED,
			day: sum ? { done: sum.done, failed: sum.failed, retried: sum.retried } : NOTHING_ENDED,
			parts: begins.map((at) => {
				const { done, failed, retried } = known.get(at.getTime()) ?? NOTHING_ENDED;
				return { at, done, failed, retried };
			}),
		};
	};
}

const MINUTE = 60_000;

/** The beginnings of the parts, the oldest first; the last one has begun, and is not over. */
function partsOf(span: Span, now: Date): Date[] {
	const { minutes, part } = SPANS[span];
	const length = part * MINUTE;
	const last = Math.floor(now.getTime() / length) * length;
	const count = minutes / part;
	return Array.from({ length: count }, (_, index) => new Date(last - (count - 1 - index) * length));
}

interface Sums extends Ended {
	queue: string;
	doneHour: number;
	failedHour: number;
	retriedHour: number;
}

function readSums(db: Pick<Database, '$queryRaw'>, now: Date): Promise<Sums[]> {
	const hourAgo = new Date(now.getTime() - 60 * MINUTE);
	const dayAgo = new Date(now.getTime() - 24 * 60 * MINUTE);
	return db.$queryRaw<Sums[]>`
		SELECT queue, sum(done)::int AS done, sum(failed)::int AS failed, sum(retried)::int AS retried,
			coalesce(sum(done) FILTER (WHERE at > ${hourAgo}), 0)::int AS "doneHour",
			coalesce(sum(failed) FILTER (WHERE at > ${hourAgo}), 0)::int AS "failedHour",
			coalesce(sum(retried) FILTER (WHERE at > ${hourAgo}), 0)::int AS "retriedHour"
		FROM "JobsEnded" WHERE at > ${dayAgo} AND at <= ${now} GROUP BY queue`;
}

function readParts(
	db: Pick<Database, '$queryRaw'>,
	from: Date,
	to: Date,
	span: Span,
): Promise<(EndedPart & { queue: string })[]> {
	const { part } = SPANS[span];
	return db.$queryRaw`
		SELECT queue, date_bin(make_interval(mins => ${part}::int), at, ${from}::timestamptz) AS at,
			sum(done)::int AS done, sum(failed)::int AS failed, sum(retried)::int AS retried
		FROM "JobsEnded" WHERE at >= ${from} AND at <= ${to} GROUP BY 1, 2`;
}
