import { z } from 'zod';
import { plainText } from '../../plain-text.ts';
import { STAGES } from '../stages.ts';
import { FAILURE_CATEGORIES } from './failure.ts';

/** Which failures are meant; without anything, all that are open. */
export const failureFilter = z.object({
	status: z.enum(['open', 'resolved']).default('open'),
	stage: z.enum(STAGES).optional(),
	category: z.enum(FAILURE_CATEGORIES).optional(),
	/** Competition code, such as "en.1". */
	competition: plainText.max(100).optional(),
	/** Of these matches. */
	matchIds: z.array(plainText.max(100)).min(1).max(500).optional(),
	/** Of calls of this model, by its id. */
	model: plainText.max(200).optional(),
	/** The message with ids, numbers, dates and names taken out. */
	fingerprint: plainText.max(300).optional(),
	/** Came back after they had been resolved. */
	regressed: z.boolean().optional(),
	/** Part of a team's name or of the message, or the id of a failure, a match or a model; case is ignored. */
	search: plainText.max(200).optional(),
});

export type FailureFilter = z.infer<typeof failureFilter>;
