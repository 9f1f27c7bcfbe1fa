/** How much was to do and done at one look. */
export interface Sample {
	/** Machine time in milliseconds. */
	at: number;
	/** Predictions stored so far. */
	stored: number;
	/** Predictions that could be made and are not. */
	owed: number;
}

/** From the start of a fault until it had healed. */
export interface Span {
	from: number;
	until: number;
}

export interface Amount {
	predictions: number;
	ms: number;
}

export interface Throughput {
	before: Amount;
	during: Amount;
	after: Amount;
}

/**
 * What was stored, and in what time, before, during and after one fault. Only time counts in which so much
 * was owed that all model calls that may be open at once could have been. Time in which another fault was
 * healing counts neither as before nor as after, nor does the start of a burst, up to the look that finds its
 * first predictions.
 * @param enough so many owed predictions keep the models busy
 */
export function throughputAround(
	samples: readonly Sample[],
	fault: Span,
	others: readonly Span[],
	enough: number,
): Throughput {
	const amounts = { before: none(), during: none(), after: none() };
	let flows = false;
	for (const [index, sample] of samples.entries()) {
		const next = samples[index + 1];
		if (!next) break;
		const stored = Math.max(0, next.stored - sample.stored);
		const busy = sample.owed >= enough;
		const part = partOf((sample.at + next.at) / 2, fault, others);
		if (busy && part && (flows || part === 'during')) {
			amounts[part].predictions += stored;
			amounts[part].ms += next.at - sample.at;
		}
		flows = busy && (flows || stored > 0);
	}
	return amounts;
}

/** Less time than this says nothing, in milliseconds. */
const LEAST = 500;

/**
 * The rate of one part relative to the rate before, over all faults of a kind for which both could be
 * measured; null when there is none.
 */
export function relativeRate(measured: readonly Throughput[], part: 'during' | 'after'): number | null {
	const usable = measured.filter(
		({ before, [part]: then }) => before.ms >= LEAST && before.predictions > 0 && then.ms >= LEAST,
	);
	if (usable.length === 0) return null;
	const before = rate(usable.map((throughput) => throughput.before));
	return rate(usable.map((throughput) => throughput[part])) / before;
}

function rate(amounts: Amount[]): number {
	const sum = (count: (amount: Amount) => number) =>
		amounts.reduce((total, amount) => total + count(amount), 0);
	return sum(({ predictions }) => predictions) / sum(({ ms }) => ms);
}

function partOf(at: number, fault: Span, others: readonly Span[]): keyof Throughput | null {
	const isIn = ({ from, until }: Span) => at >= from && at < until;
	if (isIn(fault)) return 'during';
	if (others.some(isIn)) return null;
	return at < fault.from ? 'before' : 'after';
}

function none(): Amount {
	return { predictions: 0, ms: 0 };
}
