import { z } from 'zod';
import { plainText } from '../../plain-text.ts';

export const MATCH_STATUSES = ['scheduled', 'live', 'finished', 'called_off'] as const;

/**
 * What the pipeline owes a match: it kicks off within 6 h and may go unserved; an open alert says that a stage of it is
 * not on its way; work of it failed, and has not been done since; it has finished and does not have its points.
 */
export const MATCH_STATES = ['at_risk', 'gap', 'failures', 'unsettled'] as const;

/** A time that the database knows. */
const kickoff = z
	.date()
	.min(new Date('1900-01-01T00:00:00Z'), 'must be in 1900 or later')
	.max(new Date('2200-01-01T00:00:00Z'), 'must be before 2200');

/** Which matches are meant; what is left out asks for nothing. */
export const matchFilter = z
	.object({
		/** Teams, competition, round or year, by the beginnings of their words; case and accents are ignored. */
		text: plainText.max(200).optional(),
		/** Competition code, such as "en.1". */
		competition: plainText.max(100).optional(),
		/** `called_off`: postponed, cancelled, abandoned or awarded. */
		status: z.enum(MATCH_STATUSES).optional(),
		state: z.enum(MATCH_STATES).optional(),
		/** Kick-offs from this time on. */
		from: kickoff.optional(),
		/** Kick-offs before this time. */
		to: kickoff.optional(),
	})
	.refine(({ from, to }) => !from || !to || from < to, { message: 'must be after from', path: ['to'] });

export type MatchFilter = z.infer<typeof matchFilter>;
