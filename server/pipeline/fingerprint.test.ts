import { expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

const same = (messages: [message: string, names?: string[]][]) =>
	expect(new Set(messages.map(([message, names]) => fingerprint(message, names))).size).toBe(1);

it('is the same for messages that differ in names, ids, times and numbers alone', () => {
	same([
		['No prediction is stored for "Arsenal": 42 of 42 calls failed at 2025-05-25T14:31:02Z.'],
		['No prediction is stored for "Real Madrid": 7 of 40 calls failed at 2025-03-12T19:31:40Z.'],
	]);
	expect(fingerprint('match 4f9c1e2a-7f3b-4a52-9c8e-0d6a1b2c3d4e is unknown')).toBe('match <id> is unknown');
	same([
		['Match m2k1d9xw0zq4tqf8b6hs7a3c is finished, but its score is not stored.'],
		['Match abcdefghijklmnopqrstuvw9 is finished, but its score is not stored.'],
	]);
});

it('tells kinds of failures apart', () => {
	expect(fingerprint('HTTP 500')).not.toBe(fingerprint('timed out after 500 ms'));
});

it('takes out known names where they stand as whole words, whatever else they are part of', () => {
	same([
		[
			'Together AI refused deepseek-ai/DeepSeek-R1 with status 401: no key',
			['deepseek-ai/DeepSeek-R1', 'deepseek-r1'],
		],
		['Together AI refused moonshotai/Kimi-K2 with status 403: no key', ['kimi-k2', 'moonshotai/Kimi-K2']],
	]);
	same([
		['No line-ups of 1. FC Köln (2) against Inter', ['Inter', '1. FC Köln']],
		[
			'No line-ups of Nott’m Forest (2) against Brighton & Hove Albion',
			['Nott’m Forest', 'Brighton & Hove Albion'],
		],
	]);
	expect(fingerprint('Internazionale did not answer', ['Inter'])).toBe('Internazionale did not answer');
	expect(fingerprint('Köln and 1. FC Köln', ['Köln', '1. FC Köln'])).toBe('<name> and <name>');
});

it('takes names as text, not as patterns', () => {
	expect(fingerprint('a.c failed, abc too', ['a.c', '(', '[z', '\\', '$&'])).toBe('<name> failed, abc too');
});
