import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { loadRegistry, parseRegistry } from './registry.ts';

const ENTRY = {
	id: 'acme-1',
	provider: 'together',
	model: 'acme/One',
	displayName: 'Acme One',
	tier: 'budget',
	usdPerMillionPromptTokens: 1,
	usdPerMillionCompletionTokens: 2,
	reasoning: false,
};

describe('loadRegistry', () => {
	it('has the 42 models', () => {
		const models = loadRegistry();
		expect(models).toHaveLength(42);
		expect(models.filter(({ fallback }) => fallback)).toHaveLength(3);
	});
});

describe('parseRegistry', () => {
	it('takes a model with a timeout and a fallback', () => {
		const other = { ...ENTRY, id: 'acme-2', model: 'acme/Two', timeoutMs: 60_000, fallback: 'acme-1' };
		expect(parseRegistry([ENTRY, other])).toEqual([ENTRY, other]);
	});

	it.each([
		['no list', {}, 'prisma/models.json'],
		['an empty list', [], 'no models'],
		['an unknown provider', [{ ...ENTRY, provider: 'acme' }], '0.provider'],
		['an id that no job id can hold', [{ ...ENTRY, id: 'acme:1' }], '0.id'],
		['a negative price', [{ ...ENTRY, usdPerMillionPromptTokens: -1 }], '0.usdPerMillionPromptTokens'],
		['a misspelt field', [{ ...ENTRY, timeout: 5 }], 'timeout'],
		['an id that is listed twice', [ENTRY, { ...ENTRY, model: 'acme/Two' }], 'acme-1'],
		['a model that is listed twice', [ENTRY, { ...ENTRY, id: 'acme-2' }], 'acme-2'],
		['a fallback that is missing', [{ ...ENTRY, fallback: 'acme-9' }], 'acme-9'],
		['a model as its own fallback', [{ ...ENTRY, fallback: 'acme-1' }], 'acme-1'],
	])('names %s', (_, content, named) => {
		expect(() => parseRegistry(content)).toThrow(AppError);
		expect(() => parseRegistry(content)).toThrow(named);
	});
});
