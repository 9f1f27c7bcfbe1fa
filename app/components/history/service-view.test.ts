import { expect, it } from 'vitest';
import type { ServiceDay } from '../../../server/history/service-history.ts';
import { serviceView } from './service-view.ts';

const day = (number: number, id: string): ServiceDay => ({
	day: new Date(Date.UTC(2025, 0, number)).toISOString().slice(0, 10),
	competition: { id, name: id },
	...{ matches: 4, served: 3, percentage: 75, margin: { p50: 1_500, p5: 900 } },
});
const whole = { matches: 8, served: 6, percentage: 75 };

it('leaves out the oldest days of the table, and says how many; the strips and the chart have them all', () => {
	const days = Array.from({ length: 80 }, (_, index) => [
		day(index + 1, 'de.1'),
		day(index + 1, 'en.1'),
	]).flat();
	const byCompetition = ['de.1', 'en.1'].map((id) => ({ id, name: id, ...whole }));
	const span = { from: new Date('2025-01-01T00:00:00Z'), to: new Date('2025-03-21T12:00:00Z') };
	const view = serviceView({ days, total: whole, byCompetition }, span);
	expect(view.rows).toHaveLength(100);
	expect(view.rows[0]).toEqual(days.at(-1));
	expect(view.older).toBe(60);
	expect(view.margin.series).toHaveLength(80);
	expect(view.competitions.map(({ cells }) => cells.reduce((sum, { matches }) => sum + matches, 0))).toEqual([
		320, 320,
	]);
});
