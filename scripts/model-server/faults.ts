import { z } from 'zod';
import { fractionOf, hashOf } from './hash.ts';

/** Real milliseconds. */
const milliseconds = z.number().min(0).max(3_600_000);

const who = {
	/** The provider's name of the only model that has the fault; every model when missing. */
	model: z.string().optional(),
	/** Share of the calls that meet the fault, 0 to 1. */
	probability: z.number().min(0).max(1).default(1),
	/** The fault ends after it has met this many calls. */
	count: z.int().positive().optional(),
};

export const faultSchema = z.discriminatedUnion('kind', [
	/** The answer takes so much longer. */
	z.strictObject({ kind: z.literal('latency'), latencyMs: milliseconds, ...who }),
	/** Too many requests; Retry-After in seconds. */
	z.strictObject({ kind: z.literal('429'), retryAfter: z.number().min(0).max(86_400).default(1), ...who }),
	/** The model is unknown here: gone for good. */
	z.strictObject({ kind: z.literal('404'), ...who }),
	z.strictObject({ kind: z.literal('500'), ...who }),
	/** Never answers. */
	z.strictObject({ kind: z.literal('hang'), ...who }),
	/** Drops the connection. */
	z.strictObject({ kind: z.literal('reset'), ...who }),
	/** A completion whose text breaks off within its JSON. */
	z.strictObject({ kind: z.literal('badJson'), ...who }),
]);

export const faultsSchema = z.array(faultSchema);

export type Fault = z.infer<typeof faultSchema>;
/** A fault as it is written: what has a default may be left out. */
export type FaultInput = z.input<typeof faultSchema>;

/**
 * The faults in force. Chance is seeded by the model and how often it was asked, so that the same calls
 * meet the same faults in every run.
 */
export class FaultPlan {
	#faults: Fault[];
	#callsOf = new Map<string, number>();

	constructor(faults: FaultInput[] = []) {
		this.#faults = faultsSchema.parse(faults);
	}

	/** The faults that a call of the model meets; uses up their counts. */
	meet(model: string): Fault[] {
		if (this.#faults.length === 0) return [];
		const call = (this.#callsOf.get(model) ?? 0) + 1;
		this.#callsOf.set(model, call);
		const met = this.#faults.filter(
			(fault, index) =>
				(fault.model === undefined || fault.model === model) &&
				fractionOf(hashOf(model), call, index) < fault.probability,
		);
		for (const fault of met) {
			if (fault.count !== undefined) fault.count -= 1;
		}
		this.#faults = this.#faults.filter(({ count }) => count !== 0);
		return met;
	}

	/** Those still in force, with what is left of their counts. */
	read(): Fault[] {
		return this.#faults.map((fault) => ({ ...fault }));
	}

	replace(faults: Fault[]): void {
		this.#faults = faults;
		this.#callsOf.clear();
	}
}

/**
 * The fault that a request asks for itself by `x-fault`: a kind, or `latency=300` (ms), `429=2` (seconds).
 * Null when the header is missing; throws ZodError for a header that names no fault.
 */
export function faultOfHeader(header: string | undefined): Fault | null {
	if (header === undefined) return null;
	const [kind, number] = header.trim().split('=');
	const value = number === undefined ? {} : { [kind === '429' ? 'retryAfter' : 'latencyMs']: Number(number) };
	return faultSchema.parse({ kind, ...value });
}
