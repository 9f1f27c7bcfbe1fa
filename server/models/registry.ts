import { z } from 'zod';
import models from '../../prisma/models.json' with { type: 'json' };
import { AppError } from '../errors.ts';
import { PROVIDER_IDS } from './providers.ts';

const usdPerMillion = z.number().nonnegative();

const registeredModelSchema = z.strictObject({
	/** Part of job ids, which take no colon. */
	id: z.string().regex(/^[a-z][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and dashes'),
	provider: z.enum(PROVIDER_IDS),
	/** What the provider calls it. */
	model: z.string().min(1),
	displayName: z.string().min(1),
	tier: z.enum(['ultra-budget', 'budget', 'premium']),
	usdPerMillionPromptTokens: usdPerMillion,
	usdPerMillionCompletionTokens: usdPerMillion,
	reasoning: z.boolean(),
	/** Real milliseconds; the client's default when missing. */
	timeoutMs: z.int().positive().optional(),
	/** Id of the model that is asked when this one is gone for good. */
	fallback: z.string().optional(),
});

/** A model as prisma/models.json describes it. */
export type RegisteredModel = z.infer<typeof registeredModelSchema>;

/** The models of prisma/models.json. @throws AppError like `parseRegistry` */
export function loadRegistry(): RegisteredModel[] {
	return parseRegistry(models);
}

const registrySchema = z
	.array(registeredModelSchema)
	.min(1, 'lists no models')
	.superRefine((entries, context) => {
		const ids = new Set<string>();
		const addresses = new Set<string>();
		for (const [index, { id, provider, model }] of entries.entries()) {
			const address = `${provider} ${model}`;
			if (ids.has(id) || addresses.has(address)) {
				context.addIssue({ code: 'custom', path: [index], message: `"${id}" is listed twice` });
			}
			ids.add(id);
			addresses.add(address);
		}
		for (const [index, { id, fallback }] of entries.entries()) {
			if (fallback !== undefined && (fallback === id || !ids.has(fallback))) {
				context.addIssue({
					code: 'custom',
					path: [index, 'fallback'],
					message: `"${fallback}" is no other model of the list`,
				});
			}
		}
	});

/** @throws AppError 'invalid' that names the first wrong entry. */
export function parseRegistry(content: unknown): RegisteredModel[] {
	const parsed = registrySchema.safeParse(content);
	if (parsed.success) {
		return parsed.data;
	}
	const [issue] = parsed.error.issues;
	const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
	throw new AppError('invalid', `prisma/models.json is wrong${where}: ${issue?.message}. Mend the entry.`);
}
