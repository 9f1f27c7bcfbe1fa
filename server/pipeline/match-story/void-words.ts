import type { VoidReason } from '../../../prisma/generated/enums.ts';

/** Why predictions count for nothing any more. */
export const VOID_WORDS: Record<VoidReason, string> = {
	put_off: 'the match was put off to another day',
	made_anew: 'a backfill made them anew',
};
