import type { z } from 'zod';

/** What an action was about; `id` is what its page, or the audit trail itself, knows it by. */
export interface Subject {
	kind: SubjectKind;
	id: string;
}

export type SubjectKind =
	| 'match'
	| 'failure action'
	| 'backfill'
	| 'alert'
	| 'webhook'
	| 'queue'
	| 'model'
	| 'competition'
	| 'person';

/** What is known of one kind of action. */
interface ActionKind<Schema extends z.ZodType> {
	/** In the list of kinds: "Retry failures". */
	label: string;
	/** What is stored of one. Keys that it does not name stay in what is stored. */
	detail: Schema;
	/** What was done and with what result, after the person's name: "retried 43 failures". */
	sentence(detail: z.output<NoInfer<Schema>>): string;
	/** What it was about, the first being what it was about most; none for the pipeline as a whole. */
	subjects(detail: z.output<NoInfer<Schema>>): Subject[];
}

/** One action in words. */
export interface Told {
	sentence: string;
	subjects: Subject[];
}

/** A kind of action, whatever its details are. */
export interface DefinedAction<Schema extends z.ZodType = z.ZodType> {
	label: string;
	detail: Schema;
	/** Null for details that are not of this form: they were stored by another version. */
	tell(detail: unknown): Told | null;
}

/** Makes an entry of the catalogue: without words for it, it does not compile. */
export function defineAction<Schema extends z.ZodType>(kind: ActionKind<Schema>): DefinedAction<Schema> {
	const { label, detail } = kind;
	return {
		label,
		detail,
		tell(stored) {
			const parsed = detail.safeParse(stored);
			if (!parsed.success) return null;
			return { sentence: kind.sentence(parsed.data), subjects: kind.subjects(parsed.data) };
		},
	};
}
