import { z } from 'zod';

/** Text that Postgres can store and compare: anything but nothing, and no NUL. */
export const plainText = z
	.string()
	.trim()
	.min(1)
	.refine((text) => !text.includes('\0'), 'has a character that cannot be stored');
