import { z } from 'zod';
import { after, DAY } from '../clock.ts';
import { plainText } from '../plain-text.ts';

/** Which lines of the audit trail are meant; without anything, all. */
export const auditFilter = z.object({
	/** Who did it: a name, or "pipeline" for what it did by itself. */
	person: plainText.max(100).optional(),
	/** A stored name such as "failures.retry". */
	action: plainText.max(100).optional(),
	/** The id or the name of what it was about; a match's also finds the retries and backfills that touched it. */
	about: plainText.max(100).optional(),
	/** Real times, the first included. */
	from: z.date().optional(),
	to: z.date().optional(),
});

export type AuditFilter = z.infer<typeof auditFilter>;

const day = z.iso
	.date('must be a day, such as 2025-03-01')
	.transform((text) => new Date(`${text}T00:00:00Z`));

/** The same as an address says it: `from` and `to` are days in UTC, both included. */
export const auditQuery = z
	.object({
		...auditFilter.shape,
		from: day.optional(),
		to: day.transform((begin) => after(begin, DAY)).optional(),
	})
	.refine(({ from, to }) => !from || !to || from < to, { path: ['to'], message: 'must not be before from' });
