import { describe, expect, it } from 'vitest';
import { PermanentError } from '../queue/outcomes.ts';
import { providerId, resolveEndpoint } from './providers.ts';

const NOTHING = { apiKeys: {}, baseUrls: {} };

describe('resolveEndpoint', () => {
	it('goes to the provider with its key', () => {
		expect(
			resolveEndpoint({ ...NOTHING, apiKeys: { together: 'k1', synthetic: 'k2' } }, 'synthetic'),
		).toEqual({
			label: 'Synthetic',
			baseUrl: 'https://api.synthetic.new/openai/v1',
			apiKey: 'k2',
		});
	});

	it('takes another address of the provider, with its key', () => {
		const config = {
			apiKeys: { together: 'k1' },
			baseUrls: { together: 'https://proxy.example/together/v1/' },
		};
		expect(resolveEndpoint(config, 'together')).toMatchObject({
			baseUrl: 'https://proxy.example/together/v1',
			apiKey: 'k1',
		});
	});

	it.each([
		['together', 'TOGETHER_API_KEY'],
		['synthetic', 'SYNTHETIC_API_KEY'],
	])('names the variable when the key of %s is missing', (provider, variable) => {
		expect(() => resolveEndpoint(NOTHING, provider)).toThrow(PermanentError);
		expect(() => resolveEndpoint(NOTHING, provider)).toThrow(variable);
	});

	it.each([
		'http://127.0.0.1:4042',
		'http://127.0.0.1:4042/',
		'http://127.0.0.1:4042/v1',
		'http://127.0.0.1:4042/v1//',
	])('sends every provider to one server at %s, without a key', (modelsUrl) => {
		const config = { modelsUrl, apiKeys: { together: 'secret' }, baseUrls: {} };
		for (const provider of ['together', 'synthetic']) {
			expect(resolveEndpoint(config, provider)).toEqual({
				label: '127.0.0.1:4042',
				baseUrl: 'http://127.0.0.1:4042/v1',
				apiKey: null,
			});
		}
	});

	it.each(['localhost', '/v1', 'ftp://127.0.0.1/v1'])('refuses %s as an address', (modelsUrl) => {
		expect(() => resolveEndpoint({ ...NOTHING, modelsUrl }, 'together')).toThrow(PermanentError);
		expect(() => resolveEndpoint({ ...NOTHING, modelsUrl }, 'together')).toThrow(modelsUrl);
	});
});

describe('providerId', () => {
	it('knows the providers, and nothing that objects have by themselves', () => {
		expect(providerId('together')).toBe('together');
		expect(() => providerId('constructor')).toThrow(PermanentError);
	});
});
