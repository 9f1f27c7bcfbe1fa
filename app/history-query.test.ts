import { describe, expect, it } from 'vitest';
import { historyDays } from './history-query.ts';

const days = (search: string) => historyDays(new URLSearchParams(search));

describe('historyDays', () => {
	it('is 30 unless the address asks for another span', () => {
		expect(days('')).toBe(30);
		expect(days('days=')).toBe(30);
		expect(days('days= 365 ')).toBe(365);
	});

	it.each(['0', '-7', '8', '10000', '7.0', '7e0', 'week', '\0'])('refuses %j', async (asked) => {
		const refusal = await Promise.resolve()
			.then(() => historyDays(new URLSearchParams({ days: asked })))
			.catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(Response);
		expect(refusal).toMatchObject({ status: 400 });
		expect(await (refusal as Response).text()).toContain('choose 7, 30, 90, 365');
	});
});
