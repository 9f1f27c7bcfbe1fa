import { expect, it } from 'vitest';
import { masked } from './masked.ts';

const URL = 'https://hooks.example/services/T0001234/B000%2F5678/abc?key=s3cret%20key&v=1';
const mask = (text: string) => masked(text, { url: URL, secret: 'the signing secret' });

it.each([
	['no team for the signing secret', 'no team for [secret]'],
	[`POST ${URL} failed`, 'POST https://hooks.example[…]?[…] failed'],
	['no hook /services/T0001234/B000%2F5678/abc', 'no hook […]'],
	['{"path": "\\/services\\/T0001234\\/B000"}', '{"path": "\\/[…]\\/[…]\\/B000"}'],
	['unknown token B000/5678', 'unknown token […]'],
	['bad key "s3cret key"', 'bad key "[…]"'],
	['no_service, v is 1', 'no_service, v is 1'],
])('%j becomes %j', (text, expected) => {
	expect(mask(text)).toBe(expected);
});

it('a URL without a path has nothing to hide', () => {
	expect(
		masked('a/b is not found at /', { url: 'https://hooks.example/', secret: 'the signing secret' }),
	).toBe('a/b is not found at /');
});
